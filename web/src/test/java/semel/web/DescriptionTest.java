package semel.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.message.Channel;
import semel.message.State;
import semel.sandbox.Behaviour;
import semel.web.http.Route;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the description of the API true.
final class DescriptionTest {

  private final House house = new House();
  private final JsonNode description =
      JsonMapper.shared().readTree(house.get("/openapi.json").body().getBytes(UTF_8));

  @AfterEach
  void close() {
    house.close();
  }

  private static String operation(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path;
  }

  @Test
  void every_route_is_described_and_every_described_one_is_served() {
    var described = new TreeSet<String>();
    description
        .get("paths")
        .forEachEntry((path, methods) ->
            methods.propertyNames().forEach(method -> described.add(operation(method, path))));
    var served = new TreeSet<String>();
    house.door.routes().forEach(route -> served.add(operation(route.method(), route.path())));

    assertThat(described).isEqualTo(served).hasSize(26);
  }

  @Test
  void what_is_guarded_is_described_as_such() {
    for (var route : house.door.routes()) {
      var operation = described(route);
      var guarded = route.entry() instanceof Route.Entry.Api;
      assertThat(operation.has("security")).as(route.path()).isEqualTo(guarded);
      var signed = route.path().startsWith("/webhooks/");
      assertThat(operation.get("responses").has("401")).isEqualTo(guarded || signed);
      assertThat(operation.get("responses").has("403")).isEqualTo(guarded);
    }
  }

  private JsonNode described(Route route) {
    return description.get("paths").get(route.path()).get(route.method().toLowerCase(Locale.ROOT));
  }

  @Test
  void the_parameters_of_a_path_are_described() {
    for (var route : house.door.routes()) {
      var inPath =
          Arrays.stream(route.path().split("/", -1))
              .filter(segment -> segment.startsWith("{"))
              .map(segment -> segment.substring(1, segment.length() - 1))
              .toList();
      var described = new ArrayList<String>();
      described(route)
          .path("parameters")
          .forEach(parameter -> {
            if (parameter.get("in").asString().equals("path")) {
              described.add(parameter.get("name").asString());
            }
          });
      assertThat(described).as(route.path()).isEqualTo(inPath);
    }
  }

  @Test
  void the_words_of_the_description_are_those_of_the_engine() {
    assertThat(words("State")).isEqualTo(keys(Stream.of(State.Name.values()).map(State.Name::key)));
    assertThat(words("Channel")).isEqualTo(keys(Stream.of(Channel.values()).map(Channel::key)));
    assertThat(words("Behaviour"))
        .isEqualTo(keys(Stream.of(Behaviour.values()).map(Behaviour::key)));
  }

  private List<String> words(String schema) {
    return description
        .at("/components/schemas/" + schema + "/enum")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  private static List<String> keys(Stream<String> keys) {
    return keys.toList();
  }

  @Test
  void every_reference_leads_somewhere() {
    var references = description.findValues("$ref");

    assertThat(references).hasSizeGreaterThan(50);
    for (var reference : references) {
      assertThat(description.at(reference.asString().substring(1)).isMissingNode())
          .as(reference.asString())
          .isFalse();
    }
  }
}
