/// The promise. What is not named here is not used: no SQL, no HTTP, no logger, no thread pool.
module semel.engine {
  requires static org.jspecify;

  exports semel.message;
}
