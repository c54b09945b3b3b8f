package semel.app.trace;

import io.opentelemetry.sdk.trace.IdGenerator;

/// Gives a span the ids of the place that it is told at. OpenTelemetry asks for them on the thread
/// that starts the span, and has no other way to be given them.
final class PlacedIds implements IdGenerator {

  static final ScopedValue<Place> PLACE = ScopedValue.newInstance();

  @Override
  public String generateTraceId() {
    return PLACE.get().trace();
  }

  @Override
  public String generateSpanId() {
    return PLACE.get().id();
  }
}
