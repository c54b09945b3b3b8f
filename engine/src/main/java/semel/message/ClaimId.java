package semel.message;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Names one claim (rule R1): 128 random bits, drawn by the claimer before its transaction begins.
public record ClaimId(UUID value) {

  /// Draws a name that no other claimer holds.
  public static ClaimId draw(RandomGenerator random) {
    return new ClaimId(new UUID(random.nextLong(), random.nextLong()));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
