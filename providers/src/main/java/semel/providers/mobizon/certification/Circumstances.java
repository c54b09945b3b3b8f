package semel.providers.mobizon.certification;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import semel.lifecycle.LocalClock;

/// What a certification needs beside Mobizon.
///
/// @param pass lets time pass between two looks
/// @param patience how long it is looked for what does not show at once
/// @param progress is told what happens, a line at a time
/// @param owner answers how many SMS arrived; empty when that is not known
public record Circumstances(
    LocalClock clock,
    Consumer<Duration> pass,
    Duration patience,
    Consumer<String> progress,
    Function<String, OptionalInt> owner) {}
