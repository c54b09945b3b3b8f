package semel.simulator.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The campaigns of a simulated Mobizon account: those of one call, and drafts with their later
/// fate. What was made or begun shows only after its lag, on the lists and where one is read.
final class Campaigns {

  private static final long NEVER = Long.MAX_VALUE;

  /// One number of one campaign: a message once it is begun.
  record Line(long id, String to) {}

  /// What a campaign is made of.
  ///
  /// @param body the fields that it was made with, as they came
  /// @param created as Mobizon writes an instant
  record Made(String name, String text, String body, String created) {}

  /// A draft until it is begun.
  static final class Campaign {
    private final long id;
    private final Made made;
    private final long showsAt;
    private final List<Line> lines = new ArrayList<>(1);
    private boolean begun;
    private long begunShowsAt = NEVER;

    private Campaign(long id, Made made, long showsAt) {
      this.id = id;
      this.made = made;
      this.showsAt = showsAt;
    }

    long id() {
      return id;
    }

    String name() {
      return made.name();
    }

    String body() {
      return made.body();
    }

    List<Line> lines() {
      return lines;
    }

    boolean begun() {
      return begun;
    }

    /// All that was told of one message: the fields of the draft, and the number that it got.
    String body(Line line) {
      return made.body() + "&recipient=" + URLEncoder.encode(line.to(), UTF_8);
    }
  }

  private final Map<String, Campaign> byId = new LinkedHashMap<>();
  private final Map<String, List<Campaign>> byNumber = new HashMap<>();
  private long lastCampaign = 800_000;
  private long lastLine = 900_000;

  /// A draft without a number.
  Campaign make(Made made, long showsAt) {
    var campaign = new Campaign(++lastCampaign, made, showsAt);
    byId.put(Long.toString(campaign.id), campaign);
    return campaign;
  }

  /// Gives a draft one more number.
  Line add(Campaign campaign, String to) {
    var line = new Line(++lastLine, to);
    campaign.lines.add(line);
    byNumber.computeIfAbsent(to, _ -> new ArrayList<>(1)).add(campaign);
    return line;
  }

  /// From now on it is no draft any more.
  void begin(Campaign campaign, long showsAt) {
    campaign.begunShowsAt = Math.min(campaign.begunShowsAt, showsAt);
    campaign.begun = true;
  }

  void delete(Campaign campaign) {
    byId.remove(Long.toString(campaign.id));
    campaign.lines.forEach(line -> of(line.to()).remove(campaign));
  }

  Optional<Campaign> campaign(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private List<Campaign> of(String number) {
    return byNumber.getOrDefault(number, List.of());
  }

  /// What the list of campaigns shows of a number, drafts too.
  List<String> campaigns(String number, long now) {
    return of(number).stream()
        .filter(campaign -> campaign.showsAt <= now)
        .map(campaign -> shown(campaign, now))
        .toList();
  }

  /// What the list of messages shows of a number: only what was begun.
  List<String> messages(String number, long now) {
    var items = new ArrayList<String>();
    for (var campaign : of(number)) {
      if (campaign.begunShowsAt <= now) {
        campaign.lines.stream()
            .filter(line -> line.to().equals(number))
            .forEach(line -> items.add(message(campaign, line, now)));
      }
    }
    return items;
  }

  private static String message(Campaign campaign, Line line, long now) {
    return ("{\"id\":\"%d\",\"campaignId\":\"%d\",\"to\":\"%s\","
            + "\"text\":%s,\"status\":\"DELIVRD\",\"campaign\":%s}")
        .formatted(
            line.id(), campaign.id, line.to(), quoted(campaign.made.text()), shown(campaign, now));
  }

  /// A campaign as it reads by now.
  static String shown(Campaign campaign, long now) {
    return ("{\"id\":\"%d\",\"name\":\"%s\",\"type\":\"1\",\"text\":%s,"
            + "\"commonStatus\":\"%s\",\"createTs\":\"%s\"}")
        .formatted(
            campaign.id,
            campaign.made.name(),
            quoted(campaign.made.text()),
            campaign.begunShowsAt <= now ? "DONE" : "NEW",
            campaign.made.created());
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
