package semel.desk;

import org.jspecify.annotations.Nullable;
import semel.message.ClaimId;

/// A person's verdict on a message in doubt.
///
/// @param claim names the doubt that the person looked at; null where there was none, and then it
///   settles nothing
public record Verdict(@Nullable ClaimId claim, boolean sent, String who, String reason) {}
