package semel.providers.mobizon;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import semel.account.Account;
import semel.account.Finding;
import semel.dispatch.Drafts;
import semel.message.Attempts.DraftId;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.providers.mobizon.MobizonDrafts.Standing;
import semel.providers.mobizon.Reads.Unanswered;
import semel.providers.mobizon.Sighting.Kin;
import semel.providers.wire.Wire;
import semel.reconcile.Doubt;
import semel.reconcile.Inquiry;

/// Takes every draft of a message away before it says that the message was not sent: a draft that
/// is deleted is never sent, however late somebody tries. A draft that cannot be deleted any more
/// was sent, and is found.
///
/// It is asked about messages that nobody may repeat, and deletes the chosen draft, those with the
/// name of the message that were never chosen, and those whose choice was lost with the database's
/// past. Each is deleted only where the message was still in doubt about the same claim after the
/// draft was found: it may have been settled meanwhile, and the next claim chosen another.
public final class MobizonStagedInquiry implements Inquiry {

  private final MobizonSettings settings;
  private final MobizonInquiry lists;
  private final Drafts drafts;
  private final MobizonDrafts campaigns;

  /// @param wire whose limits are the longest that one of the questions may take
  public MobizonStagedInquiry(MobizonSettings settings, Drafts drafts, Wire wire) {
    this.settings = settings;
    this.lists = new MobizonInquiry(settings, wire);
    this.drafts = drafts;
    this.campaigns = new MobizonDrafts(settings, wire, wire);
  }

  @Override
  public Account account() {
    return settings.stagedAccount();
  }

  @Override
  public Finding ask(Doubt doubt) {
    try {
      return switch (doubt.recipient()) {
        case PhoneNumber phone -> look(doubt, phone.digits());
        case EmailAddress _ -> new Finding.NoAnswer("Mobizon knows no email addresses.");
      };
    } catch (Unanswered unanswered) {
      return new Finding.NoAnswer(unanswered.reason());
    }
  }

  private Finding look(Doubt doubt, String digits) throws Unanswered {
    var chosen = doubt.draft();
    if (chosen.isPresent() && begunInstead(chosen.get(), doubt)) {
      return new Finding.Found(MobizonDrafts.reference(chosen.get()));
    }
    var listed = lists.kin(lists.everyCampaign(doubt, digits), doubt);
    var begun = begun(listed.getOrDefault(Kin.OURS, List.of()), doubt);
    var toUs = lists.messages(doubt, digits).stream().filter(m -> m.to().equals(digits)).toList();
    var messages = lists.kin(toUs, doubt);
    messages.getOrDefault(Kin.OURS, List.of()).forEach(ours -> begun.add(ours.campaign()));
    var perhaps = new HashSet<String>();
    for (var kin : List.of(listed, messages)) {
      kin.getOrDefault(Kin.PERHAPS, List.of()).forEach(other -> perhaps.add(other.campaign()));
    }
    return finding(begun, perhaps.size());
  }

  /// Those of the message's campaigns that were begun, after all others are withdrawn.
  private Set<String> begun(List<Sighting> ours, Doubt doubt) throws Unanswered {
    var begun = new HashSet<String>();
    for (var one : ours) {
      if (one.begun() || begunInstead(new DraftId(one.campaign()), doubt)) {
        begun.add(one.campaign());
      }
    }
    return begun;
  }

  private static Finding finding(Set<String> begun, int perhaps) {
    if (begun.isEmpty() && perhaps == 0) {
      return new Finding.Absent(
          "No draft of it is left, and Mobizon's whole lists do not have it.");
    }
    if (begun.size() == 1 && perhaps == 0 && !begun.contains("")) {
      return new Finding.Found(MobizonDrafts.reference(new DraftId(begun.iterator().next())));
    }
    return new Finding.Ambiguous(
        "Mobizon lists %d with the message key, and %d without it that may be the same."
            .formatted(begun.size(), perhaps));
  }

  /// Withdraws a draft; true when it was sent before that.
  private boolean begunInstead(DraftId draft, Doubt doubt) throws Unanswered {
    if (!drafts.mayWithdraw(doubt.key(), doubt.claim())) {
      throw new Unanswered("The message moved on while Mobizon was asked.");
    }
    campaigns.delete(draft);
    Standing standing = campaigns.read(draft);
    return switch (standing) {
      case BEGUN -> true;
      case GONE -> false;
      case DRAFT -> throw new Unanswered("A draft of it could not be withdrawn yet.");
    };
  }
}
