package semel.providers.fake;

import static semel.providers.fake.FakeServer.JSON;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.providers.fake.FakeServer.Received;
import semel.providers.fake.MobizonRules.Moderation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The campaigns and messages of one Mobizon account, and how they look in answers. Guarded by
/// itself: every use holds its monitor.
final class MobizonBook {

  private static final int TEN = 10;

  static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /// One number of one campaign.
  record Line(long id, String to, Campaign campaign) {}

  /// A campaign: of a one-call send, or a draft with its later fate.
  static final class Campaign {
    final long id;
    final String type;
    final String name;
    final String from;
    final String text;
    final Instant created;
    final List<Line> lines = new ArrayList<>();
    @Nullable Instant sent;
    Moderation moderation = Moderation.NONE;

    Campaign(long id, Map<String, String> data, Instant created) {
      this.id = id;
      this.type = data.getOrDefault("type", "2");
      this.name = data.getOrDefault("name", "");
      this.from = data.getOrDefault("from", "MOBINFO");
      this.text = data.getOrDefault("text", "");
      this.created = created;
    }
  }

  private final InstantSource time;
  private final MobizonRules rules;
  private final Map<Long, Campaign> campaigns = new LinkedHashMap<>();
  private final Map<Long, Line> lines = new LinkedHashMap<>();

  /// Lines by every ten digits in a row of their numbers.
  private final Map<String, List<Line>> byDigits = new HashMap<>();

  private long lastCampaign = 800_000;
  private long lastLine = 900_000;

  MobizonBook(InstantSource time, MobizonRules rules) {
    this.time = time;
    this.rules = rules;
  }

  Campaign create(Map<String, String> data) {
    var campaign = new Campaign(++lastCampaign, data, time.instant());
    campaigns.put(campaign.id, campaign);
    return campaign;
  }

  Line add(Campaign campaign, String to) {
    var line = new Line(++lastLine, to, campaign);
    campaign.lines.add(line);
    lines.put(line.id(), line);
    tens(to).forEach(ten -> byDigits.computeIfAbsent(ten, _ -> new ArrayList<>()).add(line));
    return line;
  }

  void send(Campaign campaign) {
    campaign.sent = time.instant();
    campaign.moderation = rules.moderation();
  }

  void delete(Campaign campaign) {
    campaigns.remove(campaign.id);
    for (Line line : campaign.lines) {
      lines.remove(line.id());
      tens(line.to()).forEach(ten -> byDigits.getOrDefault(ten, new ArrayList<>()).remove(line));
    }
  }

  Optional<Campaign> campaign(String id) {
    return number(id).map(campaigns::get);
  }

  Optional<Line> line(String id) {
    return number(id).map(lines::get).filter(line -> line.campaign().sent != null);
  }

  /// An earlier send of the same name to the same number.
  Optional<Line> earlier(String name, String to) {
    return lines.values().stream()
        .filter(line -> line.to().equals(to) && line.campaign().name.equals(name))
        .findFirst();
  }

  /// Messages that were sent and show by now, newest first: those of the campaigns and the number
  /// that the query names. It is asked all the time, and after a long run the book is thick.
  List<Line> shownLines(Query query) {
    Instant horizon = time.instant().minus(rules.shownAfter());
    Set<String> ids = query.ids("campaignIds");
    String to = query.asked("to");
    return (ids.isEmpty()
            ? to(to)
            : ids.stream().flatMap(id -> campaign(id).stream()).flatMap(c -> c.lines.stream()))
        .filter(line -> line.to().contains(to))
        .filter(line -> line.campaign().sent != null && !line.campaign().sent.isAfter(horizon))
        .sorted(Comparator.comparingLong(Line::id).reversed())
        .toList();
  }

  /// Those whose number has these digits, and perhaps others.
  private Stream<Line> to(String digits) {
    return tens(digits)
        .findFirst()
        .map(ten -> byDigits.getOrDefault(ten, List.of()).stream())
        .orElseGet(() -> lines.values().stream());
  }

  private static Stream<String> tens(String digits) {
    return IntStream.rangeClosed(0, digits.length() - TEN)
        .mapToObj(at -> digits.substring(at, at + TEN))
        .distinct();
  }

  /// Campaigns that show by now, newest first: those to the number that the query names.
  List<Campaign> shownCampaigns(Query query) {
    Instant horizon = time.instant().minus(rules.shownAfter());
    String to = query.asked("recipient");
    Stream<Campaign> named =
        to.isEmpty()
            ? campaigns.values().stream()
            : to(to).filter(line -> line.to().contains(to)).map(Line::campaign).distinct();
    return named
        .filter(campaign -> !campaign.created.isAfter(horizon))
        .sorted(Comparator.<Campaign>comparingLong(campaign -> campaign.id).reversed())
        .toList();
  }

  private static Optional<Long> number(String id) {
    return id.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
  }

  String messageWord(Campaign campaign) {
    if (campaign.sent == null || campaign.moderation != Moderation.NONE) {
      return "NEW";
    }
    return settled(campaign) ? rules.finalMessage() : "ACCEPTD";
  }

  String commonStatus(Campaign campaign) {
    if (campaign.sent == null) {
      return "NEW";
    }
    return switch (campaign.moderation) {
      case PENDING -> "MODERATION";
      case DECLINED -> "DECLINED";
      case NONE -> settled(campaign) ? "DONE" : "RUNNING";
    };
  }

  private boolean settled(Campaign campaign) {
    return campaign.sent != null
        && !time.instant().isBefore(campaign.sent.plus(rules.deliveredAfter()));
  }

