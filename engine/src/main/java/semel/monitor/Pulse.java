package semel.monitor;

import java.time.Instant;

/// How far everything that grows has grown: two that are equal mean that nothing happened between.
///
/// @param line the newest line of the journal
/// @param repeat the newest blocked repeat
/// @param alert the newest alert
/// @param capture the newest message in the sandbox
/// @param registered when the newest lead registered; the epoch when there is none
public record Pulse(long line, long repeat, long alert, long capture, Instant registered) {}
