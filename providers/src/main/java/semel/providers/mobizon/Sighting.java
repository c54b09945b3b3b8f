package semel.providers.mobizon;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import semel.message.MessageKey;
import semel.providers.Json;
import tools.jackson.databind.JsonNode;

/// One message on Mobizon's list.
///
/// @param name the name of its campaign, null when it cannot be read
record Sighting(String id, String campaign, String to, String text, @Nullable String name) {

  /// How a sighting relates to the message that is looked for.
  enum Kin {
    /// It carries our message key.
    OURS,
    /// It carries none of Semel's keys and may be ours all the same.
    PERHAPS,
    /// Another message of Semel's, or somebody else's.
    OTHER
  }

  private static final Pattern SOME_KEY =
      Pattern.compile("semel:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:(sms|email)");
  private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?");

  static Sighting of(JsonNode item) throws Unanswered {
    var id = Json.id(item.path("id"));
    var to = item.path("to").asString("").replaceAll("[^0-9]", "");
    if (id.isEmpty() || to.isEmpty()) {
      throw new Unanswered("The list has an item without an id or a number.");
    }
    return new Sighting(
        id.get(),
        Json.id(item.path("campaignId")).orElse(""),
        to,
        Json.text(item.path("text")).orElse(""),
        nameOf(item.path("campaign")).orElse(null));
  }

  /// The name of a campaign, nested or read by itself.
  static Optional<String> nameOf(JsonNode campaign) {
    return Json.text(campaign.path("name")).map(String::strip).filter(name -> !name.isEmpty());
  }

  Sighting named(@Nullable String found) {
    return new Sighting(id, campaign, to, text, found);
  }

  /// The key comes first in the name, whatever Mobizon may add to it.
  static boolean carries(@Nullable String name, MessageKey key) {
    return name != null && name.startsWith(key.text());
  }

  /// @param sent our text, null when it is not known any more
  Kin kin(MessageKey key, @Nullable String sent, boolean othersSend) {
    if (carries(name, key)) {
      return Kin.OURS;
    }
    if (name != null && SOME_KEY.matcher(name).lookingAt()) {
      return Kin.OTHER;
    }
    return sent == null || !othersSend || same(sent, text) ? Kin.PERHAPS : Kin.OTHER;
  }

  private static boolean same(String sent, String shown) {
    return LINE_BREAK
        .matcher(sent)
        .replaceAll("\n")
        .strip()
        .equals(LINE_BREAK.matcher(shown).replaceAll("\n").strip());
  }
}
