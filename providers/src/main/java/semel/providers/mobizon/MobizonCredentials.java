package semel.providers.mobizon;

import java.math.BigDecimal;
import java.util.Optional;
import semel.monitor.Here.Balance;
import semel.providers.Credentials;
import semel.providers.Form;
import semel.providers.mobizon.Reads.Unanswered;
import semel.providers.wire.Wire;

/// Asks for the balance, which needs nothing but a key that works.
public final class MobizonCredentials implements Credentials {

  private final Reads reads;

  public MobizonCredentials(MobizonSettings settings, Wire wire) {
    this.reads = new Reads(settings, wire);
  }

  private record Purse(BigDecimal left, String currency) {}

  @Override
  public Report ask() {
    try {
      return new Report(
          true,
          purse()
              .map(purse ->
                  ("Mobizon takes the key; the balance is "
                              + purse.left().toPlainString()
                              + " "
                              + purse.currency())
                          .strip()
                      + ".")
              .orElse("Mobizon takes the key but does not say what the balance is."));
    } catch (Unanswered unanswered) {
      return new Report(false, "Mobizon could not be asked about the key: " + unanswered.reason());
    }
  }

  /// What is left on the account; empty when Mobizon does not say.
  ///
  /// @param account what it is called in alarms
  /// @param least less than this is worth an alarm
  public Optional<Balance> balance(String account, BigDecimal least) {
    try {
      return purse().map(purse -> new Balance(account, purse.left(), purse.currency(), least));
    } catch (Unanswered _) {
      return Optional.empty(); // whoever sends finds out, and says why
    }
  }

  private Optional<Purse> purse() throws Unanswered {
    var data = reads.data("user/getOwnBalance", Form.EMPTY);
    var balance = data.path("balance").asString("").strip();
    var currency = data.path("currency").asString("").strip();
    return balance.matches("-?[0-9]{1,12}([.][0-9]{1,6})?") && currency.matches("[A-Z]{0,3}")
        ? Optional.of(new Purse(new BigDecimal(balance), currency))
        : Optional.empty();
  }
}
