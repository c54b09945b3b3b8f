package semel.postgres.board;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.State;
import semel.postgres.SharedServer;

/// People with messages in every state, made from a seed, in the database and as they were made.
///
/// No instant that a state on screen depends on is near the present, so that the time that a test
/// takes changes nothing. Many instants are the same, so that order alone does not tell rows apart.
final class Crowd {

  static final List<String> NAMES =
      List.of("Анна Ли", "Анна-Мария Цой", "Борис Ким", "Anna O'Brien", "Дана Ахметова", "Ли");

  /// Languages that registrations name, as they come.
  private static final List<@Nullable String> NAMED =
      Arrays.asList(null, "kk", "ru", null, "en", "KK", "kk-KZ", "", "klingon");

  private static final List<String> CAMPAIGNS = List.of("spring", "autumn", "rare");

  private static final String LEAD =
      """
      INSERT INTO semel.lead (id, bucket, campaign, person, name, email, phone, phone_typed, code,
                              source, scheduled_for, created_at, metadata)
      VALUES (?, semel.bucket_of(?), ?, semel.person(?), ?, ?, ?, ?, 'code', 'landing', ?, ?,
              jsonb_build_object('lang', ?::text))
      """;

  private static final String MESSAGE =
      """
      INSERT INTO semel.message (lead_id, channel, bucket, state, open, due_at, next_at, not_after,
                                 account, attempt_no, claim_id, claimed_at, lease_until,
                                 doubt_since, body, settled_at, reference, reason)
      VALUES (?, ?, semel.bucket_of(?), ?, ? IN (0, 1, 2), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String INCIDENT =
      """
      INSERT INTO semel.journal (lead_id, channel, from_state, to_state, rule, why, who, mark)
      VALUES (?, ?, 1, 4, 5, 'accepted as b', 'worker', 2)
      """;

  private static final String PREPARE =
      """
      INSERT INTO semel.campaign (slug, language, delay, target)
      VALUES ('spring', 'ru', '10 min', 'https://example.org'),
             ('autumn', 'kk', '10 min', 'https://example.org'),
             ('rare', 'en', '10 min', 'https://example.org')
      """;

  final Instant now;
  final List<Lead> leads = new ArrayList<>();
  final List<Letter> letters = new ArrayList<>();
  private final Random random;

  /// A person as registered.
  record Lead(
      UUID id,
      String campaign,
      String name,
      String phone,
      String email,
      Instant due,
      Instant created,
      @Nullable String named) {

    String language() {
      var asked = named == null ? "" : named;
      return switch (campaign) {
        case "spring" -> asked.equals("kk") ? "kk" : "ru";
        case "autumn" -> asked.equals("ru") || asked.equals("en") ? asked : "kk";
        default -> "en";
      };
    }
  }

  /// A message as it stands.
  record Letter(
      Lead lead,
      Channel channel,
      State.Name state,
      Instant due,
      Instant next,
      @Nullable Instant claimed,
      @Nullable Instant doubt,
      @Nullable Instant settled,
      @Nullable String reference,
      boolean incident) {

    Instant since() {
      return settled != null ? settled : doubt != null ? doubt : next;
    }
  }

  private Crowd(long seed) {
    random = new Random(seed);
    now = SharedServer.database().clock().truncatedTo(ChronoUnit.MICROS);
  }

  /// People in an emptied database.
  static Crowd of(long seed, int people) {
    var crowd = new Crowd(seed);
    SharedServer.execute(PREPARE);
    for (var i = 0; i < people; i++) {
      crowd.add(i);
    }
    SharedServer.database()
        .transaction(connection -> {
          crowd.write(connection);
          return true;
        });
    return crowd;
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Instant ago(int... minutes) {
    return now.minus(Duration.ofMinutes(minutes[random.nextInt(minutes.length)]));
  }

  private void add(int i) {
    var campaign = random.nextInt(12) == 0 ? "rare" : any(CAMPAIGNS.subList(0, 2));
    var created = ago(40, 40, 70, 3_000, 20_000, 90_000);
    var lead =
        new Lead(
            new UUID(random.nextLong(), random.nextLong()),
            campaign,
            any(NAMES),
            "+7701%07d".formatted(i * 791_919 % 10_000_000),
            "Person" + i + "@Example.org",
            created.plus(Duration.ofMinutes(10)),
            created,
            NAMED.get(i % NAMED.size()));
    leads.add(lead);
    for (var channel : Channel.values()) {
      letters.add(letter(lead, channel));
    }
  }

  private Letter letter(Lead lead, Channel channel) {
    var states = new ArrayList<>(List.of(State.Name.values()));
    states.addAll(List.of(State.Name.SENT, State.Name.SCHEDULED, State.Name.SCHEDULED));
    var state = any(states);
    var due = state == State.Name.SCHEDULED ? scheduledDue(lead) : lead.due();
    var pushed = random.nextInt(3) == 0;
    var claimed = state == State.Name.SCHEDULED ? null : due.plusMillis(any(List.of(20, 6_000)));
    return new Letter(
        lead,
        channel,
        state,
        due,
        state == State.Name.SCHEDULED && pushed ? later(due) : due,
        claimed,
        doubtful(state) ? due.plusSeconds(30) : null,
        state.settled() ? due.plusSeconds(random.nextInt(3)) : null,
        state == State.Name.SENT ? "ref-" + letters.size() : null,
        state == State.Name.SENT && random.nextInt(6) == 0);
  }

  private static boolean doubtful(State.Name state) {
    return state == State.Name.IN_DOUBT || state == State.Name.HELD;
  }

  private Instant scheduledDue(Lead lead) {
    return any(
        List.of(lead.due(), now.plusSeconds(300), now.plusSeconds(300), now.plusSeconds(4_000)));
  }

  private Instant later(Instant due) {
    return due.isBefore(now)
        ? any(List.of(now.minusSeconds(120), now.plusSeconds(400), now.plusSeconds(5_000)))
        : due.plusSeconds(60);
  }

  private void write(Connection connection) throws SQLException {
    try (var lead = connection.prepareStatement(LEAD);
        var message = connection.prepareStatement(MESSAGE);
        var incident = connection.prepareStatement(INCIDENT)) {
      for (var l : leads) {
        bind(
            lead,
            l.id,
            l.id,
            l.campaign,
            l.phone,
            l.name,
            l.email,
            l.phone,
            l.phone,
            l.due,
            l.created,
            l.named);
        lead.executeUpdate();
      }
      for (var m : letters) {
        write(message, m);
        if (m.incident) {
          bind(incident, m.lead.id, code(m.channel));
          incident.executeUpdate();
        }
      }
    }
  }

  private static int code(Channel channel) {
    return channel == Channel.SMS ? 0 : 1;
  }

  private static int code(State.Name state) {
    return List.of(State.Name.values()).indexOf(state);
  }

  private void write(PreparedStatement statement, Letter m) throws SQLException {
    var tried = m.state != State.Name.SCHEDULED;
    bind(
        statement,
        m.lead.id,
        code(m.channel),
        m.lead.id,
        code(m.state),
        code(m.state),
        m.due,
        m.next,
        m.due.plus(Duration.ofDays(1)),
        tried ? account(m.channel) : null,
        tried ? 1 : 0,
        tried ? new UUID(random.nextLong(), random.nextLong()) : null,
        m.claimed,
        tried ? m.due.plusSeconds(60) : null,
        m.doubt,
        tried ? m.channel.key() + " of " + m.lead.name : null,
        m.settled,
        m.reference,
        m.state == State.Name.SCHEDULED || m.state == State.Name.SENT ? null : "a reason");
    statement.executeUpdate();
  }

  static String account(Channel channel) {
    return "contract-" + channel.key();
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (var i = 0; i < values.length; i++) {
      var value = values[i];
      if (value instanceof Instant at) {
        statement.setObject(i + 1, at.atOffset(ZoneOffset.UTC));
      } else if (value == null) {
        statement.setNull(i + 1, Types.NULL);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
