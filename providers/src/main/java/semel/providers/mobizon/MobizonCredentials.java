package semel.providers.mobizon;

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

  @Override
  public Report ask() {
    try {
      var data = reads.data("user/getOwnBalance", Form.EMPTY);
      var balance = data.path("balance").asString("").strip();
      var currency = data.path("currency").asString("").strip();
      return balance.matches("-?[0-9]{1,12}([.][0-9]{1,6})?") && currency.matches("[A-Z]{0,3}")
          ? new Report(
              true,
              ("Mobizon takes the key; the balance is " + balance + " " + currency).strip() + ".")
          : new Report(true, "Mobizon takes the key but does not say what the balance is.");
    } catch (Unanswered unanswered) {
      return new Report(false, "Mobizon could not be asked about the key: " + unanswered.reason());
    }
  }
}
