package semel.postgres.board.find;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import semel.account.Account;
import semel.board.Shown;
import semel.board.Shown.Facts;
import semel.campaign.Campaign;
import semel.message.Channel;
import semel.message.State;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// What a look at the messages depends on besides them, as it is at one instant.
///
/// @param now by the database's clock
/// @param shut channels of which no account may claim at present
/// @param tongues in which leads are written to
public record Bearings(Instant now, Set<Channel> shut, Tongues tongues) {

  private static final String ONE_INSTANT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  /// A plan that were kept for any filter would be a good one for few, so each statement of this
  /// transaction is planned for what it asks.
  private static final String READ =
      """
      SELECT set_config('plan_cache_mode', 'force_custom_plan', true), clock_timestamp() AS now,
             array(SELECT g.account FROM semel.rate_gate g
                   WHERE g.paused_until > clock_timestamp() OR g.paused_by IS NOT NULL) AS paused,
             array(SELECT c.slug FROM semel.campaign c ORDER BY c.slug) AS slugs,
             array(SELECT c.language FROM semel.campaign c ORDER BY c.slug) AS languages
      """;

  /// What `semel.facts` makes of when a message is tried.
  private static final int LATER = 0;

  private static final int READY = 1;
  private static final int PUSHED = 2;
  private static final List<Integer> WAITS = List.of(LATER, READY, PUSHED);

  private static final int OF_STATE = 4;
  private static final int OF_CHANNEL = 28;

  /// A number of `semel.facts`, read.
  public record Look(Channel channel, State.Name state, Facts facts) {

    /// The number that stands for it.
    int code() {
      var wait = facts.pushed() ? PUSHED : facts.ready() ? READY : LATER;
      return Codes.of(channel) * OF_CHANNEL + Codes.of(state) * OF_STATE + wait;
    }

    public Shown shown() {
      return Shown.of(state, facts);
    }
  }

  /// Reads them. Whatever the transaction reads afterwards is as of that moment, so that the
  /// numbers of one answer agree; nothing may have been read before.
  ///
  /// @param accounts those that claim
  /// @param campaigns those that are sent for
  public static Bearings read(
      Connection connection, List<Account> accounts, List<Campaign> campaigns) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(ONE_INSTANT);
    }
    return Slots.rows(
            connection,
            READ,
            _ -> {},
            r -> {
              var paused = Set.copyOf(texts(r.getArray("paused")));
              var slugs = texts(r.getArray("slugs"));
              var names = texts(r.getArray("languages"));
              var languages = new LinkedHashMap<String, String>();
              for (var i = 0; i < slugs.size(); i++) {
                languages.put(slugs.get(i), names.get(i));
              }
              return new Bearings(
                  Row.moment(r, "now"), shut(accounts, paused), Tongues.of(languages, campaigns));
            })
        .getFirst();
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  private static Set<Channel> shut(List<Account> accounts, Set<String> paused) {
    var shut = EnumSet.noneOf(Channel.class);
    for (var channel : Channel.values()) {
      var names =
          accounts.stream().filter(a -> a.channel() == channel).map(a -> a.id().value()).toList();
      if (!names.isEmpty() && paused.containsAll(names)) {
        shut.add(channel);
      }
    }
    return shut;
  }

  boolean isShut(Channel channel) {
    return shut.contains(channel);
  }

  /// How a message looks.
  public Shown shown(Channel channel, State.Name state, Instant due, Instant next) {
    return Shown.of(state, Facts.of(due, next, now, isShut(channel)));
  }

  /// What a number of `semel.facts` says.
  public Look look(int code) {
    var channel = Codes.channel(code / OF_CHANNEL);
    return look(channel, Codes.state(code % OF_CHANNEL / OF_STATE), code % OF_STATE);
  }

  private Look look(Channel channel, State.Name state, int wait) {
    return new Look(channel, state, new Facts(wait == PUSHED, wait == READY, isShut(channel)));
  }

  /// All that a message may look like, of which a condition holds.
  List<Look> looks(Predicate<Look> condition) {
    return Arrays.stream(Channel.values())
        .flatMap(channel ->
            Arrays.stream(State.Name.values())
                .flatMap(state -> WAITS.stream().map(wait -> look(channel, state, wait))))
        .filter(condition)
        .toList();
  }
}
