package semel.web.proftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import semel.web.json.Json;
import semel.web.json.StrictReader;
import semel.web.page.Language;

/// What the test asks and says, as it stands in `questions.json`.
public final class Questions {

  private static final String FILE = "/semel/web/proftest/questions.json";
  private static final Questions SHIPPED = new Questions(read());

  private final List<List<Question>> steps;
  private final List<Question> all;
  private final List<Choice> scale;
  private final Map<Interest, Kind> kinds = new EnumMap<>(Interest.class);
  private final Wording<String> stem;
  private final Wording<String> flat;

  /// One phrase to agree with or not.
  ///
  /// @param place among all, in the order in which they are asked
  public record Question(String id, int place, Interest interest, Wording<String> text) {}

  /// One of the answers, from 1 for not at all.
  public record Choice(int value, Wording<String> label) {}

  /// What a person with an interest is called, likes, and may look at.
  public record Kind(
      Interest interest,
      Wording<String> name,
      Wording<String> line,
      Wording<List<String>> fields) {}

  private Questions(Json.Members file) {
    var items =
        list(file, "items").stream()
            .map(Questions::members)
            .collect(Collectors.toMap(item -> text(item, "id"), Function.identity()));
    var order = list(file, "steps").stream().flatMap(step -> texts(step).stream()).toList();
    if (order.size() != items.size() || !items.keySet().containsAll(order)) {
      throw new IllegalStateException(FILE + " does not ask everything once");
    }
    this.all =
        order.stream()
            .map(id -> question(Objects.requireNonNull(items.get(id)), order.indexOf(id)))
            .toList();
    this.steps =
        list(file, "steps").stream()
            .map(step -> texts(step).stream().map(id -> all.get(order.indexOf(id))).toList())
            .toList();
    this.scale =
        list(file, "scale").stream()
            .map(Questions::members)
            .map(c -> new Choice(number(c, "value"), wording(c, "label")))
            .toList();
    list(file, "types").stream().map(Questions::kind).forEach(k -> kinds.put(k.interest(), k));
    this.stem = wording(file, "stem");
    this.flat = wording(file, "flat");
  }

  /// Those that are shipped.
  public static Questions shipped() {
    return SHIPPED;
  }

  /// The pages of the test, in their order.
  public List<List<Question>> steps() {
    return steps;
  }

  /// Every question in the order in which it is asked.
  public List<Question> all() {
    return all;
  }

  /// The answers to choose from.
  public List<Choice> scale() {
    return scale;
  }

  /// How every phrase begins.
  public Wording<String> stem() {
    return stem;
  }

  /// What somebody reads whose interests are all alike.
  public Wording<String> flat() {
    return flat;
  }

  public Kind kind(Interest interest) {
    return Objects.requireNonNull(kinds.get(interest));
  }

  private static Question question(Json.Members item, int place) {
    return new Question(
        text(item, "id"), place, Interest.of(text(item, "type")), wording(item, "text"));
  }

  private static Kind kind(Json json) {
    var kind = members(json);
    return new Kind(
        Interest.of(text(kind, "code")),
        wording(kind, "name"),
        wording(kind, "line"),
        wording(kind, "fields", Questions::texts));
  }

  private static Json.Members read() {
    try (var in = Objects.requireNonNull(Questions.class.getResourceAsStream(FILE), FILE)) {
      return switch (StrictReader.read(in.readAllBytes())) {
        case StrictReader.Reading.Read(var json) -> members(json);
        case StrictReader.Reading.Flawed(var flaw, var detail) ->
            throw new IllegalStateException(FILE + ": " + flaw + " " + detail);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  private static Wording<String> wording(Json.Members of, String name) {
    return wording(of, name, Questions::text);
  }

  private static <T> Wording<T> wording(Json.Members of, String name, Function<Json, T> reading) {
    var texts = new EnumMap<Language, T>(Language.class);
    for (var language : Language.values()) {
      texts.put(language, reading.apply(member(members(member(of, name)), language.code())));
    }
    return new Wording<>(texts);
  }

  private static String text(Json.Members of, String name) {
    return text(member(of, name));
  }

  private static int number(Json.Members of, String name) {
    if (member(of, name) instanceof Json.Figure(var digits)) {
      return Integer.parseInt(digits);
    }
    throw wrong("number", name);
  }

  private static List<Json> list(Json.Members of, String name) {
    return list(member(of, name));
  }

  private static List<String> texts(Json json) {
    return list(json).stream().map(Questions::text).toList();
  }

  private static List<Json> list(Json json) {
    if (json instanceof Json.Items(var values)) {
      return values;
    }
    throw wrong("list", json.text());
  }

  private static String text(Json json) {
    if (json instanceof Json.Text(var value) && !value.isBlank()) {
      return value;
    }
    throw wrong("text", json.text());
  }

  private static Json.Members members(Json json) {
    if (json instanceof Json.Members members) {
      return members;
    }
    throw wrong("object", json.text());
  }

  private static Json member(Json.Members of, String name) {
    var value = of.values().get(name);
    if (value == null) {
      throw wrong("member", name);
    }
    return value;
  }

  private static IllegalStateException wrong(String kind, String where) {
    return new IllegalStateException(FILE + " has no " + kind + " at " + where);
  }
}
