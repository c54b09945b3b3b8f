package semel.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import semel.app.Checkup.Result;
import semel.configuration.Configuration;
import semel.database.Condition;
import semel.message.State;
import semel.monitor.AlertRules;
import semel.monitor.Here.Balance;
import semel.monitor.Snapshot;
import semel.monitor.Snapshot.CampaignOnHold;
import semel.monitor.Snapshot.PausedAccount;
import semel.monitor.Snapshot.Unheard;
import semel.postgres.claim.Customs;

/// What `doctor` makes of numbers. Each sentence says what is wrong, what Semel does meanwhile, and
/// what to do about it.
final class Findings {

  private static final Duration LAG_MAX = Duration.ofMinutes(5);
  private static final long CONNECTIONS_LEAST = 5;
  private static final long DISK_LEAST = 1L << 30;

  private Findings() {}

  static List<Result> of(Condition condition) {
    var results = new ArrayList<Result>();
    if (!condition.takesWrites()) {
      results.add(
          unfit(
              "database: it takes no writes: a standby, or closed by somebody or by a full disk."
                  + " Semel answers 503, sends nothing and loses nothing meanwhile, and goes on by"
                  + " itself. Let SEMEL_DATABASE_URL lead to the server that takes writes."));
    }
    if (condition.connectionsLeft() < CONNECTIONS_LEAST) {
      results.add(
          unfit(
              "connections: the server takes only %d more. Registrations and sends wait for one"
                      .formatted(Math.max(0, condition.connectionsLeft()))
                  + " meanwhile. Raise max_connections, or ask pg_stat_activity who has them."));
    }
    results.add(schema(condition.schema()));
    if (!condition.sameHistory()) {
      results.add(
          unfit(
              "history: the database was restored or failed over since Semel last wrote. The next"
                  + " claim makes everything that may be out a doubt; nothing is sent twice. Let"
                  + " Semel run, then look at the doubts: each needs evidence, some need you."));
    }
    return results;
  }

  private static Result schema(Condition.Schema schema) {
    return switch (schema) {
      case MISSING -> new Result(true, "schema: none yet; the first serve makes it");
      case OLDER ->
          new Result(true, "schema: of an older Semel; the next serve or migrate brings it up");
      case SAME -> new Result(true, "schema: of this version");
      case NEWER ->
          new Result(
              true,
              "schema: a newer Semel has added to it; the version before that one works on it too");
    };
  }

  static Result disk(long left, String folder) {
    var said = "disk: %d MB are left for %s".formatted(left >> 20, folder);
    return left >= DISK_LEAST
        ? new Result(true, said)
        : unfit(
            said
                + ". When it is full Semel takes and sends nothing until there is room, and loses"
                + " nothing. Make room there.");
  }

  /// What the messages are in need of.
  ///
  /// @param patience how long a doubt may take to be settled by evidence
  static List<Result> of(Snapshot snapshot, Duration patience) {
    var results = new ArrayList<Result>();
    late(snapshot.lag()).ifPresent(results::add);
    held(snapshot.count(State.Name.HELD)).ifPresent(results::add);
    if (snapshot.count(State.Name.IN_DOUBT) > 0) {
      doubts(snapshot.oldestDoubt(), patience).ifPresent(results::add);
    }
    snapshot.paused().forEach(account -> results.add(paused(account)));
    snapshot.onHold().forEach(campaign -> results.add(onHold(campaign)));
    snapshot.watched().unheard().stream()
        .filter(AlertRules::isUnheard)
        .forEach(unheard -> results.add(unheard(unheard)));
    if (results.isEmpty()) {
      results.add(
          new Result(
              true,
              "messages: %d scheduled, %d in doubt, none late"
                  .formatted(
                      snapshot.count(State.Name.SCHEDULED), snapshot.count(State.Name.IN_DOUBT))));
    }
    return results;
  }

  static Optional<Result> late(Duration lag) {
    return lag.compareTo(LAG_MAX) <= 0
        ? Optional.empty()
        : Optional.of(
            unfit(
                "backlog: the oldest due message waits for %d min. Nothing is lost, it is sent when"
                        .formatted(lag.toMinutes())
                    + " it can be. See whether a Semel runs on this database, what else stands"
                    + " here, and its log."));
  }

  static Optional<Result> held(long held) {
    return held == 0
        ? Optional.empty()
        : Optional.of(
            unfit(
                "held: of %d message(s) nobody can know whether they are out. Semel never sends"
                        .formatted(held)
                    + " them again by itself. Ask the provider, then settle each on its page."));
  }

  static Optional<Result> doubts(Duration oldest, Duration patience) {
    return oldest.compareTo(patience) <= 0
        ? Optional.empty()
        : Optional.of(
            unfit(
                "doubts: the oldest is open for %d min, longer than evidence takes. Semel asks on"
                        .formatted(oldest.toMinutes())
                    + " and sends nothing for it. See whether the provider answers and a Semel"
                    + " runs; a person can settle it on its page."));
  }

  static Result paused(PausedAccount account) {
    var left = account.left();
    var said = "account " + account.account() + ": " + account.reason() + ". Its messages wait";
    return unfit(
        left == null
            ? said + " until somebody resumes it under Accounts."
            : said
                + " and are tried again in %d s. If it repeats: a key that is refused needs a new"
                    .formatted(left.toSeconds())
                + " one, an empty account money, too many calls a lower _RATE.");
  }

  static Result onHold(CampaignOnHold waiting) {
    return unfit(
        "campaign %s: its SMS wait: %s. Nothing is spent on them, and what waits for a day fails as"
                .formatted(waiting.campaign(), waiting.reason())
            + " too late. Look at its new leads, then release it on its page under Campaigns.");
  }

  static Result low(Balance balance) {
    return unfit(
        "balance: %s has %s left, less than %s. It sends as long as the provider takes messages."
                .formatted(
                    balance.account(),
                    (balance.left().toPlainString() + " " + balance.currency()).strip(),
                    balance.least().toPlainString())
            + " Top it up.");
  }

  static Result unheard(Unheard unheard) {
    return unfit(
        "alarms: %d do not reach %s, the oldest for %d min. Semel tries again for three days."
                .formatted(unheard.waiting(), unheard.destination(), unheard.oldest().toMinutes())
            + " The log says why; check address and secret.");
  }

  /// Other times than ours: two Semels with different ones work, and surprise people.
  static List<Result> of(Customs customs, Configuration.Delivery delivery) {
    var results = new ArrayList<Result>();
    customs
        .delays()
        .forEach((campaign, delay) ->
            other("SEMEL_DELAY", delay, delivery.delay(), "for campaign " + campaign)
                .ifPresent(results::add));
    customs
        .lease()
        .flatMap(lease -> other("SEMEL_LEASE", lease, delivery.timing().lease(), "for a claim"))
        .ifPresent(results::add);
    return results;
  }

  private static Optional<Result> other(String name, Duration there, Duration here, String what) {
    return there.equals(here)
        ? Optional.empty()
        : Optional.of(
            unfit(
                "%s: %d s here, and %d s %s in the database: another Semel has other times."
                        .formatted(name, here.toSeconds(), there.toSeconds(), what)
                    + " Nothing is sent twice. Give all of them the same; who starts last sets the"
                    + " delay."));
  }

  private static Result unfit(String sentence) {
    return new Result(false, sentence);
  }
}
