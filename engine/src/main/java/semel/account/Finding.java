package semel.account;

import semel.message.ProviderReference;

/// What a provider answered to the question "what became of this message?".
public sealed interface Finding {

  /// The provider accepted it, once.
  record Found(ProviderReference reference) implements Finding {}

  /// The complete answer does not contain it.
  record Absent(String why) implements Finding {}

  /// More than one, or one that cannot be told apart: only a person can settle it.
  record Ambiguous(String why) implements Finding {}

  /// No usable answer; an error of the look-up is not an answer.
  record NoAnswer(String why) implements Finding {}
}
