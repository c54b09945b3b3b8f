package semel.web;

import java.util.ArrayList;
import java.util.List;
import semel.reconcile.Inbox;
import semel.reconcile.ProviderEvent;

/// An inbox in memory, which may be away or full.
final class TwinInbox implements Inbox {

  final List<ProviderEvent> events = new ArrayList<>();
  boolean away;
  boolean full;

  @Override
  public synchronized Kept keep(ProviderEvent event) {
    if (away) {
      throw Twin.away();
    }
    var known =
        events.stream()
            .anyMatch(e -> e.provider().equals(event.provider()) && e.id().equals(event.id()));
    if (known) {
      return Kept.KNOWN;
    }
    if (full) {
      return Kept.FULL;
    }
    events.add(event);
    return Kept.NEW;
  }
}
