package semel.benchmarks.peer;

/// What takes registrations.
public interface Intake extends AutoCloseable {

  /// Makes its tables in an empty database.
  void install() throws Exception;

  /// How many messages one registration is.
  int messagesEach();

  /// Writes registrations, numbered from `first`; they are durable when it returns.
  ///
  /// @return the last of them
  Taken accept(long first, int count) throws Exception;

  @Override
  void close();
}
