package semel.account;

import java.time.Duration;

/// What a provider lets us ask or repeat (protocol §1); the promise depends on it.
public sealed interface Capability {

  /// A draft that sends nothing, sent at most once by its id.
  record Staged() implements Capability {}

  /// An idempotency key, remembered for longer than `ttlSafe` counted from the first attempt.
  record Keyed(Duration ttlSafe) implements Capability {}

  /// A list of accepted messages that carries our marker.
  record Lookup() implements Capability {}

  /// Nothing: every unknown outcome is held for a person.
  record Blind() implements Capability {}

  /// Whether a message in doubt may be claimed again under the same identity (T8).
  default boolean repeats() {
    return switch (this) {
      case Staged() -> true;
      case Keyed(_) -> true;
      case Lookup() -> false;
      case Blind() -> false;
    };
  }

  /// Whether an unclear answer of the provider is a sign of a second acceptance; without a way to
  /// ask it is only a missing answer.
  default boolean answers() {
    return switch (this) {
      case Staged() -> true;
      case Keyed(_) -> true;
      case Lookup() -> true;
      case Blind() -> false;
    };
  }
}
