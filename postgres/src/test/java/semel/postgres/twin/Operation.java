package semel.postgres.twin;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// One operation on a store. Its numbers choose among what there is when it is played, so it can be
/// played after any others, and a sequence stays playable when some of it is left out.
///
/// @param salt what chance there is in it: jitter and names
record Operation(Kind kind, int a, int b, int c, long salt) {

  /// How many a sequence has.
  static final int SEQUENCE = 400;

  private static final int LARGE = 1 << 20;

  /// What is done; `often` against the others.
  enum Kind {
    REGISTER(10),
    CLAIM(16),
    CLOSE(16),
    CLOSE_MANY(3),
    RELEASE(4),
    CHOOSE(4),
    SWEEP(5),
    OPEN(7),
    TAKE_TURN(3),
    NOTE_ABSENT(3),
    SETTLE(10),
    CANCEL(3),
    RESOLVE(4),
    RESEND(2),
    ERASE(1),
    CLICK(1),
    PASS(14),
    RATE(2),
    HISTORY(1);

    private final int often;

    Kind(int often) {
      this.often = often;
    }
  }

  static List<Operation> sequence(long seed) {
    var random = new Random(seed);
    return Stream.generate(() -> draw(random)).limit(SEQUENCE).toList();
  }

  private static Operation draw(RandomGenerator random) {
    return new Operation(
        kind(random),
        random.nextInt(LARGE),
        random.nextInt(LARGE),
        random.nextInt(LARGE),
        random.nextLong());
  }

  private static Kind kind(RandomGenerator random) {
    var all = 0;
    for (var kind : Kind.values()) {
      all += kind.often;
    }
    var chosen = random.nextInt(all);
    for (var kind : Kind.values()) {
      chosen -= kind.often;
      if (chosen < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }
}
