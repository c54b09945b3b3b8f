package semel.web;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import semel.desk.Desk;
import semel.desk.Records;
import semel.intake.Leads;
import semel.monitor.Snapshots;
import semel.sandbox.Captures;
import semel.web.monitor.Readiness;

/// What the door stands on. A port that cannot reach the database throws
/// [java.io.UncheckedIOException], which callers see as 503.
///
/// @param onDue told how long until something falls due: after a registration, or at once
/// @param nanos a monotonic clock
public record Ports(
    Leads leads,
    Desk desk,
    Records records,
    Captures captures,
    Snapshots snapshots,
    Household household,
    Readiness readiness,
    Consumer<Duration> onDue,
    LongSupplier nanos) {}
