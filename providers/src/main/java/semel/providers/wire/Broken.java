package semel.providers.wire;

/// Why an exchange came to no answer. Leaves this package only as an [Exchange]: inside, it is
/// thrown, because it comes from under several layers of sockets and parsers.
final class Broken extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  Broken(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
