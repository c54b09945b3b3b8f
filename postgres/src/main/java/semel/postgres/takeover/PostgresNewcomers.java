package semel.postgres.takeover;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.account.Capability;
import semel.account.Finding;
import semel.database.Database;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Terms;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.postgres.row.Change;
import semel.postgres.row.Codes;
import semel.postgres.row.Columns;
import semel.postgres.row.Row;
import semel.postgres.row.Rows;
import semel.takeover.Newcomer;
import semel.takeover.Newcomer.Known;
import semel.takeover.Newcomers;
import semel.takeover.Standing;

/// People of old tables on their way to leads: they enrol like everybody, and before the commit
/// shows them to a worker their messages are moved to where the old backend left them, by the rules
/// and with the journal lines of every other move.
public final class PostgresNewcomers implements Newcomers {

  static final String WHO = "import";

  private static final String IS_MIGRATED = "SELECT to_regclass('semel.message') IS NOT NULL";

  /// When it was, and what was clicked: only of whom this run brought.
  private static final String AS_IT_WAS =
      """
      UPDATE semel.lead l
      SET created_at = coalesce(to_timestamp(o.created_at / 1e6::float8), l.created_at),
          scheduled_for = to_timestamp(o.due / 1e6::float8), clicks = o.clicks,
          sms_clicked_at = to_timestamp(o.sms_clicked_at / 1e6::float8),
          email_clicked_at = to_timestamp(o.email_clicked_at / 1e6::float8)
      FROM unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::bigint[])
             AS o (id, created_at, due, clicks, sms_clicked_at, email_clicked_at)
      WHERE l.id = o.id
      """;

  private static final String DUE =
      """
      UPDATE semel.message m
      SET due_at = d.due, next_at = d.due, not_after = d.due + c.send_window
      FROM (SELECT u.lead_id, u.channel, to_timestamp(u.due / 1e6::float8) AS due
            FROM unnest(?::uuid[], ?::smallint[], ?::bigint[]) AS u(lead_id, channel, due)) AS d
      JOIN semel.lead l ON l.id = d.lead_id
      JOIN semel.campaign c ON c.slug = l.campaign
      WHERE m.lead_id = d.lead_id AND m.channel = d.channel AND m.state = 0
      """;

  private static final String NOW = "SELECT clock_timestamp()";

  private final Database database;
  private final Settings settings;
  private final RandomGenerator random;

  /// Where people come to.
  ///
  /// @param campaign the one they all belong to
  public record Settings(String campaign, RetryPolicy retry) {}

  /// @param random for the names of doubts
  public PostgresNewcomers(Database database, Settings settings, RandomGenerator random) {
    this.database = database;
    this.settings = settings;
    this.random = random;
  }

  /// Whether a Semel has published the campaign already.
  public boolean hasCampaign() {
    return database.transaction(connection -> enlisting(connection).hasCampaign());
  }

  private Enlisting enlisting(Connection connection) {
    return new Enlisting(connection, settings.campaign());
  }

  /// One person, as the database has them now.
  private record Member(Newcomer newcomer, LeadId lead, @Nullable Known known) {}

  @Override
  public List<Arrival> foresee(List<Newcomer> people) {
    return database.transaction(connection -> {
      var found =
          migrated(connection)
              ? enlisting(connection).found(people)
              : Map.<Integer, Enlisting.Found>of();
      var arrivals = new ArrayList<Arrival>();
      for (var place = 0; place < people.size(); place++) {
        var known = found.get(place);
        arrivals.add(Arrival.of(people.get(place), known == null ? null : known.known()));
      }
      return arrivals;
    });
  }

