package semel.providers.mobizon;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.Finding;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.providers.Form;
import semel.providers.Json;
import semel.providers.mobizon.Sighting.Kin;
import semel.providers.wire.Wire;
import semel.reconcile.Doubt;
import semel.reconcile.Inquiry;
import tools.jackson.databind.JsonNode;

/// Looks for a message among everything that Mobizon sent to its number around the attempts.
///
/// Mobizon cannot be asked for a campaign name, so the lists are narrowed by number and time, both
/// widely, and the rest is compared here. Only whole, consistent, error-free answers of all
/// questions together say "absent".
public final class MobizonInquiry implements Inquiry {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(UTC);

  /// A draft: nothing of it was sent.
  private static final String NOT_BEGUN = "NEW";

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
    var text =
        doubt.body() == null ? null : new Form(doubt.body().value()).field("text").orElse(null);
    var others = settings.search().othersSend();
    var sightings = sightings(doubt, digits);
    var kin =
        sightings.stream()
            .collect(groupingBy(sighting -> sighting.kin(doubt.key(), text, others), counting()));
    long ours = kin.getOrDefault(Kin.OURS, 0L);
    long perhaps = kin.getOrDefault(Kin.PERHAPS, 0L);
    if (ours == 1 && perhaps == 0) {
      return found(sightings, doubt.key());
    }
    if (ours + perhaps > 0) {
      return new Finding.Ambiguous(
          "Mobizon lists %d with the message key and %d without one that may be the same message."
              .formatted(ours, perhaps));
    }
    return settings.search().campaignList()
        ? lookAmongCampaigns(doubt, digits)
        : new Finding.Absent("Mobizon's whole list of messages does not have it.");
  }

  private static Finding found(List<Sighting> sightings, MessageKey key) {
    return sightings.stream()
        .filter(sighting -> Sighting.carries(sighting.name(), key))
        .findFirst()
        .<Finding>map(sighting -> new Finding.Found(new ProviderReference(sighting.id())))
        .orElseThrow();
  }

  private List<Sighting> sightings(Doubt doubt, String digits) throws Unanswered {
    var criteria =
        window(Form.EMPTY.with("criteria[to]", digits), "campaignCreateTs", doubt)
            .with("sort[campaignId]", "ASC");
    var sightings = new ArrayList<Sighting>();
    int read = 0;
    for (var item : reads.list("message/list", criteria)) {
      var sighting = Sighting.of(item);
      if (!sighting.to().equals(digits)) {
        continue; // Mobizon matches parts of numbers too
      }
      if (sighting.name() == null && settings.search().campaignsMax() > 0) {
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
  private Finding lookAmongCampaigns(Doubt doubt, String digits) throws Unanswered {
    var criteria =
        window(
            Form.EMPTY.with("criteria[recipient]", digits).with("criteria[type]", "1"),
            "createTs",
            doubt);
    var ours =
        reads.list("campaign/list", criteria).stream()
            .filter(item -> Sighting.carries(Sighting.nameOf(item).orElse(null), doubt.key()))
            .toList();
    return switch (ours.size()) {
      case 0 -> new Finding.Absent("Neither of Mobizon's lists has it.");
      case 1 -> foundCampaign(ours.getFirst());
      default -> new Finding.Ambiguous("Mobizon lists " + ours.size() + " campaigns with the key.");
    };
  }

  private static Finding foundCampaign(JsonNode campaign) {
    var begun = Json.text(campaign.path("commonStatus")).filter(word -> !word.equals(NOT_BEGUN));
    var id = Json.id(campaign.path("id"));
    return begun.isPresent() && id.isPresent()
        ? new Finding.Found(new ProviderReference("campaign:" + id.get()))
        : new Finding.Ambiguous("Mobizon has a campaign with the key that was not begun.");
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
