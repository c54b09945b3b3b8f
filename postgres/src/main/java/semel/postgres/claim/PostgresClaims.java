package semel.postgres.claim;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.Capability;
import semel.campaign.LeadCard;
import semel.campaign.LinkCode;
import semel.database.CommitUnknown;
import semel.database.Database;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Claims;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.journal.JournalEntry;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Rule;
import semel.lifecycle.Terms;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State;
import semel.postgres.row.Change;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Rows;

/// Claims on PostgreSQL (§5): gate, history, rows, bodies, tokens, in one transaction whose commit
/// is durable before anything is sent.
public final class PostgresClaims implements Claims {

  /// The rows are locked first, the leads joined after: with `LIMIT` in the same query the planner
  /// might lock more than it returns. The time is asked for once, in a query of its own: then it
  /// bounds the walk along the index, which else went on through all that waits. A doubt that
  /// [Lifecycle#repeatsDraft] leaves to the reconciler is not picked: it would be there at every
  /// look, in the way of others.
  private static final String PICK =
      """
      WITH picked AS MATERIALIZED (
        SELECT m.*, m.ctid AS place
        FROM semel.message m
        WHERE m.open AND m.channel = ? AND m.next_at <= (SELECT clock_timestamp())
          AND (m.state = 0
               OR (? AND m.state = 2 AND m.account = ?
                   AND (NOT ? OR (NOT m.cancel_requested AND m.not_after > clock_timestamp()
                                  AND m.attempts_spent < ?
                                  AND (m.draft_id IS NOT NULL OR NOT m.exposed)))))
        ORDER BY m.next_at
        LIMIT ?
        FOR UPDATE SKIP LOCKED
      )
      SELECT picked.*, clock_timestamp() AS now,
             l.phone, l.email, l.name, l.code, l.campaign,
             l.metadata->>'lang' AS language, encode(l.person, 'hex') AS person,
             CASE WHEN EXISTS (SELECT FROM semel.stop) THEN
               (SELECT s.who FROM semel.stop s
                WHERE s.channel = picked.channel
                  AND s.recipient = CASE picked.channel WHEN 0 THEN l.person
                                         ELSE semel.stop_key(l.email) END)
             END AS stopped,
             picked.channel = 0 AND EXISTS (SELECT FROM semel.campaign_hold)
               AND EXISTS (SELECT FROM semel.campaign_hold h WHERE h.campaign = l.campaign) AS held
      FROM picked
      JOIN semel.lead l ON l.id = picked.lead_id
      ORDER BY picked.next_at
      """;

  private static final String NEXT_DUE =
      """
      SELECT extract(epoch FROM m.next_at - clock_timestamp())
      FROM semel.message m
      WHERE m.open AND m.channel = ?
        AND (m.state = 0
             OR (? AND m.state = 2 AND m.account = ?
                 AND (NOT ? OR (NOT m.cancel_requested AND m.not_after > clock_timestamp()
                                AND m.attempts_spent < ?
                                AND (m.draft_id IS NOT NULL OR NOT m.exposed)))))
      ORDER BY m.next_at
      LIMIT 1
      """;

  private static final String PUT_OFF =
      """
      UPDATE semel.message
      SET next_at = clock_timestamp() + interval '1 minute',
          reason = coalesce(reason, 'cannot be composed')
      WHERE lead_id = ? AND channel = ?
      """;

  /// Stops that receipts made, by what they reported.
  private static final Set<String> RECEIPTS = Set.of("bounce", "complaint");

  /// How long a closed or unreachable database is left alone.
  private static final Duration AWAY = Duration.ofSeconds(1);

  private final Database database;
  private final History history;
  private final RandomGenerator random;

  /// A picked row with what its body is composed from.
  ///
  /// @param stopped who stopped its recipient, null where nobody did
  /// @param held whether its campaign is on hold
  record Picked(
      Row row,
      String campaign,
      LeadCard card,
      String person,
      @Nullable String stopped,
      boolean held) {

    /// What there is to decide about it. Nobody sends to whom it was told to stop: what has not
    /// left yet is cancelled, and of what may have left no repeat is made.
    Event event(Event.Claimable claimable) {
      return stopped != null && !row.message().cancelRequested()
          ? new Event.CancelAsked(why(stopped))
          : claimable;
    }

    private static String why(String who) {
      return RECEIPTS.contains(who) ? "an earlier " + who : "the stop list";
    }
  }

