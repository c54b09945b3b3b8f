package semel.database;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A commit was asked for and no answer came: it may or may not have happened, and may still
/// happen. Whoever need not know that hears what every other call hears: no answer.
public final class CommitUnknown extends UncheckedIOException {
  CommitUnknown(String why, Throwable cause) {
    super(why, new IOException(why, cause));
  }
}
