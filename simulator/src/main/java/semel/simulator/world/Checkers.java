package semel.simulator.world;

import java.util.List;
import java.util.function.Function;
import semel.simulator.checkers.Checker;
import semel.simulator.checkers.Checker.Made;
import semel.simulator.checkers.liveness.EveryOpenMessageIsOnAList;
import semel.simulator.checkers.liveness.EverythingSettles;
import semel.simulator.checkers.liveness.HealthyIsPrompt;
import semel.simulator.checkers.liveness.NothingHeldThatCouldBeDecided;
import semel.simulator.checkers.safety.GateHolds;
import semel.simulator.checkers.safety.InTime;
import semel.simulator.checkers.safety.NoIncident;
import semel.simulator.checkers.safety.NoSecondAcceptance;
import semel.simulator.checkers.safety.NotSentMeansNotTaken;
import semel.simulator.checkers.safety.NothingLostNothingTwice;
import semel.simulator.checkers.safety.NothingSecretIsTold;
import semel.simulator.checkers.safety.OnlyAllowedTransitions;
import semel.simulator.checkers.safety.OnlyClaimedIsSent;
import semel.simulator.checkers.safety.SameKeySameAnswer;
import semel.simulator.checkers.safety.SentAsFrozen;
import semel.simulator.checkers.safety.SentMeansTaken;

/// Every checker.
public final class Checkers {

  private static final List<Function<Made, Checker>> ALL =
      List.of(
          NoSecondAcceptance::new,
          SentMeansTaken::new,
          NotSentMeansNotTaken::new,
          OnlyClaimedIsSent::new,
          SentAsFrozen::new,
          NothingLostNothingTwice::new,
          InTime::new,
          GateHolds::new,
          SameKeySameAnswer::new,
          OnlyAllowedTransitions::new,
          NoIncident::new,
          NothingSecretIsTold::new,
          EverythingSettles::new,
          NothingHeldThatCouldBeDecided::new,
          HealthyIsPrompt::new,
          EveryOpenMessageIsOnAList::new);

  private Checkers() {}

  static List<Checker> all(Made made) {
    return ALL.stream().map(checker -> checker.apply(made)).toList();
  }
}
