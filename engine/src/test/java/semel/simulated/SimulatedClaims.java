package semel.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.Capability;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Claims;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.dispatch.RecipientLimit;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.Recipient;
import semel.message.State;
import semel.simulated.SimulatedStore.Pause;
import semel.simulated.SimulatedStore.Row;

/// Claims in memory.
final class SimulatedClaims implements Claims {

  private static final Duration FOR_EVER = Duration.ofDays(36_500);
  private static final Duration LOOK_AHEAD = Duration.ofHours(1);

  private final SimulatedStore store;

  SimulatedClaims(SimulatedStore store) {
    this.store = store;
  }

  @Override
  public ClaimAnswer claim(ClaimOrder order, Composer composer) {
    return store.transaction(() -> {
      var pause = store.pauses.get(order.account().id());
      return pause != null && pause.until().isAfter(store.now())
          ? new ClaimAnswer.Closed(pause.reason(), Duration.between(store.now(), pause.until()))
          : granted(order, composer);
    });
  }

  /// An order while it is being filled.
  private record Filling(
      ClaimOrder order, Composer composer, List<Claim> claims, List<JournalEntry> entries) {}

  private ClaimAnswer granted(ClaimOrder order, Composer composer) {
    var filling = new Filling(order, composer, new ArrayList<>(), new ArrayList<>());
    var ids = order.ids().iterator();
    for (var row : due(order.account())) {
      if (!ids.hasNext()) {
        break;
      }
      if (mayReceive(row, order.recipientLimit())) {
        claim(row, ids.next(), filling);
      }
    }
    var idle = untilNextDue(order.account());
    return new ClaimAnswer.Granted(filling.claims(), filling.entries(), idle);
  }

  private void claim(Row row, ClaimId id, Filling filling) {
    var order = filling.order();
    var key = row.message.key();
    Body body;
    try {
      body =
          row.body == null
              ? filling.composer().compose(row.lead.campaign, key, row.lead.card())
              : row.body;
    } catch (RuntimeException _) {
      row.message = row.message.to(new State.Scheduled(store.now().plus(Duration.ofMinutes(1))));
      return;
    }
    var event = new Event.Claimable(id, store.now().plus(order.lease()));
    var terms = store.terms(order.account().capability(), order.retry());
    store.apply(row, event, terms, order.worker()).ifPresent(filling.entries()::add);
    if (row.message.state() instanceof State.Claimed) {
      row.account = order.account().id();
      row.body = body;
      filling.claims().add(open(row, id, order, body));
    }
  }

  private Claim open(Row row, ClaimId id, ClaimOrder order, Body body) {
    var key = row.message.key();
    var first = row.message.attempts().firstAt();
    var keyLeft =
        order.account().capability() instanceof Capability.Keyed(var ttlSafe) && first != null
            ? Duration.between(store.now(), first.plus(ttlSafe))
            : FOR_EVER;
    return new Claim(key, id, row.lead.recipient(key), body, order.began(), keyLeft);
  }

  /// What an account may claim now, oldest first.
  private List<Row> due(Account account) {
    return store.rows.values().stream()
        .filter(row -> !nextAt(row, account).isAfter(store.now()))
        .sorted(Comparator.comparing(row -> nextAt(row, account)))
        .toList();
  }

  /// When a row is for this account to claim; [Instant#MAX] when it never is.
  private static Instant nextAt(Row row, Account account) {
    return switch (row.message.state()) {
      case State.Scheduled(var nextAt) ->
          row.message.key().channel() == account.channel() ? nextAt : Instant.MAX;
      case State.InDoubt doubt ->
          account.capability().repeats() && account.id().equals(row.account)
              ? doubt.nextAt()
              : Instant.MAX;
      case State.Claimed _, State.Held _, State.Sent _, State.Failed _, State.Cancelled _ ->
          Instant.MAX;
    };
  }

  private boolean mayReceive(Row row, @Nullable RecipientLimit limit) {
    if (limit == null || !(row.message.state() instanceof State.Scheduled)) {
      return true; // a repeat under the same identity is not another message
    }
    var recipient = row.lead.recipient(row.message.key());
    var taken =
        store.rows.values().stream()
            .filter(other -> other != row && goesTo(other, recipient) && counts(other, limit))
            .count();
    return taken < limit.count();
  }

  private static boolean goesTo(Row row, Recipient recipient) {
    return row.lead.person != null && row.lead.recipient(row.message.key()).equals(recipient);
  }

  private boolean counts(Row row, RecipientLimit limit) {
    return switch (row.message.state()) {
      case State.Claimed _ -> true;
      case State.InDoubt doubt -> within(doubt.since().plus(limit.settle()), limit);
      case State.Held(var since, _) -> within(since.plus(limit.settle()), limit);
      case State.Sent(var at, _) -> within(at, limit);
      case State.Scheduled _, State.Failed _, State.Cancelled _ -> false;
    };
  }

  private boolean within(Instant at, RecipientLimit limit) {
    return at.plus(limit.window()).isAfter(store.now());
  }

  @Override
  public Optional<List<JournalEntry>> close(
      Account account, RetryPolicy retry, String worker, List<Closing> closings) {
    return store.transaction(() -> {
      var entries = new ArrayList<JournalEntry>();
      for (var closing : closings) {
        var row = store.rows.get(closing.claim().key());
        if (row == null) {
          continue;
        }
        var terms = store.terms(account.capability(), retry);
        for (var event : closing.events()) {
          store.apply(row, event, terms, worker).ifPresent(entries::add);
        }
        if (closing.pause() != null) {
          pause(account, closing.pause());
        }
      }
      return Optional.of(entries);
    });
  }

  private void pause(Account account, Closing.Pause pause) {
    var until = store.now().plus(pause.length());
    store.pauses.merge(
        account.id(),
        new Pause(until, pause.reason()),
        (known, fresh) -> fresh.until().isAfter(known.until()) ? fresh : known);
  }

  private Duration untilNextDue(Account account) {
    return store.rows.values().stream()
        .map(row -> nextAt(row, account))
        .min(Comparator.naturalOrder())
        .map(at -> at.isAfter(store.now()) ? Duration.between(store.now(), at) : Duration.ZERO)
        .filter(wait -> wait.compareTo(LOOK_AHEAD) < 0)
        .orElse(LOOK_AHEAD);
  }
}
