package semel.simulated.rows;

/// Is told of every change of a message, inside its transaction and in order.
@FunctionalInterface
public interface Watcher {
  void changed(Applied change);
}
