package semel.monitor;

import java.time.Duration;

/// A thing an operator must be told; at least once, unlike messages.
///
/// @param rule names the rule, so that repeats fold
/// @param text what happened, what Semel did, what to do
/// @param count how many times since the last alert of this rule
/// @param every the shortest time between two alerts of this rule
public record Alert(String rule, String text, long count, Duration every) {}
