package semel.database;

/// A commit was asked for and no answer came: it may or may not have happened, and may still
/// happen.
public final class CommitUnknown extends RuntimeException {
  CommitUnknown(String why, Throwable cause) {
    super(why, cause);
  }
}
