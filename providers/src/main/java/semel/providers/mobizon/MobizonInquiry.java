package semel.providers.mobizon;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.Finding;
import semel.message.ProviderReference;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.providers.Form;
import semel.providers.Json;
import semel.providers.mobizon.Reads.NotOffered;
import semel.providers.mobizon.Reads.Unanswered;
import semel.providers.mobizon.Sighting.Kin;
import semel.providers.wire.Wire;
import semel.reconcile.Doubt;
import semel.reconcile.Inquiry;

/// Looks for a message among everything that Mobizon sent to its number around the attempts.
///
/// Mobizon cannot be asked for a campaign name, so the lists are narrowed by number and time, both
/// widely, and the rest is compared here. Only whole, consistent, error-free answers of all
/// questions together say "absent".
public final class MobizonInquiry implements Inquiry {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(UTC);

  private final MobizonSettings settings;
  private final Reads reads;

  /// @param wire whose limits are the longest that one of the questions may take
  public MobizonInquiry(MobizonSettings settings, Wire wire) {
    this.settings = settings;
    this.reads = new Reads(settings, wire);
  }

  @Override
  public Account account() {
    return settings.account();
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
    var messages = messages(doubt, digits);
    // Mobizon matches parts of numbers too.
    var toUs = messages.stream().filter(message -> message.to().equals(digits)).toList();
    var found = judge(toUs, doubt);
    if (found.isEmpty() && settings.search().campaignList()) {
      var judged = messages.stream().map(Sighting::campaign).collect(toSet());
      var campaigns = campaigns(doubt, digits).stream();
      found = judge(campaigns.filter(it -> !judged.contains(it.campaign())).toList(), doubt);
    }
    return found.orElseGet(() -> new Finding.Absent("Mobizon's whole lists do not have it."));
  }

  /// How each of them relates to the message that is looked for.
  Map<Kin, List<Sighting>> kin(List<Sighting> sightings, Doubt doubt) {
    var text = doubt.body() == null ? null : MobizonSender.text(doubt.body()).orElse(null);
    var others = settings.search().othersSend();
    return sightings.stream()
        .collect(groupingBy(sighting -> sighting.kin(doubt.key(), text, others)));
  }

  /// Empty when nothing on the list is ours or may be.
  private Optional<Finding> judge(List<Sighting> sightings, Doubt doubt) {
    var kin = kin(sightings, doubt);
    var ours = kin.getOrDefault(Kin.OURS, List.of());
    var perhaps = kin.getOrDefault(Kin.PERHAPS, List.of());
    if (ours.isEmpty() && perhaps.isEmpty()) {
      return Optional.empty();
    }
    if (ours.size() == 1 && perhaps.isEmpty()) {
      return Optional.of(found(ours.getFirst()));
    }
    return Optional.of(
        new Finding.Ambiguous(
            "Mobizon lists %d with the message key, and %d without it that may be the same."
                .formatted(ours.size(), perhaps.size())));
  }

  private static Finding found(Sighting ours) {
    return ours.begun()
        ? new Finding.Found(new ProviderReference(ours.reference()))
        : new Finding.Ambiguous("Mobizon has a campaign with the key that was not begun.");
  }

  /// Everything on the list; what went to the number has its campaign's name if there is one.
  List<Sighting> messages(Doubt doubt, String digits) throws Unanswered {
    var criteria =
        window(Form.EMPTY.with("criteria[to]", digits), "campaignCreateTs", doubt)
            .with("sort[campaignId]", "ASC");
    var sightings = new ArrayList<Sighting>();
    int read = 0;
    for (var item : reads.list("message/list", criteria)) {
      var sighting = Sighting.ofMessage(item);
      boolean nameless = sighting.name() == null && settings.search().campaignsMax() > 0;
      if (nameless && sighting.to().equals(digits)) {
        if (++read > settings.search().campaignsMax()) {
          throw new Unanswered(
              "More than " + (read - 1) + " messages to the number came without their campaign.");
        }
        sighting = sighting.named(nameOf(sighting.campaign()));
      }
      sightings.add(sighting);
    }
    return sightings;
  }

  private @Nullable String nameOf(String campaign) throws Unanswered {
    if (campaign.isEmpty()) {
      return null;
    }
    var data = reads.data("campaign/get", Form.EMPTY.with("id", campaign));
    if (!Json.id(data.path("id")).equals(Optional.of(campaign))) {
      throw new Unanswered("Mobizon answered about another campaign than the one asked for.");
    }
    return Sighting.nameOf(data).orElse(null);
  }

  /// The second list: one call makes a campaign, and that may show where its message does not yet,
  /// above all while a person moderates it.
  private List<Sighting> campaigns(Doubt doubt, String digits) throws Unanswered {
    try {
      return everyCampaign(doubt, digits);
    } catch (NotOffered _) {
      return List.of(); // then the first list is the whole of what can be asked
    }
  }

  /// Drafts too, once they have their number.
  List<Sighting> everyCampaign(Doubt doubt, String digits) throws Unanswered {
    var criteria =
        window(
            Form.EMPTY.with("criteria[recipient]", digits).with("criteria[type]", "1"),
            "createTs",
            doubt);
    var sightings = new ArrayList<Sighting>();
    for (var item : reads.list("campaign/list", criteria)) {
      sightings.add(Sighting.ofCampaign(item));
    }
    return sightings;
  }

  private Form window(Form criteria, String field, Doubt doubt) {
    var times = doubt.times();
    var margin = settings.search().margin();
    var last = times.readAt().isAfter(times.firstAttempt()) ? times.readAt() : times.firstAttempt();
    return criteria
        .with("criteria[" + field + "From]", shown(times.firstAttempt().minus(margin)))
        .with("criteria[" + field + "To]", shown(last.plus(margin)));
  }

  private static String shown(Instant at) {
    return TIMESTAMP.format(at);
  }
}
