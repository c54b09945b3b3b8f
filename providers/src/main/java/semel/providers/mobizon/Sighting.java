package semel.providers.mobizon;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import semel.message.MessageKey;
import semel.providers.Json;
import semel.providers.mobizon.Reads.Unanswered;
import tools.jackson.databind.JsonNode;

/// One message, or one campaign, on a list of Mobizon's.
///
/// @param reference what the message is called from now on when it is ours
/// @param to the digits of the number; empty for a campaign, which does not show them
/// @param text null when it does not show
/// @param name the name of its campaign, null when it has none or does not show it
/// @param begun false for a draft, of which nothing was sent
record Sighting(
    String reference,
    String campaign,
    String to,
    @Nullable String text,
    @Nullable String name,
    boolean begun) {

  /// How a sighting relates to the message that is looked for.
  enum Kin {
    /// It carries our message key.
    OURS,
    /// It carries none of Semel's keys and may be ours all the same.
    PERHAPS,
    /// Another message of Semel's, or somebody else's.
    OTHER
  }

  /// The word for a campaign that was not begun.
  static final String DRAFT = "NEW";

  private static final Pattern SOME_KEY =
      Pattern.compile("semel:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:(sms|email)");
  private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?");
  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]+");

  static Sighting ofMessage(JsonNode item) throws Unanswered {
    var id = Json.id(item.path("id"));
    var to = NO_DIGIT.matcher(item.path("to").asString("")).replaceAll("");
    var text = Json.text(item.path("text"));
    if (id.isEmpty() || to.isEmpty() || text.isEmpty()) {
      throw new Unanswered("The list has a message without an id, a number or a text.");
    }
    var campaign = Json.id(item.path("campaignId")).orElse("");
    var name = nameOf(item.path("campaign")).orElse(null);
    return new Sighting(id.get(), campaign, to, text.get(), name, true);
  }

  static Sighting ofCampaign(JsonNode item) throws Unanswered {
    var id = Json.id(item.path("id"));
    if (id.isEmpty() || item.path("name").isMissingNode()) {
      throw new Unanswered("The list has a campaign without an id or a name.");
    }
    var text = Json.text(item.path("text")).orElse(null);
    var name = nameOf(item).orElse(null);
    boolean begun =
        Json.text(item.path("commonStatus")).filter(word -> !word.equals(DRAFT)).isPresent();
    return new Sighting("campaign:" + id.get(), id.get(), "", text, name, begun);
  }

  /// The name of a campaign, nested or read by itself.
  static Optional<String> nameOf(JsonNode campaign) {
    return Json.text(campaign.path("name")).map(String::strip).filter(name -> !name.isEmpty());
  }

  Sighting named(@Nullable String found) {
    return new Sighting(reference, campaign, to, text, found, begun);
  }

  /// The key comes first in the name, whatever Mobizon may add to it.
  ///
  /// @param sent our text, null when it is not known any more
  Kin kin(MessageKey key, @Nullable String sent, boolean othersSend) {
    if (name != null && name.startsWith(key.text())) {
      return Kin.OURS;
    }
    if (name != null && SOME_KEY.matcher(name).lookingAt()) {
      return Kin.OTHER;
    }
    if (sent == null || !othersSend) {
      return Kin.PERHAPS;
    }
    if (text == null) {
      return name == null ? Kin.PERHAPS : Kin.OTHER;
    }
    return same(sent, text) ? Kin.PERHAPS : Kin.OTHER;
  }

  private static boolean same(String sent, String shown) {
    return plain(sent).equals(plain(shown));
  }

  private static String plain(String text) {
    return LINE_BREAK.matcher(text).replaceAll("\n").strip();
  }
}
