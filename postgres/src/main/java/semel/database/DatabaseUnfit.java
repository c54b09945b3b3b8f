package semel.database;

/// The database cannot be used; the message is one sentence for an operator.
public final class DatabaseUnfit extends Exception {
  public DatabaseUnfit(String sentence) {
    super(sentence);
  }
}
