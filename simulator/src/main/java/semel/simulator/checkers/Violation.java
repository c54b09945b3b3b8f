package semel.simulator.checkers;

import org.jspecify.annotations.Nullable;
import semel.message.MessageKey;

/// An invariant that did not hold.
///
/// @param invariant its number in the protocol
/// @param at nanoseconds since the world began
/// @param key the message it did not hold for, null when it is about none
public record Violation(String invariant, long at, @Nullable MessageKey key, String what) {}
