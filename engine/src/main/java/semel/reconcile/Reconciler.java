package semel.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.account.Finding;
import semel.journal.Journal;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.LocalClock;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Terms;
import semel.lifecycle.Timing;
import semel.message.ClaimId;

/// Settles doubts by evidence (§8). It cannot send: it is never given a `Sender`.
///
/// A wait that protects against a second send is measured twice (R8): the database's clock must say
/// that it is over, and this process must itself have watched the doubt for that long on its own
/// monotonic clock. A positive finding needs no wait; a negative one needs SETTLE, then a second
/// one SECOND_LOOK later.
public final class Reconciler {

  private static final int WATCHED_MAX = 2_000;

  /// How the time between early look-ups grows: a fraction of SETTLE first, then twice the age.
  private static final int EARLY_LOOKS = 20;

  /// What a reconciler is set up with.
  public record Settings(Timing timing, RetryPolicy retry, LocalClock clock) {}

  /// A doubt that may be asked about now, on a thread of its own.
  public record Look(Doubt doubt, Inquiry inquiry, boolean settled, boolean second) {}

  /// When this process first saw the doubt, and first saw it noted absent.
  private record Watch(long seenAt, @Nullable Long absentSeenAt) {}

  private final Map<AccountId, Inquiry> inquiries = new HashMap<>();
  private final Map<AccountId, Account> accounts = new HashMap<>();
  private final Set<AccountId> watched = new HashSet<>();
  private final Doubts doubts;
  private final Journal journal;
  private final Settings settings;
  private final Map<ClaimId, Watch> watches = new HashMap<>();

  public Reconciler(
      List<Account> accounts,
      List<Inquiry> inquiries,
      Doubts doubts,
      Journal journal,
      Settings settings) {
    accounts.forEach(account -> this.accounts.put(account.id(), account));
    accounts.stream().filter(Reconciler::watches).map(Account::id).forEach(watched::add);
    inquiries.forEach(inquiry -> this.inquiries.put(inquiry.account().id(), inquiry));
    this.doubts = doubts;
    this.journal = journal;
    this.settings = settings;
  }

  /// A keyed doubt needs no watch: the dispatcher repeats it under its key.
  private static boolean watches(Account account) {
    return switch (account.capability()) {
      case Capability.Keyed _ -> false;
      case Capability.Staged(), Capability.Lookup(), Capability.Blind() -> true;
    };
  }

  /// Moves what has lapsed to in doubt; how long until the next lease may lapse.
  public Optional<Duration> sweep() {
    var sweep = doubts.sweep(settings.retry());
    journal.recorded(sweep.entries());
    return sweep.nextLapse();
  }

  /// Watches every doubt; holds those that nothing can settle; returns those to ask about now.
  /// Called by one thread at a time.
  public List<Look> due() {
    var open = doubts.open(watched, WATCHED_MAX);
    var seen = new HashSet<ClaimId>();
    var looks = new ArrayList<Look>();
    for (var doubt : open) {
      seen.add(doubt.claim());
      look(doubt, watch(doubt)).ifPresent(looks::add);
    }
    watches.keySet().retainAll(seen);
    return looks;
  }

  /// The watch begins when the database's clock says that no byte can still leave: after the lease.
  private Watch watch(Doubt doubt) {
    var now = settings.clock().monotonicNanos();
    var fresh = new Watch(now, doubt.times().firstAbsent() == null ? null : now);
    return doubt.times().age().isNegative()
        ? fresh
        : watches.merge(doubt.claim(), fresh, Reconciler::earlier);
  }

  private static Watch earlier(Watch known, Watch fresh) {
    var absent = known.absentSeenAt() == null ? fresh.absentSeenAt() : known.absentSeenAt();
    return new Watch(known.seenAt(), absent);
  }

