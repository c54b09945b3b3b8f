package semel.web.monitor;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.json.Json;

/// `GET /health/live`, `/health/ready` and `/api/landing/health`.
public final class Health {

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private final Readiness readiness;
  private final String version;

  public Health(Readiness readiness, String version) {
    this.readiness = readiness;
    this.version = version;
  }

  /// Alive is who answers.
  public Answer live(Call call) {
    return told(List.of());
  }

  /// Ready is who has no reason not to be.
  public Answer ready(Call call) {
    return told(reasons());
  }

  private List<String> reasons() {
    try {
      return readiness.reasons();
    } catch (RuntimeException e) {
      LOG.warn("Readiness could not be told", e);
      return List.of("Readiness could not be told; the log says why.");
    }
  }

  private Answer told(List<String> reasons) {
    return Answer.json(
        reasons.isEmpty() ? 200 : 503,
        Json.object()
            .with("ok", reasons.isEmpty())
            .with("reasons", Json.texts(reasons))
            .with("version", version)
            .end());
  }
}
