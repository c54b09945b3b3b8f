package semel.journal;

import java.io.UncheckedIOException;

/// What was thrown, as an operator may be told: what is wrong, without the classes it came through.
public final class Sentence {

  private Sentence() {}

  /// One line.
  public static String of(Throwable thrown) {
    var cause = thrown.getCause();
    // Without a message of its own it repeats its cause with the name of the class in front.
    var told = thrown instanceof UncheckedIOException && cause != null ? cause : thrown;
    var message = told.getMessage();
    return message == null || message.isBlank()
        ? told.getClass().getSimpleName()
        : message.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
