package semel.providers.mobizon;

/// Why a question came to no usable answer. Leaves this package only as a finding or a report:
/// inside, it is thrown, because it comes from under pages and campaigns.
sealed class Unanswered extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  Unanswered(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  /// The service has no such method at all, which is a clear answer about the method.
  static final class NotOffered extends Unanswered {

    private static final long serialVersionUID = 1L;

    NotOffered(String reason) {
      super(reason);
    }
  }
}
