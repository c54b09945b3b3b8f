package semel.board.kept;

import java.time.ZoneId;
import semel.board.Board;
import semel.board.Departures;
import semel.board.Overview;
import semel.board.Period;
import semel.board.Repeats;

/// A board whose answers are kept.
public final class KeptBoard implements Board {

  private final KeptByKey<Days, Overview> overviews;
  private final Kept<Departures> departures;
  private final KeptByKey<ZoneId, Repeats.Totals> repeats;

  private record Days(Period period, ZoneId zone) {}

  public KeptBoard(Board board, Kept.Means means) {
    overviews = new KeptByKey<>(days -> board.overview(days.period(), days.zone()), means);
    departures = new Kept<>(board::departures, means);
    repeats = new KeptByKey<>(board::repeats, means);
  }

  @Override
  public Overview overview(Period period, ZoneId zone) {
    return overviews.get(new Days(period, zone));
  }

  @Override
  public Departures departures() {
    return departures.get();
  }

  @Override
  public Repeats.Totals repeats(ZoneId zone) {
    return repeats.get(zone);
  }
}
