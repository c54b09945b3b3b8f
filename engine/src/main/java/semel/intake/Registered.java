package semel.intake;

import java.time.Duration;
import java.time.Instant;
import semel.message.LeadId;

/// What became of a registration.
public sealed interface Registered {

  /// A new lead with its messages, committed; the first falls due after `untilDue`.
  record Fresh(LeadId lead, Instant scheduledFor, Duration untilDue) implements Registered {}

  /// The person was known in this campaign: the first lead answers, no second message.
  record Known(LeadId lead, Instant scheduledFor) implements Registered {}

  /// The same key and request came before: its stored answer again.
  record Replayed(LeadId lead, Instant scheduledFor, boolean wasFresh) implements Registered {}

  /// The key was used before for another request.
  record KeyReused() implements Registered {}

  /// The first request with this key is still running.
  record KeyBusy() implements Registered {}

  /// No campaign of that name.
  record NoCampaign() implements Registered {}

  /// A limit of the public door is reached, which opens again after `left`. Nothing was written,
  /// and whether the person is known was not looked at.
  record Limited(IntakeLimits.Scope scope, Duration left) implements Registered {}

  /// Too many wait to be written. Nothing was; the caller comes again.
  record Crowded() implements Registered {}

  /// Whether it was written is not known; the caller repeats with the same key.
  record Unsure() implements Registered {}
}
