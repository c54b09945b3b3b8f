package semel.providers.captcha;

import java.net.URI;
import java.util.List;
import semel.providers.Form;
import semel.providers.Secret;
import semel.providers.wire.Guard;
import semel.providers.wire.Request;
import semel.providers.wire.Wire;

/// Asks whether a proof is one. The caller's address is not told: it need not be, and is nobody
/// else's business.
///
/// @param url the service's own, or another that answers like it
public record SiteVerify(URI url, Secret secret, Wire wire) {

  /// Asks once.
  public Said ask(String proof) {
    var form = Form.EMPTY.with("secret", secret.value()).with("response", proof);
    return Said.of(wire.exchange(Request.post(url, List.of(Form.TYPE), form.text()), Guard.OPEN));
  }
}
