package semel.providers.wire;

/// Port: puts exactly one request on the wire per call, and says what can be known of it. It
/// repeats nothing, follows nothing, and blocks until the exchange is over.
@FunctionalInterface
public interface Wire {

  /// Makes one exchange. The guard is asked once, or never when no connection came up. A body over
  /// 256 KiB is a bug of the caller and thrown as such, before anything is opened.
  Exchange exchange(Request request, Guard guard);
}