  /// @param accounts those that doubt what is theirs when the database's history changes
  /// @param random for jitter and for names; used by many threads at once
  public PostgresClaims(Database database, List<Account> accounts, RandomGenerator random) {
    this.database = database;
    this.history = new History(database, accounts, random);
    this.random = random;
  }

  @Override
  public ClaimAnswer claim(ClaimOrder order, Composer composer) {
    var lost = new ArrayList<Claim>();
    try {
      return database.transaction(connection -> {
        lost.clear();
        return claim(connection, order, composer, lost);
      });
    } catch (CommitUnknown e) {
      return new ClaimAnswer.Unsure(List.copyOf(lost), String.valueOf(e.getMessage()));
    } catch (History.Changed _) {
      return otherHistory(order);
    } catch (UncheckedIOException e) {
      return new ClaimAnswer.Closed(String.valueOf(e.getMessage()), AWAY);
    }
  }

  private ClaimAnswer otherHistory(ClaimOrder order) {
    try {
      history.doubtEverything(order.lease(), order.retry());
      return new ClaimAnswer.Closed("the database's history changed", Duration.ofMillis(1));
    } catch (UncheckedIOException e) {
      return new ClaimAnswer.Closed("the database's history changed: " + e.getMessage(), AWAY);
    }
  }

  private ClaimAnswer claim(
      Connection connection, ClaimOrder order, Composer composer, List<Claim> claims)
      throws SQLException {
    var account = order.account();
    return switch (Gate.enter(connection, account.id())) {
      case Gate.Entry.OtherHistory() -> throw new History.Changed();
      case Gate.Entry.Shut(var reason, var pause) -> new ClaimAnswer.Closed(reason, pause);
      case Gate.Entry.Free(var room) -> {
        var asked = Math.min(order.ids().size(), room);
        var picked = pick(connection, order, asked);
        var free = new CampaignGate(connection).allowed(picked);
        var allowed =
            order.recipientLimit() == null
                ? free
                : new RecipientGate(connection, order.recipientLimit()).allowed(account, free);
        var entries = take(connection, order, composer, allowed, claims);
        if (!claims.isEmpty() && room < Gate.UNLIMITED) {
          Gate.take(connection, account.id(), claims.size());
        }
        var idle = picked.size() < asked ? idle(connection, order) : Duration.ZERO;
        yield new ClaimAnswer.Granted(List.copyOf(claims), entries, idle, late(allowed, claims));
      }
    };
  }

  private static List<Duration> late(List<Picked> allowed, List<Claim> claims) {
    var keys = claims.stream().map(Claim::key).collect(Collectors.toSet());
    return allowed.stream()
        .map(Picked::row)
        .filter(row -> keys.contains(row.message().key()))
        .map(row -> Duration.between(nextAt(row), row.now()))
        .toList();
  }

  private static Instant nextAt(Row row) {
    return switch (row.message().state()) {
      case State.Scheduled(var nextAt) -> nextAt;
      case State.InDoubt(_, _, var nextAt, _) -> nextAt;
      case State.Claimed _, State.Held _, State.Sent _, State.Failed _, State.Cancelled _ ->
          throw new IllegalStateException("only what is scheduled or in doubt is picked");
    };
  }

  private static List<Picked> pick(Connection connection, ClaimOrder order, int limit)
      throws SQLException {
    var picked = new ArrayList<Picked>();
    try (var statement = connection.prepareStatement(PICK)) {
      whatIsClaimable(statement, order);
      statement.setInt(6, limit);
      try (var r = statement.executeQuery()) {
        while (r.next()) {
          var row = Row.read(r);
          if (row.phone() == null || row.email() == null) {
            continue; // erased meanwhile; the sweep cancels what is left of it
          }
          var card =
              new LeadCard(
                  r.getString("name"),
                  new PhoneNumber(row.phone()),
                  new EmailAddress(row.email()),
                  new LinkCode(r.getString("code")),
                  r.getString("language"));
          picked.add(
              new Picked(
                  row,
                  r.getString("campaign"),
                  card,
                  r.getString("person"),
                  r.getString("stopped"),
                  r.getBoolean("held")));
        }
      }
    }
    return picked;
  }

