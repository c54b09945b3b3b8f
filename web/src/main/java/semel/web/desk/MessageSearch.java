package semel.web.desk;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import semel.desk.MessageQuery;
import semel.desk.Records;
import semel.message.Channel;
import semel.message.State;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.problem.Problem;
import semel.web.problem.Problem.Sentence;

/// `GET /api/messages`: finds messages, page by page, and names every parameter it cannot take.
final class MessageSearch {

  static final int LIMIT_USUAL = 50;
  static final int TEXT_MAX = 200;
  static final int CAMPAIGN_MAX = 64;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  private final Records records;

  MessageSearch(Records records) {
    this.records = records;
  }

  Answer find(Call call) {
    SequencedMap<String, Sentence> wrong = new LinkedHashMap<>();
    var state = one(call, "state", State.Name.values(), State.Name::key, wrong);
    var channel = one(call, "channel", Channel.values(), Channel::key, wrong);
    var campaign = call.query("campaign");
    if (campaign.isPresent() && campaign.get().length() > CAMPAIGN_MAX) {
      wrong.put("campaign", new Sentence("campaign.too-long", Integer.toString(CAMPAIGN_MAX)));
    }
    var text = call.query("q").map(String::strip);
    if (text.isPresent() && text.get().length() > TEXT_MAX) {
      wrong.put("q", new Sentence("q.too-long", Integer.toString(TEXT_MAX)));
    }
    var limit = limit(call, LIMIT_USUAL, MessageQuery.LIMIT_MAX, wrong);
    if (!wrong.isEmpty()) {
      return DeskRoutes.refused(Problem.fields(wrong));
    }
    var query = query(call, state, channel, limit);
    try {
      return Answer.json(200, Shown.page(records.messages(query)));
    } catch (IllegalArgumentException _) {
      wrong.put("cursor", new Sentence("cursor.bad"));
      return DeskRoutes.refused(Problem.fields(wrong));
    }
  }

  // The compiler loses the nullness of the nested type `State.Name` in this record's constructor.
  @SuppressWarnings("NullAway")
  private static MessageQuery query(
      Call call, State.@Nullable Name state, @Nullable Channel channel, int limit) {
    return new MessageQuery(
        state,
        channel,
        call.query("campaign").orElse(null),
        call.query("q").map(String::strip).orElse(null),
        call.query("cursor").orElse(null),
        limit);
  }

  /// The `limit` of a call, or the usual one.
  static int limit(Call call, int usual, int max, SequencedMap<String, Sentence> wrong) {
    var text = call.query("limit").orElse(Integer.toString(usual));
    var limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > max) {
      wrong.put("limit", new Sentence("limit.bad", Integer.toString(max)));
      return usual;
    }
    return limit;
  }

  /// The value of this key, or null with the allowed ones noted.
  private static <T> @Nullable T one(
      Call call,
      String name,
      T[] values,
      Function<T, String> key,
      SequencedMap<String, Sentence> wrong) {
    var given = call.query(name);
    if (given.isEmpty()) {
      return null;
    }
    Optional<T> found =
        Arrays.stream(values).filter(value -> key.apply(value).equals(given.get())).findFirst();
    if (found.isEmpty()) {
      var allowed = Arrays.stream(values).map(key).collect(joining(", "));
      wrong.put(name, new Sentence("value.one-of", name, allowed));
    }
    return found.orElse(null);
  }
}
