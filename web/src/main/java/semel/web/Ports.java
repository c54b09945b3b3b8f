package semel.web;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import semel.desk.Desk;
import semel.desk.Records;
import semel.intake.Holds;
import semel.intake.Leads;
import semel.monitor.Snapshots;
import semel.reconcile.Inbox;
import semel.sandbox.Captures;
import semel.stops.Stops;
import semel.web.monitor.Readiness;

/// What the door stands on. A port that cannot reach the database throws
/// [java.io.UncheckedIOException], which callers see as 503.
///
/// @param onDue told how long until something falls due: after a registration, or at once
/// @param nanos a monotonic clock
/// @param registry of everything that `/metrics` shows
public record Ports(
    Leads leads,
    Holds holds,
    Desk desk,
    Records records,
    Captures captures,
    Stops stops,
    Snapshots snapshots,
    Inbox inbox,
    Household household,
    Readiness readiness,
    Consumer<Duration> onDue,
    LongSupplier nanos,
    PrometheusRegistry registry) {}
