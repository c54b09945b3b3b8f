package semel.benchmarks.peer;

import java.time.Instant;
import java.util.List;

/// A registration that was taken.
///
/// @param messages what it is told to the provider as, one for each message
/// @param due when they fall due
public record Taken(List<String> messages, Instant due) {}
