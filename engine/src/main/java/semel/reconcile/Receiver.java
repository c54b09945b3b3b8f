package semel.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.journal.Journal;
import semel.journal.Sentence;
import semel.lifecycle.RetryPolicy;
import semel.message.ProviderReference;

/// Takes in what providers report by themselves, and asks for what they did not report. It cannot
/// send: what it learns only ever closes an attempt or says how a message fared.
public final class Receiver {

  /// When a message without a last word is asked about, counted from when it was sent. Most SMS are
  /// decided within two minutes; a provider gives up after a day.
  static final List<Duration> AGES =
      List.of(
          Duration.ofMinutes(2), Duration.ofMinutes(15), Duration.ofHours(2), Duration.ofDays(1));

  private static final int EVENTS_MAX = 100;
  private static final Duration HANDLE_REST = Duration.ofSeconds(1);

  /// Between two questions to one provider: sends have the right of way.
  private static final Duration ASK_REST = Duration.ofSeconds(2);

  private final List<Reports> reports;
  private final Receipts receipts;
  private final RetryPolicy retry;
  private final Journal journal;
  private final Map<String, @Nullable String> troubles = new HashMap<>();
  private final Map<String, @Nullable String> unhandled = new HashMap<>();

  public Receiver(List<Reports> reports, Receipts receipts, RetryPolicy retry, Journal journal) {
    this.reports = List.copyOf(reports);
    this.receipts = receipts;
    this.retry = retry;
    this.journal = journal;
  }

  /// Handles what waits in the inbox; how long to rest then. Called by one thread at a time.
  public Duration handle() {
    var rest = HANDLE_REST;
    for (var one : reports) {
      if (handle(one) == EVENTS_MAX) {
        rest = Duration.ZERO;
      }
    }
    return rest;
  }

  /// What cannot be handled keeps no other provider waiting.
  private int handle(Reports one) {
    try {
      var handled = receipts.handle(one, retry, EVENTS_MAX);
      journal.recorded(handled.entries());
      unhandled.remove(one.provider());
      return handled.events();
    } catch (RuntimeException e) {
      var why = Sentence.of(e);
      if (!why.equals(unhandled.put(one.provider(), why))) {
        journal.trouble("Receipts of " + one.provider() + " cannot be handled: " + why);
      }
      return 0;
    }
  }

  /// Asks about messages whose last word is missing; how long to rest then. Called by one thread at
  /// a time.
  public Duration ask() {
    for (var one : reports) {
      receipts.follow(one, AGES);
      var due = receipts.due(one, AGES).stream().filter(name -> !name.isVerdict()).toList();
      if (!due.isEmpty()) {
        ask(one, due);
      }
    }
    return ASK_REST;
  }

  private void ask(Reports one, List<ProviderReference> due) {
    Reports.Asked asked;
    try {
      asked = one.ask(due);
    } catch (RuntimeException | Error e) {
      asked = new Reports.Asked(List.of(), "the adapter failed: " + e.getClass().getSimpleName());
    }
    tell(one.provider(), asked.trouble());
    receipts.record(one, asked.receipts());
  }

  /// The same trouble is told once until it ends: there is another question in two seconds.
  private void tell(String provider, @Nullable String trouble) {
    var before = troubles.put(provider, trouble);
    if (trouble != null && !trouble.equals(before)) {
      journal.trouble("No receipts from " + provider + " when asked: " + trouble);
    }
  }
}
