package semel.providers.mobizon;

import java.net.URI;
import java.util.List;
import semel.providers.Form;
import semel.providers.Secret;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import semel.providers.wire.Request;
import semel.providers.wire.Wire;

/// One call of one method of Mobizon's interface.
public final class MobizonCalls {

  private final String base;
  private final Secret apiKey;
  private final Wire wire;

  /// @param wire whose limits are the longest that a call may take
  public MobizonCalls(MobizonSettings settings, Wire wire) {
    this.base = settings.url().toString().replaceFirst("/+$", "") + "/service/";
    this.apiKey = settings.apiKey();
    this.wire = wire;
  }

  /// Makes one call of a method such as `campaign/get`.
  ///
  /// The key is added here, at the last moment and to the body: what is frozen in the database has
  /// none, and an address would end up in somebody's access log.
  public Exchange call(String method, Form fields, Guard guard) {
    var uri = URI.create(base + method + "?output=json&api=v1");
    var body = fields.with("apiKey", apiKey.value()).text();
    return wire.exchange(Request.post(uri, List.of(Form.TYPE), body), guard);
  }
}
