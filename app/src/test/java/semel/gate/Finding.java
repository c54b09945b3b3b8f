package semel.gate;

/// One breach of a rule and where it stands. A finding about a whole file has line 1.
record Finding(String path, long line, String what) {

  @Override
  public String toString() {
    return path + ":" + line + ": " + what;
  }
}
