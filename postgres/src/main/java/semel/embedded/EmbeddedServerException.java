package semel.embedded;

import org.jspecify.annotations.Nullable;

/// The embedded server cannot run. The message is for a person: what happened and what to do.
public final class EmbeddedServerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean folderInUse;

  EmbeddedServerException(String message) {
    this(message, null);
  }

  EmbeddedServerException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private EmbeddedServerException(String message, @Nullable Throwable cause, boolean folderInUse) {
    super(message, cause);
    this.folderInUse = folderInUse;
  }

  static EmbeddedServerException inUse(String message) {
    return new EmbeddedServerException(message, null, true);
  }

  /// Whether it cannot run because it runs already, for another Semel.
  public boolean folderInUse() {
    return folderInUse;
  }
}
