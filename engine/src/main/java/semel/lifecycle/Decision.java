package semel.lifecycle;

import semel.message.Message;

/// What an event does to a message. A decision neither logs nor throws.
public sealed interface Decision {

  /// One sentence for the journal.
  String why();

  /// The message moves by a rule. An `incident` says that a second acceptance is possible.
  record Move(Message after, Rule rule, String why, boolean incident) implements Decision {}

  /// The state stays, a wish is noted on the message.
  record Flag(Message after, String why) implements Decision {}

  /// Nothing changes.
  record Stay(Weight weight, String why) implements Decision {}

  /// What an event that changes nothing means to an operator.
  enum Weight {
    /// Expected, says nothing new.
    NOTHING,
    /// A late or second completion: a blocked repeat, kept as data.
    REPEAT,
    /// Evidence against a final state: counted, shown, never silent (R6).
    INCIDENT
  }
}
