package semel.board;

import java.time.ZoneId;

/// Port: the numbers of the overview. Reads only; each answer carries the instant it is of.
public interface Board {

  /// What became of the leads of a period, and what needs somebody now.
  Overview overview(Period period, ZoneId zone);

  /// What left a moment ago and what leaves next.
  Departures departures();

  /// The repeats that were stopped in the last 30 days.
  Repeats.Totals repeats(ZoneId zone);
}
