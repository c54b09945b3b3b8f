package semel.app.meter;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import semel.database.Database;
import semel.dispatch.Claims;
import semel.dispatch.Sender;
import semel.journal.Journal;
import semel.monitor.Here.Balance;

/// The counters and clocks of this process. Their labels are accounts, channels, states and
/// outcomes: never a person, never a lead.
public final class Meters {

  private static final String ACCOUNT = "account";
  private static final String CHANNEL = "channel";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final MeteredClaims.Instruments claims;
  private final MeteredSender.Instruments calls;
  private final MeteredJournal.Instruments journal;
  private final Histogram groups;

  /// @param database whose pool of connections is shown
  public Meters(Database database) {
    this.claims =
        new MeteredClaims.Instruments(
            counter("semel_claims_total", "Messages claimed", ACCOUNT),
            counter(
                "semel_claims_unsure_total",
                "Claims whose commit was not acknowledged: none of them was sent",
                ACCOUNT),
            counter(
                "semel_gate_waits_total", "Times that an account's gate let nothing in", ACCOUNT),
            counter(
                "semel_gate_wait_seconds_total",
                "How long claims were told to wait at an account's gate",
                ACCOUNT),
            histogram(
                "semel_lateness_seconds",
                "From the time a message was to go to its claim",
                new double[] {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200},
                CHANNEL));
    this.calls =
        new MeteredSender.Instruments(
            counter("semel_provider_calls_total", "Calls by what they did", ACCOUNT, "outcome"),
            histogram(
                "semel_provider_call_seconds",
                "How long a call that sends took",
                new double[] {0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30},
                ACCOUNT));
    this.journal =
        new MeteredJournal.Instruments(
            counter(
                "semel_transitions_total",
                "Messages that came into a state, as this process recorded it",
                CHANNEL,
                "state"),
            counter(
                "semel_blocked_repeats_total",
                "Sent messages that somebody asked to send again",
                CHANNEL),
            counter("semel_incidents_total", "Possible second acceptances recorded here", CHANNEL));
    this.groups =
        histogram(
            "semel_intake_group_size",
            "Registrations that shared one commit",
            new double[] {1, 2, 5, 10, 20, 50, 100, 200, 500});
    show(database);
    java();
  }

  /// Where all of them are read.
  public PrometheusRegistry registry() {
    return registry;
  }

  /// The same claims, counted.
  public Claims of(Claims counted) {
    return new MeteredClaims(counted, claims);
  }

  /// The same sender, counted and timed.
  public Sender of(Sender counted) {
    claims.show(counted.account());
    journal.show(counted.account().channel());
    return MeteredSender.of(counted, calls);
  }

  /// The same journal, counted.
  public Journal of(Journal counted) {
    return new MeteredJournal(counted, journal);
  }

  /// Told how many registrations share a commit.
  public IntConsumer groups() {
    return groups::observe;
  }

  private void show(Database database) {
    GaugeWithCallback.builder()
        .name("semel_database_connections")
        .help("Open connections by what they do")
        .labelNames("state")
        .callback(out -> {
          var use = database.use();
          out.call(use.working(), "in-use");
          out.call(use.idle(), "idle");
        })
        .register(registry);
    GaugeWithCallback.builder()
        .name("semel_database_connections_waiting")
        .help("Threads that wait for a connection")
        .callback(out -> out.call(database.use().waiting()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("semel_database_connections_max")
        .help("Connections that may be open at most")
        .callback(out -> out.call(database.use().most()))
        .register(registry);
  }

  /// Shows what this process sees that no database knows.
  public void watch(Supplier<Duration> skew, Supplier<List<Balance>> balances) {
    GaugeWithCallback.builder()
        .name("semel_clock_skew_seconds")
        .help("How far this machine's clock is from the database's, either way")
        .callback(out -> out.call(skew.get().toMillis() / 1000.0))
        .register(registry);
    GaugeWithCallback.builder()
        .name("semel_account_balance")
        .help("What is left on an account that tells, in its currency")
        .labelNames(ACCOUNT, "currency")
        .callback(out ->
            balances
                .get()
                .forEach(b -> out.call(b.left().doubleValue(), b.account(), b.currency())))
        .register(registry);
  }

  private void java() {
    JvmMemoryMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private Histogram histogram(String name, String help, double[] bounds, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(bounds)
        .register(registry);
  }
}
