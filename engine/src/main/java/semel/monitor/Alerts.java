package semel.monitor;

import java.util.List;

/// Port: the book of alerts, shared by all workers so that one of them tells.
public interface Alerts {

  /// An alert in the book.
  record Entry(long id, Alert alert) {}

  /// Writes an alert down, unless one of its rule was within `every`.
  void raise(Alert alert);

  /// Takes alerts that were not told yet; they come back if they are not told soon.
  List<Entry> takeUntold();

  /// Notes that an alert was told.
  void told(Entry entry);
}
