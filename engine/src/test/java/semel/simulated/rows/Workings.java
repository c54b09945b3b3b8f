package semel.simulated.rows;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import semel.dispatch.RecipientLimit;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.Terms;
import semel.message.Attempts.DraftId;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.State;

/// What the store twin does at each place where a store could go wrong. A twin that is wrong on
/// purpose overrides one of these, and the comparison with PostgreSQL must notice.
public class Workings {

  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LATER = Duration.ofMinutes(1);
  private static final Duration SAME_BATCH = Duration.ofSeconds(2);
  private static final Duration ENDANGERED = Duration.ofHours(1);

  /// The rules about states.
  public Decision decide(Message message, Event event, Terms terms) {
    return Lifecycle.decide(message, event, terms);
  }

  /// What is written of a decision.
  public Row written(Row before, Message after, Row.Trace by) {
    return before.written(after, by);
  }

  /// A new lead's id: time first, and in the last six bits the bucket of the person.
  public LeadId newLead(String phone, Instant now, RandomGenerator random) {
    var time = (now.toEpochMilli() << 16) | 0x7000 | (random.nextLong() & 0xfff);
    var rest = (random.nextLong() & 0x3fff_ffff_ffff_ffc0L) | Long.MIN_VALUE;
    return new LeadId(new UUID(time, rest | (phone.hashCode() & 63)));
  }

  /// The lead that a registration finds instead of making one.
  public @Nullable Lead known(Table table, String campaign, String phone) {
    for (var lead : table.leadsOf(phone)) {
      if (lead.campaign().equals(campaign)) {
        return lead;
      }
    }
    return null;
  }

  /// The stored answer of a key.
  public @Nullable Answered answered(Table table, String key) {
    return table.answered(key);
  }

  public boolean sameHistory(String live, String standing) {
    return live.equals(standing);
  }

  /// Whether another session holds a row, so that a claim and a sweep overlook it.
  public boolean held(Row row) {
    return false;
  }

  /// Whether a row may have lost a claim with the old history.
  public boolean endangered(Row row, Instant now) {
    var due = row.message().due();
    var next = row.columns().nextAt();
    return !(due.isBefore(next) ? due : next).isAfter(now.plus(ENDANGERED));
  }

  /// How many claims a gate allows.
  public int free(Gate gate, Instant now) {
    return gate.free(now);
  }

  /// The gate after claims were made.
  public Gate take(Gate gate, int claims, Instant now) {
    return gate.take(claims, now);
  }

  /// From when a message no longer counts against its recipient; null when it does not count.
  public @Nullable Instant countsUntil(Row row, RecipientLimit limit, Instant now) {
    return switch (row.state()) {
      case State.Claimed _ -> now.plus(sameBatch(limit));
      case State.InDoubt _, State.Held _ ->
          ifAfter(row.openSince().plus(limit.window()).plus(limit.settle()), now);
      case State.Sent(var at, _) -> ifAfter(at.plus(limit.window()), now);
      case State.Scheduled _, State.Failed _, State.Cancelled _ -> null;
    };
  }

  private static @Nullable Instant ifAfter(Instant at, Instant now) {
    return at.isAfter(now) ? at : null;
  }

  public Duration sameBatch(RecipientLimit limit) {
    return SAME_BATCH.compareTo(limit.window()) < 0 ? SAME_BATCH : limit.window();
  }

  public boolean mayReceive(int counted, RecipientLimit limit) {
    return counted < limit.count();
  }

  /// A message over its recipient's limit.
  public Row waits(Row row, Instant freeAt, Instant now) {
    var soon = now.plus(SOON);
    var end = row.message().notAfter();
    var then = freeAt.isBefore(end) ? freeAt : end;
    return row.waits(
        then.isAfter(soon) ? then : soon, "waits: the recipient has had its messages of this time");
  }

  /// A message that cannot be composed.
  public Row putOff(Row row, Instant now) {
    return row.waits(
        now.plus(LATER), requireNonNullElse(row.columns().reason(), "cannot be composed"));
  }

  /// Whether a claim may still choose a draft.
  public boolean mayChoose(Row row, ClaimId claim) {
    return row.message().isClaim(claim) && row.state() instanceof State.Claimed;
  }

  /// Whether drafts that were seen before now may be withdrawn.
  public boolean mayWithdraw(Row row, ClaimId claim) {
    return row.message().isClaim(claim) && row.state() instanceof State.InDoubt;
  }

  /// The draft that stands when a claim would choose one.
  public DraftId stands(@Nullable DraftId chosen, DraftId draft) {
    return requireNonNullElse(chosen, draft);
  }

  /// Whether a turn to ask about a doubt is there to be taken.
  public boolean turnIsDue(Row row, Instant now) {
    return !row.columns().nextAt().isAfter(now);
  }

  /// A doubt whose provider did not know it.
  public Row absent(Row row, Instant now, Duration pause) {
    var first = requireNonNullElse(row.columns().absentAt(), now);
    return row.absent(first, now.plus(pause));
  }
}