  /// A point in time as the account shows it, null for none.
  @Nullable String shown(@Nullable Instant at) {
    return at == null ? null : TIMESTAMP.format(LocalDateTime.ofInstant(at, rules.zone()));
  }

  @Nullable String started(Campaign campaign) {
    return campaign.moderation == Moderation.NONE ? shown(campaign.sent) : null;
  }

  ObjectNode node(Line line, boolean nested) {
    Campaign campaign = line.campaign();
    var node = JSON.createObjectNode().put("id", Long.toString(line.id()));
    node.put("campaignId", Long.toString(campaign.id)).put("segNum", "1");
    node.put("segUserBuy", "16.2000").put("status", messageWord(campaign));
    node.put("uuid", "00000000-0000-4000-8000-" + String.format(Locale.ROOT, "%012d", line.id()));
    node.put("from", campaign.from).put("to", line.to()).putNull("groups");
    node.put("text", campaign.text).putNull("countryA2").putNull("operatorName");
    node.put("startSendTs", started(campaign)).put("statusUpdateTs", started(campaign));
    if (nested) {
      node.set("campaign", node(campaign));
    }
    return node;
  }

  ObjectNode node(Campaign campaign) {
    boolean done = settled(campaign) && campaign.moderation == Moderation.NONE;
    boolean declined = campaign.moderation == Moderation.DECLINED;
    String moderation = campaign.sent == null ? "NEW" : "READY_FOR_SEND";
    var node = JSON.createObjectNode().put("id", Long.toString(campaign.id));
    node.put("name", campaign.name).put("type", campaign.type).put("msgType", "SMS");
    node.put("creationWay", "2").put("commonStatus", commonStatus(campaign));
    node.put("moderationStatus", declined ? "DECLINED" : moderation);
    node.put("sendStatus", done ? "DONE" : "NEW");
    node.put("partnerModStatus", "AUTO_READY_FOR_SEND");
    node.put("globalModStatus", "AUTO_READY_FOR_SEND");
    node.put("createTs", shown(campaign.created)).put("startSendTs", started(campaign));
    node.put("endSendTs", done ? started(campaign) : null).putNull("deferredToTs");
    node.put("from", campaign.from).put("text", campaign.text);
    node.put("globalComment", declined ? "Declined by the moderator." : null);
    node.putObject("extra")
        .put("validity", "1440")
        .put("mclass", "1")
        .put("isTestAlphanameUsed", true)
        .put("coding", "0")
        .put("charset", "UTF-8")
        .put("trackShortLinkRecipients", "0");
    node.set("counters", counters(campaign));
    return node;
  }

  private static ObjectNode counters(Campaign campaign) {
    String count = Integer.toString(campaign.lines.size());
    String cost = String.format(Locale.ROOT, "%.4f", 16.2 * campaign.lines.size());
    return JSON.createObjectNode()
        .put("totalMsgNum", count)
        .put("totalSegNum", count)
        .put("totalCost", cost)
        .put("userCurrency", "KZT")
        .put("recipientsRejected", "0");
  }

  /// The criteria, windows and order that a list was asked with.
  record Query(Received request) {

    interface Match {
      boolean test(String actual, String asked);
    }

    /// Empty where nothing is asked.
    String asked(String criterion) {
      return request.field("criteria[" + criterion + "]");
    }

    boolean matches(String criterion, String actual, Match match) {
      String asked = asked(criterion);
      return asked.isEmpty() || match.test(actual, asked);
    }

    boolean oneOf(String criterion, long id) {
      Set<String> asked = ids(criterion);
      return asked.isEmpty() || asked.contains(Long.toString(id));
    }

    /// The first hundred; none where nothing is asked.
    Set<String> ids(String criterion) {
      return request.fields().entrySet().stream()
          .filter(field -> field.getKey().startsWith("criteria[" + criterion + "]"))
          .flatMap(field -> Arrays.stream(field.getValue().split(",")))
          .limit(100)
          .collect(Collectors.toSet());
    }

    /// Timestamps of this form compare like text.
    boolean within(String window, @Nullable String at) {
      String from = request.field("criteria[" + window + "From]");
      String to = request.field("criteria[" + window + "To]");
      if (at == null) {
        return from.isEmpty() && to.isEmpty();
      }
      return (from.isEmpty() || at.compareTo(from) >= 0) && (to.isEmpty() || at.compareTo(to) <= 0);
    }

    boolean windowsParse() {
      try {
        for (Map.Entry<String, String> field : request.fields().entrySet()) {
          if (field.getKey().matches("criteria\\[[A-Za-z]+Ts(From|To)]")) {
            LocalDateTime.parse(field.getValue(), TIMESTAMP);
          }
        }
        return true;
      } catch (DateTimeException _) {
        return false;
      }
    }

    /// `sort[field]=ASC` or `DESC`; newest first when nothing is asked.
    Comparator<JsonNode> order() {
      for (Map.Entry<String, String> field : request.fields().entrySet()) {
        if (field.getKey().matches("sort\\[[A-Za-z]+]")) {
          String name = field.getKey().substring(5, field.getKey().length() - 1);
          Comparator<JsonNode> byText = Comparator.comparing(node -> node.path(name).asString(""));
          Comparator<JsonNode> ascending =
              Comparator.<JsonNode>comparingInt(node -> node.path(name).asString("").length())
                  .thenComparing(byText);
          return field.getValue().equalsIgnoreCase("DESC") ? ascending.reversed() : ascending;
        }
      }
      return (_, _) -> 0;
    }
  }
}