  private static void whatIsClaimable(PreparedStatement statement, ClaimOrder order)
      throws SQLException {
    var account = order.account();
    statement.setShort(1, Codes.of(account.channel()));
    statement.setBoolean(2, account.capability().repeats());
    statement.setString(3, account.id().value());
    statement.setBoolean(4, account.capability() instanceof Capability.Staged);
    statement.setInt(5, order.retry().attemptsMax());
  }

  /// Decides about each picked row and writes the decisions; adds to `claims` what may be sent.
  private List<JournalEntry> take(
      Connection connection,
      ClaimOrder order,
      Composer composer,
      List<Picked> picked,
      List<Claim> claims)
      throws SQLException {
    var changes = new ArrayList<Change>();
    var unfit = new ArrayList<MessageKey>();
    for (var candidate : picked) {
      var row = candidate.row();
      var id = order.ids().get(changes.size());
      var event = new Event.Claimable(id, row.now().plus(order.lease()));
      var decision =
          Lifecycle.decide(
              row.message(),
              candidate.event(event),
              terms(order.account(), order.retry(), row, random));
      if (decision instanceof Decision.Move(_, var rule, _, _)
          && (rule == Rule.T2 || rule == Rule.T8)) {
        var frozen = freeze(candidate, order, composer);
        if (frozen.isEmpty()) {
          unfit.add(row.message().key());
          continue;
        }
        claims.add(granted(candidate, frozen.get(), order, event));
        changes.add(new Change(frozen.get().claimedBy(order.worker()), decision, order.worker()));
      } else {
        changes.add(new Change(row, decision, order.worker()));
      }
    }
    putOff(connection, unfit);
    return Rows.write(connection, changes);
  }

  /// A message that cannot be composed must not keep the others of its channel waiting.
  private static void putOff(Connection connection, List<MessageKey> unfit) throws SQLException {
    try (var statement = connection.prepareStatement(PUT_OFF)) {
      for (var key : unfit) {
        statement.setObject(1, key.lead().value());
        statement.setShort(2, Codes.of(key.channel()));
        statement.executeUpdate();
      }
    }
  }

  /// The body as frozen by an earlier claim of this account, or composed now, once.
  ///
  /// Empty when the composer cannot; it has said why.
  private static Optional<Row> freeze(Picked candidate, ClaimOrder order, Composer composer) {
    try {
      return Optional.of(frozen(candidate, order, composer));
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  private static Row frozen(Picked candidate, ClaimOrder order, Composer composer) {
    var row = candidate.row();
    var account = order.account().id();
    return row.body() != null && account.equals(row.account())
        ? row
        : row.with(
            account, composer.compose(candidate.campaign(), row.message().key(), candidate.card()));
  }

  private static Claim granted(
      Picked candidate, Row frozen, ClaimOrder order, Event.Claimable event) {
    var body = frozen.body();
    var recipient = frozen.recipient();
    if (body == null || recipient.isEmpty()) {
      throw new IllegalStateException("a claimed message has a body and a recipient");
    }
    return new Claim(
        frozen.message().key(),
        event.claim(),
        recipient.get(),
        body,
        order.began(),
        keyLeft(candidate.row(), order),
        frozen.message().attempts().draft());
  }

  /// How long the provider still honours the key; a first attempt has all of it.
  private static Duration keyLeft(Row row, ClaimOrder order) {
    if (!(order.account().capability() instanceof Capability.Keyed(var ttlSafe))) {
      return order.lease().multipliedBy(2);
    }
    var first = row.message().attempts().firstAt();
    return first == null ? ttlSafe : Duration.between(row.now(), first.plus(ttlSafe));
  }

  @Override
  public Optional<List<JournalEntry>> close(
      Account account, RetryPolicy retry, String worker, List<Closing> closings) {
    return new Endings(database, account, retry, worker, random).record(closings);
  }

  static Terms terms(Account account, RetryPolicy retry, Row row, RandomGenerator random) {
    return new Terms(account.capability(), retry, row.now(), random.nextDouble());
  }

  private static Duration idle(Connection connection, ClaimOrder order) throws SQLException {
    try (var statement = connection.prepareStatement(NEXT_DUE)) {
      whatIsClaimable(statement, order);
      try (var r = statement.executeQuery()) {
        return r.next()
            ? Duration.ofNanos((long) Math.max(0, r.getDouble(1) * 1e9))
            : Duration.ofDays(1);
      }
    }
  }
}
