package semel.postgres.board;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.board.DoubtCase;
import semel.board.Filter;
import semel.board.Listing;
import semel.board.MessageLine;
import semel.board.Period;
import semel.board.Repeats;
import semel.board.Sought;
import semel.campaign.Campaign;
import semel.database.Database;
import semel.message.MessageKey;
import semel.postgres.board.find.Bearings;
import semel.postgres.board.find.Cursor;
import semel.postgres.board.find.Cursor.Place;
import semel.postgres.board.find.Keys;
import semel.postgres.board.find.Scope;
import semel.postgres.board.find.Tallies;
import semel.postgres.board.find.Target;
import semel.postgres.row.Slots;

/// Rows page by page: first the keys of a page are found, then what is shown of them is read.
public final class PostgresListing implements Listing {

  private static final String RAISED =
      """
      SELECT count(DISTINCT a.rule) FROM semel.alert a
      WHERE semel.is_raised(a)
        AND ((a.lasts AND a.over_at IS NULL)
             OR a.raised_at > clock_timestamp() - 2 * (SELECT max(every) FROM semel.alert))
      """;

  private final Database database;
  private final List<Account> accounts;
  private final List<Campaign> campaigns;

  /// @param accounts those that claim
  /// @param campaigns those that are sent for
  public PostgresListing(Database database, List<Account> accounts, List<Campaign> campaigns) {
    this.database = database;
    this.accounts = List.copyOf(accounts);
    this.campaigns = List.copyOf(campaigns);
  }

  @FunctionalInterface
  private interface Reader<T> {
    List<T> read(Lines lines, List<Place> places) throws SQLException;
  }

  @Override
  public Page<MessageLine> messages(Filter filter) {
    return page(filter, false, Lines::messages);
  }

  @Override
  public Page<LeadLine> leads(Filter filter) {
    return page(filter, true, Lines::leads);
  }

  private <T> Page<T> page(Filter filter, boolean grouped, Reader<T> reader) {
    var sought = Sought.of(filter.text());
    return database.transaction(connection -> {
      var bearings = Bearings.read(connection, accounts, campaigns);
      var scope = Scope.of(filter, sought, bearings);
      var cursor = Cursor.of(scope.order(), filter.cursor());
      var target = Target.of(connection, sought);
      var places = new Keys(connection, scope, target, grouped).after(cursor, filter.limit() + 1);
      var more = places.size() > filter.limit();
      var page = more ? places.subList(0, filter.limit()) : places;
      return new Page<>(
          bearings.now(),
          reader.read(new Lines(connection, bearings), page),
          more ? Cursor.after(scope.order(), page.getLast()).text() : null,
          target.exact(connection).orElse(null));
    });
  }

  @Override
  public Counts counts(ZoneId zone) {
    return database.transaction(connection -> {
      var bearings = Bearings.read(connection, accounts, campaigns);
      var tallies = new Tallies(connection, bearings);
      var today = Period.TODAY.start(bearings.now(), zone);
      return new Counts(
          bearings.now(),
          tallies.views(zone),
          tallies.leads(),
          tallies.doubts(),
          new Stopped(connection).count(today),
          raised(connection));
    });
  }

  private static long raised(Connection connection) throws SQLException {
    return Slots.rows(connection, RAISED, _ -> {}, r -> r.getLong(1)).getFirst();
  }

  @Override
  public List<DoubtCase> doubts(@Nullable MessageKey named, int limit) {
    return database.transaction(connection ->
        new Lines(connection, Bearings.read(connection, accounts, campaigns)).doubts(named, limit));
  }

  @Override
  public Repeats repeats(Repeats.Query query) {
    return database.transaction(connection -> new Stopped(connection).page(query));
  }
}
