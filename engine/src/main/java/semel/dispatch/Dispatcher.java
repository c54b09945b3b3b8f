package semel.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.Capability;
import semel.account.Outcome;
import semel.campaign.LeadCard;
import semel.journal.Journal;
import semel.lifecycle.LocalClock;
import semel.lifecycle.Moment;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Timing;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.MessageKey;

/// Claims what is due for one account, makes the calls, records how they ended.
///
/// It owns no thread: whoever runs it gives each attempt a thread of its own, asks for no more
/// claims than it has permits (R4), and repeats [#close] until it is recorded. Timer, sweep and
/// recovery at start all end in [#claim]; none of them carries a message.
public final class Dispatcher {

  /// What a dispatcher is set up with.
  ///
  /// @param worker the name of this process in the journal
  /// @param recipientLimit null when recipients are not limited
  public record Settings(
      String worker,
      Timing timing,
      RetryPolicy retry,
      @Nullable RecipientLimit recipientLimit,
      LocalClock clock,
      RandomGenerator random) {}

  /// What a worker may do now: send these claims; then, unless it was given all it asked for, come
  /// back after `idle`.
  public record Round(List<Claim> claims, Duration idle) {}

  /// A draft is made, given its recipient, chosen, sent.
  private static final int STAGED_CALLS = 4;

  private final Sender sender;
  private final Claims claims;
  private final Composer composer;
  private final Journal journal;
  private final Settings settings;
  private final List<Claim> unsure = new ArrayList<>();
  private volatile boolean stopping;

  public Dispatcher(
      Sender sender, Claims claims, Composer composer, Journal journal, Settings settings) {
    this.sender = sender;
    this.claims = claims;
    this.composer = composer;
    this.journal = journal;
    this.settings = settings;
  }

  public Account account() {
    return sender.account();
  }

  /// Claims at most `permits` messages that are due, and comes back for more after at most
  /// `horizon`. Called by one thread at a time.
  public Round claim(int permits, Duration horizon) {
    handBackUnsure();
    if (stopping) {
      return new Round(List.of(), horizon);
    }
    return switch (claims.claim(order(permits), this::compose)) {
      case ClaimAnswer.Granted(var granted, var entries, var wait, _) -> {
        journal.recorded(entries);
        yield new Round(granted, wait.compareTo(horizon) < 0 ? wait : horizon);
      }
      case ClaimAnswer.Unsure(var lost, var reason) -> {
        journal.trouble("A claim of " + lost.size() + " is unsure and is not sent: " + reason);
        unsure.addAll(lost);
        yield new Round(List.of(), settings.timing().margin());
      }
      case ClaimAnswer.Closed(_, var pause) ->
          new Round(List.of(), pause.compareTo(horizon) < 0 ? pause : horizon);
    };
  }

  /// Tells of a message that cannot be composed; the store leaves it where it is and claims others.
  private Body compose(String campaign, MessageKey key, LeadCard lead) {
    try {
      return composer.compose(campaign, key, lead);
    } catch (RuntimeException e) {
      journal.trouble(key + " cannot be composed and waits: " + e.getMessage());
      throw e;
    }
  }

  private ClaimOrder order(int permits) {
    var ids = Stream.generate(() -> ClaimId.draw(settings.random())).limit(permits).toList();
    return new ClaimOrder(
        account(),
        ids,
        settings.worker(),
        Moment.now(settings.clock()),
        settings.timing().lease(),
        settings.retry(),
        settings.recipientLimit());
  }

  /// Makes the one call of a claim. Never throws: what is thrown at it is an unknown outcome.
  public Closing attempt(Claim claim) {
    journal.sending(claim.key(), claim.recipient().masked());
    var guard = new LeaseGuard(claim);
    var began = Moment.now(settings.clock());
    Outcome outcome;
    try {
      outcome = sender.send(claim, guard);
    } catch (RuntimeException | Error e) {
      outcome = new Outcome.Unknown("the adapter failed: " + e.getClass().getSimpleName());
    }
    return guard.refused && outcome instanceof Outcome.NotSent
        ? Closing.release(claim, "the worker stops, or too little of the lease was left")
        : Closing.of(claim, outcome, slow(began));
  }

  /// Slower than half of what the calls of one attempt may take.
  private boolean slow(Moment began) {
    var calls = account().capability() instanceof Capability.Staged ? STAGED_CALLS : 1;
    var most = settings.timing().request().multipliedBy(calls);
    return began.elapsed(settings.clock()).multipliedBy(2).compareTo(most) > 0;
  }

  /// The guard of §6: enough of the lease is left for a whole exchange, and the key is still known.
  /// Where the wall clock was set back by more than MARGIN meanwhile, nobody can tell how much is
  /// left: it refuses, and the message is claimed anew.
  private final class LeaseGuard implements Guard {
    private final Claim claim;
    private final Duration last;
    private boolean refused;

    LeaseGuard(Claim claim) {
      var timing = settings.timing();
      this.claim = claim;
      this.last = timing.lease().minus(timing.margin()).minus(timing.request());
    }

    @Override
    public boolean mayWrite() {
      var elapsed = claim.began().elapsed(settings.clock());
      refused =
          stopping
              || elapsed.compareTo(last) > 0
              || elapsed.compareTo(claim.keyLeft()) >= 0
              || claim.began().setBack(settings.clock()).compareTo(settings.timing().margin()) > 0;
      return !refused;
    }
  }

  /// Records how attempts ended; false when it is not known whether it was recorded, and must be
  /// repeated with the same closings.
  public boolean close(List<Closing> closings) {
    var entries = claims.close(account(), settings.retry(), settings.worker(), closings);
    entries.ifPresent(journal::recorded);
    return entries.isPresent();
  }

  /// Hands back claims whose commit is not known, until their lease and a margin are over; the
  /// commit may also land after a read that does not show it (§5). What is missed falls to the
  /// sweep.
  private void handBackUnsure() {
    var over = settings.timing().lease().plus(settings.timing().margin());
    unsure.removeIf(claim -> claim.began().elapsed(settings.clock()).compareTo(over) > 0);
    if (!unsure.isEmpty()) {
      close(
          unsure.stream().map(claim -> Closing.release(claim, "its commit is not known")).toList());
    }
  }

  /// From now on nothing is claimed and no guard lets a byte leave.
  public void stop() {
    stopping = true;
  }
}
