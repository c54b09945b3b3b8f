package semel.visits;

import org.jspecify.annotations.Nullable;
import semel.users.Preferences;
import semel.users.Role;

/// A sign-in that still holds.
///
/// @param name of the user, or `operator`
/// @param proof that it began with the operator's token, to be compared with the token of today;
///   null for a named user
public record Session(String name, Role role, @Nullable String proof, Preferences preferences) {}
