package semel.web.monitor;

import java.util.List;

/// Tells why this process should get no calls, in sentences; nothing when it should.
@FunctionalInterface
public interface Readiness {
  List<String> reasons();
}
