package semel.reconcile;

/// Port: keeps what providers send, before anybody looks at it.
public interface Inbox {

  /// So many events of one provider may wait unread; what else comes is asked to come again.
  int OPEN_MAX = 10_000;

  /// What became of an event at the door.
  enum Kept {
    /// It is durable, and will be looked at.
    NEW,
    /// It came before: nothing is done.
    KNOWN,
    /// Too many wait already: it is not kept.
    FULL
  }

  /// Keeps an event durably.
  Kept keep(ProviderEvent event);
}
