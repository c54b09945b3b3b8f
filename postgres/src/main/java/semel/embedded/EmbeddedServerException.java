package semel.embedded;

import org.jspecify.annotations.Nullable;

/// The embedded server cannot run. The message is for a person: what happened and what to do.
public final class EmbeddedServerException extends Exception {
  private static final long serialVersionUID = 1L;

  EmbeddedServerException(String message) {
    this(message, null);
  }

  EmbeddedServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
