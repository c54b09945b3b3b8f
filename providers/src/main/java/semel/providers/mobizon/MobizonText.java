package semel.providers.mobizon;

import java.util.Optional;
import semel.message.Body;
import semel.providers.Form;

/// Reads the text of an SMS out of a request to Mobizon, in either of its modes.
public final class MobizonText {

  private MobizonText() {}

  /// The text; empty for what is no such request.
  public static Optional<String> of(Body body) {
    var form = new Form(body.value());
    return form.field("text").or(() -> form.field("data[text]"));
  }
}