  private Optional<Look> look(Doubt doubt, Watch watch) {
    var account = accounts.get(doubt.account());
    if (account == null) {
      return Optional.empty(); // no longer configured: it stays in doubt, and is seen
    }
    return switch (account.capability()) {
      case Capability.Blind() -> {
        hold(account, doubt);
        yield Optional.empty();
      }
      case Capability.Keyed _ -> Optional.empty(); // the dispatcher repeats it under its key
      case Capability.Staged() -> repeated(account, doubt) ? Optional.empty() : ask(doubt, watch);
      case Capability.Lookup() -> ask(doubt, watch);
    };
  }

  /// The dispatcher repeats the same draft; its look-up would be in its way, for it withdraws.
  private boolean repeated(Account account, Doubt doubt) {
    var terms = new Terms(account.capability(), settings.retry(), doubt.times().readAt(), 0);
    return Lifecycle.repeatsDraft(doubt.message(), terms);
  }

  private void hold(Account account, Doubt doubt) {
    var nobody = new Finding.Ambiguous("the provider cannot be asked");
    settle(account, doubt, nobody);
  }

  private Optional<Look> ask(Doubt doubt, Watch watch) {
    var inquiry = inquiries.get(doubt.account());
    var times = doubt.times();
    if (inquiry == null || times.nextAt().isAfter(times.readAt())) {
      return Optional.empty();
    }
    var timing = settings.timing();
    var left = left(times.age(), watch.seenAt(), timing.settle());
    if (times.firstAbsent() == null || watch.absentSeenAt() == null) {
      var look = new Look(doubt, inquiry, !left.isPositive(), false);
      return turn(look, pause(left));
    }
    var byDatabase = Duration.between(times.firstAbsent(), times.readAt());
    var leftToSecond = left(byDatabase, watch.absentSeenAt(), timing.secondLook());
    return left.isPositive() || leftToSecond.isPositive()
        ? Optional.empty()
        : turn(new Look(doubt, inquiry, true, true), pause(leftToSecond));
  }

  private Optional<Look> turn(Look look, Duration pause) {
    return doubts.takeTurn(look.doubt(), pause) ? Optional.of(look) : Optional.empty();
  }

  /// R8: what is left of a wait by the database's clock or by our own, whichever says more.
  private Duration left(Duration byDatabase, long since, Duration wait) {
    var own = Duration.ofNanos(settings.clock().monotonicNanos() - since);
    return wait.minus(byDatabase.compareTo(own) < 0 ? byDatabase : own);
  }

  /// Before SETTLE is over only a positive answer counts, so the turns thin out towards it.
  private Duration pause(Duration left) {
    var settle = settings.timing().settle();
    var first = settle.dividedBy(EARLY_LOOKS);
    if (!left.isPositive()) {
      return first;
    }
    var watched = settle.minus(left);
    var next = watched.compareTo(first) > 0 ? watched : first;
    return left.compareTo(next) < 0 ? left : next;
  }

  /// Asks, and applies what was learnt. May block for as long as the provider takes.
  public void look(Look look) {
    Finding finding;
    try {
      finding = look.inquiry().ask(look.doubt());
    } catch (RuntimeException | Error e) {
      finding = new Finding.NoAnswer("the adapter failed: " + e.getClass().getSimpleName());
    }
    apply(look, finding);
  }

  private void apply(Look look, Finding finding) {
    var account = look.inquiry().account();
    switch (finding) {
      case Finding.Found _, Finding.Ambiguous _ -> settle(account, look.doubt(), finding);
      case Finding.Absent _ -> absent(account, look, finding);
      case Finding.NoAnswer(var why) ->
          journal.trouble("No answer about " + look.doubt().key() + ": " + why);
    }
  }

  private void absent(Account account, Look look, Finding finding) {
    if (look.second()) {
      settle(account, look.doubt(), finding);
    } else if (look.settled() && look.doubt().times().firstAbsent() == null) {
      doubts.noteAbsent(look.doubt(), settings.timing().secondLook());
    }
  }

  private void settle(Account account, Doubt doubt, Finding finding) {
    var event = new Event.Looked(doubt.claim(), finding);
    journal.recorded(doubts.settle(account, doubt, event, settings.retry()));
  }
}
