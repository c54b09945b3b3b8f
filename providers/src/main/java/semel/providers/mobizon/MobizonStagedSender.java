package semel.providers.mobizon;

import java.time.Duration;
import java.util.List;
import semel.account.Account;
import semel.account.Outcome;
import semel.account.Outcome.Scope;
import semel.dispatch.Claim;
import semel.dispatch.Drafts;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.Envelope;
import semel.providers.Form;
import semel.providers.mobizon.MobizonDrafts.Prepared;
import semel.providers.mobizon.Reads.Unanswered;
import semel.providers.wire.Wire;

/// Sends an SMS in three steps, of which only the last one sends: a draft is made, it gets its
/// number, it is sent by its id. Between the second and the third the draft is *chosen*, durably:
/// whoever repeats the message sends this draft and never another, and Mobizon sends a draft at
/// most once. [MobizonDrafts] has the table of what the answers prove.
///
/// A claim with a draft reads it first: a draft that was begun is accepted, and one that was not is
/// sent. The guard is asked before every step. The earlier ones send nothing, so that they may end
/// in any way at all; what they took of the lease, the last guard sees.
public final class MobizonStagedSender implements Sender {

  private static final String RECIPIENT = "recipient";
  private static final List<String> FIELDS =
      List.of("data[type]", "data[name]", "data[text]", "data[from]", "data[validity]");

  private final MobizonSettings settings;
  private final Drafts drafts;
  private final MobizonDrafts campaigns;

  /// @param preparing whose limits leave room in a lease for three of its calls and one that sends
  /// @param sending whose limits are the longest that the call that sends may take
  public MobizonStagedSender(
      MobizonSettings settings, Drafts drafts, Wire preparing, Wire sending) {
    this.settings = settings;
    this.drafts = drafts;
    this.campaigns = new MobizonDrafts(settings, preparing, sending);
  }

  @Override
  public Account account() {
    return settings.stagedAccount();
  }

  /// The fields of the draft and the number that it gets, without the key.
  @Override
  public Body compose(Envelope envelope) {
    var form =
        Form.EMPTY
            .with("data[type]", "1")
            .with("data[name]", envelope.key().text())
            .with("data[text]", MobizonSender.text(envelope));
    if (settings.from() != null) {
      form = form.with("data[from]", settings.from());
    }
    if (settings.validity() != null) {
      form = form.with("data[validity]", Long.toString(settings.validity().toMinutes()));
    }
    return new Body(form.with(RECIPIENT, MobizonSender.digits(envelope)).text());
  }

  @Override
  public Outcome send(Claim claim, Guard guard) {
    return claim.draft() == null ? first(claim, guard) : again(claim.draft(), guard);
  }

  /// The draft that an earlier claim chose. When it cannot be read, nothing was sent by this claim.
  private Outcome again(DraftId draft, Guard guard) {
    try {
      return switch (campaigns.read(draft)) {
        case BEGUN -> new Outcome.Accepted(MobizonDrafts.reference(draft));
        case DRAFT -> campaigns.send(draft, guard::mayWrite);
        case GONE -> MobizonDrafts.gone(guard::mayWrite);
      };
    } catch (Unanswered unanswered) {
      return new Outcome.NotSent(unanswered.reason(), Scope.MESSAGE, Duration.ZERO);
    }
  }

  private Outcome first(Claim claim, Guard guard) {
    var frozen = new Form(claim.body().value());
    return switch (campaigns.create(draft(frozen), guard::mayWrite)) {
      case Prepared.Ended(var outcome) -> outcome;
      case Prepared.Ready(var draft) -> {
        var digits = frozen.field(RECIPIENT).orElseThrow();
        yield switch (campaigns.add(draft, digits, guard::mayWrite)) {
          case Prepared.Ended(var outcome) -> {
            campaigns.delete(draft); // nobody knows of it, so nobody can send it
            yield outcome;
          }
          case Prepared.Ready _ -> choose(claim, draft, guard);
        };
      }
    };
  }

  private Outcome choose(Claim claim, DraftId ours, Guard guard) {
    var standing = drafts.choose(claim.key(), claim.id(), ours);
    if (standing.isEmpty()) {
      // It may have been chosen all the same, so it is not deleted either.
      return new Outcome.NotSent(
          "The claim is over, or nobody knows which draft is chosen.",
          Scope.MESSAGE,
          Duration.ZERO);
    }
    if (!standing.get().equals(ours)) {
      campaigns.delete(ours);
    }
    return campaigns.send(standing.get(), guard::mayWrite);
  }

  /// The fields of `campaign/create` out of what is frozen.
  private static Form draft(Form frozen) {
    var form = Form.EMPTY;
    for (var field : FIELDS) {
      var value = frozen.field(field);
      form = value.isPresent() ? form.with(field, value.get()) : form;
    }
    return form;
  }
}
