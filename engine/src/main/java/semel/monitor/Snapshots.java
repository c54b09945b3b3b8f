package semel.monitor;

/// Port: reads the numbers of this instant.
public interface Snapshots {
  Snapshot take();
}
