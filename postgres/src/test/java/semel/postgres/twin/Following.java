package semel.postgres.twin;

import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.simulated.rows.Row;
import semel.simulated.rows.Workings;

/// A twin that names its leads as the real store did; the wrong ones are made from it.
class Following extends Workings {

  private @Nullable LeadId next;
  private Set<MessageKey> held = Set.of();

  /// The name of the lead that the real store just made.
  final void follow(LeadId made) {
    next = made;
  }

  /// The rows that another session holds.
  final void holds(Set<MessageKey> keys) {
    held = keys;
  }

  @Override
  public final boolean held(Row row) {
    return held.contains(row.key());
  }

  @Override
  public final LeadId newLead(String phone, Instant now, RandomGenerator random) {
    return next == null ? super.newLead(phone, now, random) : next;
  }
}
