package semel.dispatch;

/// Asked immediately before the first byte of a request leaves (§6, Guard).
@FunctionalInterface
public interface Guard {

  /// Whether the claim is still safe to use; false means that nothing may be written.
  boolean mayWrite();
}
