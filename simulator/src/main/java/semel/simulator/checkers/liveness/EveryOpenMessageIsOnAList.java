package semel.simulator.checkers.liveness;

import semel.simulated.rows.Row;
import semel.simulator.checkers.Checker;

/// L5: for every open message some actor has it on its list.
public final class EveryOpenMessageIsOnAList extends Checker {

  public EveryOpenMessageIsOnAList(Made made) {
    super("L5", made);
  }

  @Override
  public void calm() {
    view.store().table().rows().forEach(this::judge);
  }

  @Override
  public void ended() {
    calm();
  }

  private void judge(Row row) {
    var table = view.store().table();
    var listed =
        switch (row.state().name()) {
          // The dispatcher takes nothing that is to be cancelled.
          case SCHEDULED ->
              table.scheduled(row.key().channel()).contains(row)
                  && !row.message().cancelRequested();
          case CLAIMED -> table.byLease().contains(row);
          case IN_DOUBT -> {
            var account = view.promise().of(row.key().channel()).id();
            yield table.doubtsByAge(account).contains(row);
          }
          case HELD, SENT, FAILED, CANCELLED -> true;
        };
    if (!listed) {
      violated(row.key(), row.state().name() + ", and on nobody's list");
    }
  }
}
