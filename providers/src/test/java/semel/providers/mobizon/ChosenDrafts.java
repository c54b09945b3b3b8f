package semel.providers.mobizon;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import semel.dispatch.Claim;
import semel.dispatch.Drafts;
import semel.message.Attempts.DraftId;
import semel.message.ClaimId;
import semel.message.MessageKey;

/// Remembers which draft was chosen for a message, as a store would whose claims are all live.
final class ChosenDrafts implements Drafts {

  private final Map<MessageKey, DraftId> chosen = new ConcurrentHashMap<>();
  private volatile boolean unsure;
  private volatile boolean settled;

  @Override
  public Optional<DraftId> choose(MessageKey key, ClaimId claim, DraftId draft) {
    var before = chosen.putIfAbsent(key, draft);
    return unsure ? Optional.empty() : Optional.of(before == null ? draft : before);
  }

  @Override
  public boolean mayWithdraw(MessageKey key, ClaimId claim) {
    return !settled;
  }

  /// From now on every doubt is settled, and another claim may have made a draft.
  void settled() {
    settled = true;
  }

  /// From now on a choice is made and nobody is told.
  void unsure() {
    unsure = true;
  }

  @Nullable DraftId of(MessageKey key) {
    return chosen.get(key);
  }

  /// The claim as the store would grant it: with the draft that was chosen.
  Claim granted(Claim claim) {
    return new Claim(
        claim.key(),
        claim.id(),
        claim.recipient(),
        claim.body(),
        claim.began(),
        claim.keyLeft(),
        of(claim.key()));
  }
}
