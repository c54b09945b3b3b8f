package semel.benchmarks.peer;

/// Stands where a provider will be once work begins.
enum Nobody implements Provider {
  HERE;

  @Override
  public void take(String message) {
    throw new IllegalStateException("nothing is sent yet");
  }

  @Override
  public int taken(String message) {
    return 0;
  }
}
