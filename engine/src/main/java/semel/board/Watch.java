package semel.board;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.message.Channel;

/// Port: what surrounds the messages.
public interface Watch {

  /// Every configured account, with its last hour.
  List<Provider> providers();

  /// The latest spell of each rule, those that are still raised first.
  List<AlertRow> alerts(int limit);

  /// Notes who has seen that a rule is raised; false when it is quiet.
  boolean acknowledge(String rule, String who);

  /// Every campaign with its leads of today.
  List<CampaignRow> campaigns(ZoneId zone);

  /// One account.
  ///
  /// @param pause null while its gate is open
  /// @param rate null where no rate is set
  /// @param latency the last hour in steps, oldest first
  /// @param oldestClaim when the oldest open claim was made, null when none is open
  /// @param doubts of this account now
  record Provider(
      Instant at,
      AccountId account,
      Channel channel,
      @Nullable Pause pause,
      @Nullable Rate rate,
      Tally attempts,
      List<Point> latency,
      @Nullable Instant oldestClaim,
      long doubts) {

    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final int ENOUGH = 5;

    /// How the account is doing, in one word.
    public Health health() {
      if (pause != null) {
        return Health.PAUSED;
      }
      if (mostly(attempts.unknown())) {
        return Health.SILENT;
      }
      if (mostly(attempts.turnedDown())) {
        return Health.REFUSING;
      }
      var p95 = attempts.p95();
      return p95 != null && p95.compareTo(SLOW) > 0 ? Health.SLOW : Health.HEALTHY;
    }

    private boolean mostly(long some) {
      return attempts.all() >= ENOUGH && 2 * some >= attempts.all();
    }
  }

  /// See [Provider#health].
  enum Health {
    HEALTHY,
    /// One attempt in twenty takes longer than five seconds.
    SLOW,
    /// At least half of the attempts were refused or not taken.
    REFUSING,
    /// At least half of the attempts got no clear answer.
    SILENT,
    PAUSED
  }

  /// A gate that is shut.
  ///
  /// @param until null where a person shut it: until somebody opens it
  record Pause(@Nullable Instant until, String reason) {}

  /// A claim every `spacing`, at most `burst` at once.
  record Rate(Duration spacing, int burst) {}

  /// Attempts that ended since an instant: an hour ago, or later where there were very many.
  ///
  /// @param notSent certainly not sent, for a reason of the moment
  /// @param p50 how long half of them took at most, null without any
  /// @param p95 how long nineteen of twenty took at most
  record Tally(
      Instant since,
      long accepted,
      long refused,
      long notSent,
      long unknown,
      @Nullable Duration p50,
      @Nullable Duration p95) {
    public long all() {
      return accepted + refused + notSent + unknown;
    }

    public long turnedDown() {
      return refused + notSent;
    }
  }

  /// One step of the last hour; `p95` is null without attempts.
  record Point(Instant start, long attempts, @Nullable Duration p95) {}

  /// The latest spell of a rule. A spell ends when the rule is not raised for twice the time that
  /// lies between two of its alerts.
  ///
  /// @param text of the newest alert
  /// @param since when the spell began
  /// @param last when the rule was raised last
  /// @param count of what the alerts of the spell told
  /// @param told when an operator was told last, null while nobody was
  /// @param acknowledged null while nobody has
  record AlertRow(
      String rule,
      String text,
      Instant since,
      Instant last,
      long count,
      @Nullable Instant told,
      @Nullable Seen acknowledged,
      boolean open) {}

  /// Who saw it, and when.
  record Seen(String by, Instant at) {}

  /// A campaign.
  ///
  /// @param leadsToday that registered today
  /// @param statesToday the messages of those
  record CampaignRow(
      String slug,
      List<String> languages,
      Duration delay,
      String target,
      long leadsToday,
      Map<Channel, Map<Shown, Long>> statesToday) {}
}
