package semel.benchmarks.peer;

/// A system that takes messages and sends each when it falls due.
public interface Contender extends Intake {

  /// Begins to send.
  void work(Provider provider, Load load) throws Exception;

  /// How many messages its own tables call unfinished.
  long open() throws Exception;
}
