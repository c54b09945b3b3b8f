package semel.providers.wire;

/// The last word before the first byte leaves: asked once, when the connection is up and TLS is
/// done. It must be quick and must not block, allocate much or log, because whatever happens
/// between its answer and the write is the time in which a stopped process can wake up too late.
@FunctionalInterface
public interface Guard {

  /// Lets everything pass: for reads, which a provider may see at any time.
  Guard OPEN = () -> true;

  /// True if the request may still be written; false ends the exchange as [Exchange.Stopped].
  boolean mayWrite();
}
