package semel.postgres.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import semel.board.Board;
import semel.board.Filter;
import semel.board.Filter.Chips;
import semel.board.Filter.View;
import semel.board.Listing;
import semel.board.Period;
import semel.board.Repeats;
import semel.board.Shown;
import semel.board.Watch;
import semel.board.kept.Kept;
import semel.board.kept.KeptBoard;
import semel.board.kept.KeptListing;
import semel.board.kept.KeptWatch;
import semel.message.Channel;
import semel.postgres.SharedServer;
import semel.simulated.SimulatedClock;

/// What the dashboard's questions cost with very many messages, printed, and held to a tenth of a
/// second. Runs with `-Dsemel.rows=1000000`, on a quiet machine.
@EnabledIfSystemProperty(named = "semel.rows", matches = "[0-9]+")
final class BoardFiguresTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");
  private static final int ROUNDS = 11;
  private static final Duration BOUND = Duration.ofMillis(100);

  /// What is being sent is found among all that is open: an index of claims would cost each claim.
  private static final Duration BOUND_OF_SENDING = Duration.ofSeconds(1);

  private static final int LEADS = Integer.getInteger("semel.rows", 0) / 2;

  private final Listing listing = Boards.listing();
  private final Board board = Boards.board();
  private final Watch watch = Boards.watch();
  private final List<String> missed = new ArrayList<>();

  @BeforeAll
  static void noVacuumMeanwhile() {
    SharedServer.execute("ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()");
  }

  @AfterAll
  static void vacuumAgain() {
    SharedServer.execute("ALTER SYSTEM RESET autovacuum", "SELECT pg_reload_conf()");
    Boards.empty();
  }

  /// @param spread over how long they registered, until now
  /// @param delay after which they are due
  private static void register(String spread, String delay) {
    Boards.empty();
    SharedServer.execute(
        """
        INSERT INTO semel.campaign (slug, language, delay, target)
        VALUES ('main', 'ru', '10 min', 'https://example.org'),
               ('second', 'kk', '10 min', 'https://example.org'),
               ('rare', 'en', '10 min', 'https://example.org')
        """,
        """
        INSERT INTO semel.lead (id, bucket, campaign, person, name, email, phone_typed, phone,
                                answers, source, code, created_at, scheduled_for)
        SELECT id, semel.bucket_of(id),
               CASE WHEN n %% 1000 = 0 THEN 'rare' WHEN n %% 3 = 0 THEN 'second' ELSE 'main' END,
               sha256(uuid_send(id)),
               (array['Айгерим','Нурлан','Дана','Ерлан','Мадина','Алия','Тимур','Жанар','Арман',
                      'Иван','Анна','Мария','Олег','Борис','Ольга','Пётр'])[1 + n %% 16] || ' ' ||
               (array['Ахметов','Иванов','Сериков','Омаров','Ким','Ли','Петров','Смагулов','Цой',
                      'Каримов','Мусин','Алиев','Садыков','Есенов'])[1 + n / 16 %% 14] || ' ' || n,
               'person' || n || '@example.org', '8' || d, '+7' || d,
               '{"q1": [1, 2, 3], "q2": "text of an answer"}', 'landing',
               semel.code_of(uuid_send(gen_random_uuid())),
               at, at + interval '%2$s'
        FROM (SELECT n, semel.lead_id_of(uuid_send(gen_random_uuid()), clock_timestamp(),
                                         (n %% 64)::int) AS id,
                     '701' || to_char(n::bigint * 7919 %% 10000000, 'FM0000000') AS d,
                     clock_timestamp() - interval '%1$s' * (1 - n / %3$d.0) AS at
              FROM generate_series(1, %3$d) n) g
        """
            .formatted(spread, delay, LEADS),
        """
        INSERT INTO semel.message (lead_id, channel, bucket, due_at, next_at, not_after)
        SELECT l.id, c, l.bucket, l.scheduled_for, l.scheduled_for,
               l.scheduled_for + interval '1 day'
        FROM semel.lead l, unnest(array[0, 1]::smallint[]) c
        """,
        """
        INSERT INTO semel.blocked_repeat (at, lead_id, reason, who)
        SELECT l.created_at + interval '1 min', l.id, 'form sent twice', 'door'
        FROM semel.lead l WHERE hashtext(l.id::text) % 20 = 0 ORDER BY 1
        """);
  }

  /// As if each had been claimed and closed: one in 500 failed, one in 20,000 is held.
  private static void send() {
    SharedServer.execute(
        """
        UPDATE semel.message m
        SET state = s, open = false, account = 'contract-' || CASE channel WHEN 0 THEN 'sms'
                                                               ELSE 'email' END,
            attempt_no = 1, first_attempt_at = due_at, claim_id = gen_random_uuid(),
            claimed_by = 'worker', claimed_at = due_at + interval '20 ms',
            lease_until = due_at + interval '1 min',
            body = CASE channel WHEN 0 THEN 'text=' || repeat('a', 120)
                                ELSE repeat('<p>your result</p>', 40) END,
            doubt_since = CASE WHEN s = 3 THEN due_at END,
            settled_at = CASE WHEN s > 3 THEN due_at + interval '700 ms' END,
            reference = CASE WHEN s = 4 THEN gen_random_uuid()::text END,
            reason = CASE WHEN s <> 4 THEN 'no answer' END
        FROM (SELECT lead_id AS l, channel AS c,
                     CASE WHEN n % 500 = 0 THEN 5 WHEN n % 1001 = 0 THEN 6
                          WHEN n % 20001 = 0 THEN 3 ELSE 4 END AS s
              FROM (SELECT lead_id, channel, row_number() OVER () AS n FROM semel.message) r) d
        WHERE d.l = m.lead_id AND d.c = m.channel
        """,
        """
        INSERT INTO semel.journal (lead_id, channel, at, from_state, to_state, rule, why, who,
                                   attempt_no, claim_id, claimed_at)
        SELECT lead_id, channel, claimed_at + interval '680 ms', 1, state, 5, 'accepted', 'worker',
               1, claim_id, claimed_at
        FROM semel.message ORDER BY claimed_at
        """);
  }

  private static void settleDown() {
    SharedServer.execute("VACUUM ANALYZE", "CHECKPOINT");
  }

  /// A: everything is done, over 100 days.
  @Test
  void all_sent() {
    register("100 days", "10 minutes");
    send();
    settleDown();
    measure("all sent");
  }

  /// B: everything waits, and leaves in the next 12 hours.
  @Test
  void all_scheduled() {
    register("12 hours", "12 hours");
    settleDown();
    measure("all scheduled");
  }

  /// C: everything is due, and the account of the SMS is paused.
  @Test
  void all_due_and_half_of_it_paused() {
    register("12 hours", "1 second");
    Boards.pause(Channel.SMS);
    settleDown();
    measure("all due, SMS paused");
  }

  private void measure(String variant) {
    var direct = new LinkedHashMap<String, Supplier<?>>();
    for (var view : List.of(View.ALL, View.ATTENTION, View.NEXT, View.FAILED, View.WAITING)) {
      direct.put(
          "messages, view " + view.key(), () -> listing.messages(filter(view, Set.of(), "")));
      direct.put("leads, view " + view.key(), () -> listing.leads(filter(view, Set.of(), "")));
    }
    for (var shown : Shown.values()) {
      direct.put(
          "messages, state " + shown.key(),
          () -> listing.messages(filter(View.ALL, Set.of(shown), "")));
    }
    for (var text :
        List.of(
            "+7 701 000 79 19",
            "7919",
            "person77@example.org",
            "анна",
            "мария алиев",
            "никого",
            "123456",
            "ref-5",
            "campaign:rare state:sent",
            "lang:kk state:failed",
            "state:scheduled lang:kk анна",
            "due:<10m",
            "sent:<60m",
            "sent:<60m lang:kk")) {
      direct.put("search " + text, () -> listing.messages(filter(View.ALL, Set.of(), text)));
    }
    direct.put("doubts", () -> listing.doubts(null, 50));
    direct.put("repeats", () -> listing.repeats(new Repeats.Query(null, null, null, null, 50)));
    direct.put("alerts", () -> watch.alerts(50));
    var sending = "messages, state " + Shown.SENDING.key();
    direct.forEach((name, question) ->
        figure(variant, name, question, name.equals(sending) ? BOUND_OF_SENDING : BOUND));
    kept(variant);
    assertThat(missed).isEmpty();
  }

  /// What is added up over everything is kept: the bound is that of the kept answer.
  private void kept(String variant) {
    var clock = new SimulatedClock();
    var means =
        new Kept.Means(
            clock,
            Runnable::run,
            e -> {
              throw e;
            });
    var keptBoard = new KeptBoard(board, means);
    var keptListing = new KeptListing(listing, means);
    var keptWatch = new KeptWatch(watch, means);
    var questions =
        Map.<String, List<Supplier<?>>>of(
            "counts", List.of(() -> listing.counts(ZONE), () -> keptListing.counts(ZONE)),
            "overview, today", overview(keptBoard, Period.TODAY),
            "overview, 7 days", overview(keptBoard, Period.WEEK),
            "overview, 30 days", overview(keptBoard, Period.MONTH),
            "departures", List.of(board::departures, keptBoard::departures),
            "repeats of 30 days", List.of(() -> board.repeats(ZONE), () -> keptBoard.repeats(ZONE)),
            "providers", List.of(watch::providers, keptWatch::providers),
            "campaigns", List.of(() -> watch.campaigns(ZONE), () -> keptWatch.campaigns(ZONE)));
    questions.forEach((name, question) -> {
      figure(variant, name + ", computed", question.getFirst(), Duration.ofSeconds(30));
      figure(variant, name + ", kept", question.getLast(), BOUND);
    });
  }

  private List<Supplier<?>> overview(Board kept, Period period) {
    return List.of(() -> board.overview(period, ZONE), () -> kept.overview(period, ZONE));
  }

  private static Filter filter(View view, Set<Shown> shown, String text) {
    return new Filter(view, new Chips(shown, null, null, null, null), text, ZONE, false, null, 50);
  }

  /// The bound holds for the quickest round: the others tell of what else the machine did.
  private void figure(String variant, String name, Supplier<?> question, Duration bound) {
    var micros =
        IntStream.range(0, ROUNDS)
            .mapToLong(_ -> {
              var began = System.nanoTime();
              assertThat(question.get()).isNotNull();
              return (System.nanoTime() - began) / 1_000;
            })
            .sorted()
            .toArray();
    System.out.printf(
        "FIGURE %-20s %-40s quickest %8.1f ms  median %8.1f ms%n",
        variant, name, micros[0] / 1e3, micros[ROUNDS / 2] / 1e3);
    if (micros[0] > bound.toMillis() * 1_000) {
      missed.add(variant + ": " + name);
    }
  }
}
