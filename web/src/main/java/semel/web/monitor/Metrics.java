package semel.web.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.monitor.Snapshot;
import semel.monitor.Snapshots;
import semel.web.http.Answer;
import semel.web.http.Call;

/// `GET /metrics`: the snapshot of the database and the counters of this process.
public final class Metrics {

  /// How long a snapshot serves, so that scraping costs the database nothing worth naming.
  public static final Duration SNAPSHOT_AGE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
  private static final double NANOS = 1e9;

  private final Snapshots snapshots;
  private final LongSupplier nanos;
  private final PrometheusRegistry registry;
  private final Counter requests;
  private final Counter registrations;
  private final Counter phones;
  private final Counter webhooks;
  private @Nullable Snapshot snapshot;
  private long takenAt;
  private boolean asked;

  /// @param nanos a monotonic clock
  /// @param registry what other rooms count, and this one beside them
  public Metrics(
      Snapshots snapshots, LongSupplier nanos, String version, PrometheusRegistry registry) {
    this.snapshots = snapshots;
    this.registry = registry;
    this.nanos = nanos;
    this.requests =
        counter("semel_http_requests_total", "Answers by route and code", "route", "code");
    this.registrations =
        counter("semel_registrations_total", "Registrations by how they ended", "outcome");
    this.phones =
        counter("semel_phones_refused_total", "Phone numbers not taken, by reason", "reason");
    this.webhooks =
        counter(
            "semel_webhooks_refused_total",
            "Webhook calls turned away, by provider and reason",
            "provider",
            "reason");
    gauges();
    receipts();
    alarms();
    gauge("semel_build_info", "The running version", out -> out.call(1, version), "version");
    gauge(
        "semel_database_answers",
        "Whether the last snapshot could be taken",
        out -> out.call(snapshot() == null ? 0 : 1));
  }

  /// An answer was given.
  public void answered(String route, int status) {
    requests.labelValues(route, Integer.toString(status)).inc();
  }

  /// A registration ended.
  public void registered(String outcome) {
    registrations.labelValues(outcome).inc();
  }

  /// A phone number was not taken.
  public void phoneRefused(String reason) {
    phones.labelValues(reason).inc();
  }

  /// A call of a webhook was turned away.
  public void webhookRefused(String provider, String reason) {
    webhooks.labelValues(provider, reason).inc();
  }

  /// Everything, as Prometheus reads it. While the database does not answer, what would come from
  /// it is missing: an old number looks like a good one.
  public Answer scrape(Call call) {
    refresh();
    var out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape(), EscapingScheme.ALLOW_UTF8);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return Answer.text(200, PrometheusTextFormatWriter.CONTENT_TYPE, out.toString(UTF_8));
  }

  private synchronized void refresh() {
    var now = nanos.getAsLong();
    if (asked && now - takenAt < SNAPSHOT_AGE.toNanos()) {
      return;
    }
    asked = true;
    takenAt = now;
    try {
      snapshot = snapshots.take();
    } catch (RuntimeException e) {
      snapshot = null;
      LOG.warn("No snapshot for the metrics: {}", e.getMessage());
    }
  }

  private synchronized @Nullable Snapshot snapshot() {
    return snapshot;
  }

  private void gauges() {
    onSnapshot(
        "semel_messages",
        "Messages by channel and state",
        (s, out) ->
            s.messages()
                .forEach((channel, states) ->
                    states.forEach((state, count) -> out.call(count, channel.key(), state.key()))),
        "channel",
        "state");
    onSnapshot(
        "semel_due_lag_seconds",
        "How long the oldest due message waits",
        (s, out) -> out.call(s.lag().toNanos() / NANOS));
    onSnapshot(
        "semel_messages_due",
        "Messages that could leave now",
        (s, out) -> out.call((double) s.watched().due()));
    onSnapshot(
        "semel_in_doubt_oldest_age_seconds",
        "Age of the oldest doubt",
        (s, out) -> out.call(s.oldestDoubt().toNanos() / NANOS));
    onSnapshot(
        "semel_blocked_repeats_untold",
        "Blocked repeats since the last alert about them, by reason",
        (s, out) -> s.newRepeats().forEach((reason, count) -> out.call(count, reason)),
        "reason");
    onSnapshot(
        "semel_incidents_untold",
        "Possible second acceptances since the last alert about them",
        (s, out) -> out.call((double) s.newIncidents()));
    onSnapshot(
        "semel_account_paused_seconds",
        "How long an account stays paused; infinite where a person paused it",
        (s, out) -> s.paused().forEach(p -> out.call(left(p), p.account())),
        "account");
    onSnapshot(
        "semel_campaign_on_hold",
        "Campaigns whose SMS wait for a person",
        (s, out) -> s.onHold().forEach(held -> out.call(1, held.campaign())),
        "campaign");
  }

  private void alarms() {
    onSnapshot(
        "semel_alarms_waiting",
        "Alarms that a destination has not taken yet",
        (s, out) ->
            s.watched().unheard().forEach(u -> out.call((double) u.waiting(), u.destination())),
        "destination");
    onSnapshot(
        "semel_alarms_waiting_oldest_age_seconds",
        "Age of the oldest alarm that a destination has not taken yet",
        (s, out) ->
            s.watched()
                .unheard()
                .forEach(u -> out.call(u.oldest().toNanos() / NANOS, u.destination())),
        "destination");
  }

  private void receipts() {
    CounterWithCallback.builder()
        .name("semel_receipts_total")
        .help("Receipts by provider and kind")
        .labelNames("provider", "kind")
        .callback(out -> {
          var taken = snapshot();
          if (taken != null) {
            taken
                .receipts()
                .told()
                .forEach((provider, kinds) ->
                    kinds.forEach((kind, count) -> out.call(count, provider, kind.key())));
          }
        })
        .register(registry);
    onSnapshot(
        "semel_receipts_unmatched",
        "Receipts about a message that is not known, for an hour or for good",
        (s, out) -> out.call((double) s.receipts().unmatched()));
    onSnapshot(
        "semel_delivery_ratio",
        "Share of messages decided since yesterday that arrived, by beginning of the number",
        (s, out) ->
            s.receipts()
                .arrivals()
                .forEach(
                    a -> out.call((double) a.delivered() / a.decided(), a.provider(), a.prefix())),
        "provider",
        "prefix");
  }

  private static double left(Snapshot.PausedAccount paused) {
    var left = paused.left();
    return left == null ? Double.POSITIVE_INFINITY : left.toNanos() / NANOS;
  }

  /// What of a snapshot a gauge shows.
  private interface Reading {
    void read(Snapshot snapshot, GaugeWithCallback.Callback out);
  }

  private void onSnapshot(String name, String help, Reading reading, String... labels) {
    gauge(
        name,
        help,
        out -> {
          var taken = snapshot();
          if (taken != null) {
            reading.read(taken, out);
          }
        },
        labels);
  }

  private void gauge(
      String name, String help, Consumer<GaugeWithCallback.Callback> callback, String... labels) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(callback)
        .register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }
}
