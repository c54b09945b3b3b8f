package semel.journal;

import org.jspecify.annotations.Nullable;
import semel.lifecycle.Rule;
import semel.message.MessageKey;
import semel.message.State;

/// One line of the account of a message: a transition, a wish noted, evidence kept, or a repeat
/// that was blocked.
///
/// @param rule null when the state did not change
/// @param recipient masked
public record JournalEntry(
    MessageKey key,
    State.Name from,
    State.Name to,
    @Nullable Rule rule,
    String why,
    String who,
    Mark mark,
    String recipient) {

  /// What an entry means to an operator beyond its transition.
  public enum Mark {
    /// Nothing more.
    PLAIN,
    /// A repeat that was blocked.
    REPEAT,
    /// A second acceptance is possible.
    INCIDENT
  }
}