  @Override
  public List<Arrival> take(List<Newcomer> people) {
    try {
      return database.transaction(connection -> take(connection, people));
    } catch (UncheckedIOException e) {
      if (aboutARow(e)) {
        throw new Refused(String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  /// Data that the database cannot take, or a constraint.
  private static boolean aboutARow(UncheckedIOException e) {
    var cause = e.getCause();
    return cause != null
        && cause.getCause() instanceof SQLException sql
        && String.valueOf(sql.getSQLState()).matches("2[23].*");
  }

  private List<Arrival> take(Connection connection, List<Newcomer> people) throws SQLException {
    var members = members(connection, people);
    var now = now(connection);
    asItWas(connection, members, now);
    var doubts = move(connection, members);
    hold(connection, doubts);
    return members.stream().map(m -> Arrival.of(m.newcomer(), m.known())).toList();
  }

  /// Everybody with a lead: their own, or a new one. Whoever is known enrols no more, since that
  /// would be told as a repeat that was blocked.
  private List<Member> members(Connection connection, List<Newcomer> people) throws SQLException {
    var enlisting = enlisting(connection);
    var found = enlisting.found(people);
    var strangers = new ArrayList<Newcomer>();
    for (var place = 0; place < people.size(); place++) {
      if (!found.containsKey(place)) {
        strangers.add(people.get(place));
      }
    }
    var fresh = enlisting.enroll(strangers);
    // Whoever registered between the two statements is known now.
    var again = enlisting.found(people);
    var members = new ArrayList<Member>();
    for (var place = 0; place < people.size(); place++) {
      var newcomer = people.get(place);
      var own = again.get(place);
      if (own == null) {
        throw new IllegalStateException("somebody who was enrolled is not there");
      }
      members.add(
          new Member(newcomer, own.lead(), fresh.contains(own.lead()) ? null : own.known()));
    }
    return members;
  }

  private record Due(Member member, Channel channel, Instant at) {}

  private static void asItWas(Connection connection, List<Member> members, Instant now)
      throws SQLException {
    var fresh = members.stream().filter(member -> member.known() == null).toList();
    if (fresh.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(AS_IT_WAS)) {
      var c = new Columns<>(statement, fresh);
      c.bind(m -> m.lead().value());
      c.bind(m -> m.newcomer().lead().created());
      c.bind(m -> due(m.newcomer(), Channel.SMS, now));
      c.bind(m -> m.newcomer().lead().clicks());
      c.bind(m -> m.newcomer().lead().flag(Channel.SMS).clickedAt());
      c.bind(m -> m.newcomer().lead().flag(Channel.EMAIL).clickedAt());
      statement.executeUpdate();
    }
    var dues = new ArrayList<Due>();
    for (var member : fresh) {
      for (var channel : Channel.values()) {
        dues.add(new Due(member, channel, due(member.newcomer(), channel, now)));
      }
    }
    try (var statement = connection.prepareStatement(DUE)) {
      var c = new Columns<>(statement, dues);
      c.bind(d -> d.member().lead().value());
      c.bind(d -> Codes.of(d.channel()));
      c.bind(Due::at);
      statement.executeUpdate();
    }
  }

  /// What is owed leaves at its time, and what is over that has the whole window from now.
  private static Instant due(Newcomer newcomer, Channel channel, Instant now) {
    return switch (newcomer.standing(channel)) {
      case Standing.Owed(var due) -> due.isAfter(now) ? due : now;
      case Standing.Sent(var at) -> at == null || at.isAfter(now) ? now : at;
      case Standing.Cancelled _, Standing.Doubtful _ -> now;
    };
  }

  /// Moves every message once, and returns those that a person has to settle.
  private Map<MessageKey, String> move(Connection connection, List<Member> members)
      throws SQLException {
    var byKey = byKey(members);
    var doubts = new HashMap<MessageKey, String>();
    var changes = new ArrayList<Change>();
    for (var row : Rows.lock(connection, byKey.keySet()).values()) {
      var key = row.message().key();
      var member = byKey.get(key);
      if (member == null) {
        throw new IllegalStateException("a row that was not asked for");
      }
      decided(row, member, doubts).ifPresent(changes::add);
    }
    Rows.write(connection, changes);
    return doubts;
  }

  private Optional<Change> decided(Row row, Member member, Map<MessageKey, String> doubts) {
    var message = row.message();
    var newcomer = member.newcomer();
    var old = "old lead " + newcomer.lead().id();
    var known = locked(row, member.known());
    return switch (newcomer.fate(message.key().channel(), known)) {
      case KEPT -> Optional.empty();
      case SCHEDULED ->
          Optional.of(new Change(row, new Decision.Flag(message, "came from " + old), WHO));
      case CANCELLED -> Optional.of(decide(row, new Event.CancelAsked(WHO + ": " + old), null));
      case SENT -> {
        var found = new Finding.Found(new ProviderReference(WHO + ":" + newcomer.lead().id()));
        var at =
            newcomer.standing(message.key().channel()) instanceof Standing.Sent(var told)
                ? told
                : null;
        yield Optional.of(decide(row, new Event.Looked(ClaimId.draw(random), found), at));
      }
      case HELD -> {
        var words = words(newcomer.standing(message.key().channel()));
        doubts.put(message.key(), old + ": " + words);
        var stand = new Event.HistoryChanged(ClaimId.draw(random), row.now(), "came from " + old);
        yield Optional.of(decide(row, stand, null));
      }
    };
  }

  /// Its state may have changed since it was asked for.
  private static @Nullable Known locked(Row row, @Nullable Known known) {
    return known == null
        ? null
        : new Known(
            Map.of(row.message().key().channel(), row.message().state().name()),
            known.heldBefore());
  }

  private static String words(Standing standing) {
    return standing instanceof Standing.Doubtful(var words) ? words : "";
  }

  /// What is in doubt here is nothing that a provider could be asked about: the name it was sent
  /// under is not Semel's.
  private void hold(Connection connection, Map<MessageKey, String> doubts) throws SQLException {
    if (doubts.isEmpty()) {
      return;
    }
    var changes = new ArrayList<Change>();
    for (var row : Rows.lock(connection, doubts.keySet()).values()) {
      var claim = row.message().claim();
      var why = doubts.get(row.message().key());
      if (claim == null || why == null) {
        throw new IllegalStateException("a doubt has a claim and a reason");
      }
      changes.add(decide(row, new Event.Looked(claim, new Finding.Ambiguous(why)), null));
    }
    Rows.write(connection, changes);
  }

  /// @param at when it happened, null for now
  private Change decide(Row row, Event event, @Nullable Instant at) {
    var now = at == null || at.isAfter(row.now()) ? row.now() : at;
    var terms = new Terms(new Capability.Blind(), settings.retry(), now, random.nextDouble());
    var owned =
        event instanceof Event.HistoryChanged ? row.with(AccountId.IMPORT, row.body()) : row;
    return new Change(owned, Lifecycle.decide(row.message(), event, terms), WHO);
  }

  private static Map<MessageKey, Member> byKey(List<Member> members) {
    var byKey = new HashMap<MessageKey, Member>();
    for (var member : members) {
      for (var channel : Channel.values()) {
        byKey.put(new MessageKey(member.lead(), channel), member);
      }
    }
    return byKey;
  }

  private static boolean migrated(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(IS_MIGRATED)) {
      return r.next() && r.getBoolean(1);
    }
  }

  private static Instant now(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(NOW)) {
      r.next();
      return r.getObject(1, OffsetDateTime.class).toInstant();
    }
  }
}
