package semel.app.meter;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import semel.account.Account;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Claims;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;

/// Counts claims, and how late each came.
record MeteredClaims(Claims claims, Instruments instruments) implements Claims {

  private static final double NANOS = 1e9;

  record Instruments(
      Counter claimed, Counter unsure, Counter waits, Counter waited, Histogram lateness) {

    /// Shows an account before anything happens there.
    void show(Account account) {
      var label = account.id().value();
      List.of(claimed, unsure, waits, waited).forEach(counter -> counter.initLabelValues(label));
      lateness.initLabelValues(account.channel().key());
    }
  }

  @Override
  public ClaimAnswer claim(ClaimOrder order, Composer composer) {
    var answer = claims.claim(order, composer);
    var account = order.account().id().value();
    switch (answer) {
      case ClaimAnswer.Granted(var granted, _, _, var late) -> {
        instruments.claimed().labelValues(account).inc(granted.size());
        var lateness = instruments.lateness().labelValues(order.account().channel().key());
        late.forEach(wait -> lateness.observe(seconds(wait)));
      }
      case ClaimAnswer.Unsure(var lost, _) ->
          instruments.unsure().labelValues(account).inc(lost.size());
      case ClaimAnswer.Closed(_, var pause) -> {
        instruments.waits().labelValues(account).inc();
        instruments.waited().labelValues(account).inc(seconds(pause));
      }
    }
    return answer;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  @Override
  public Optional<List<JournalEntry>> close(
      Account account, RetryPolicy retry, String worker, List<Closing> closings) {
    return claims.close(account, retry, worker, closings);
  }
}
