package semel.monitor;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/// What one process sees that no database knows.
///
/// @param worker which process
/// @param skew how far its clock is from the database's, either way
/// @param balances of the accounts that tell
public record Here(String worker, Duration skew, List<Balance> balances) {

  /// What is left on an account.
  ///
  /// @param least less than this is worth an alarm
  public record Balance(String account, BigDecimal left, String currency, BigDecimal least) {
    /// Whether it is worth one.
    public boolean low() {
      return left.compareTo(least) < 0;
    }
  }
}
