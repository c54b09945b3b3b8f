package semel.web.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.web.json.Json;
import semel.web.json.StrictReader;
import semel.web.json.StrictReader.Reading;

final class MetadataTest {

  private static Json.Members body(String text) {
    return switch (StrictReader.read(text.getBytes(UTF_8))) {
      case Reading.Read(Json.Members members) -> members;
      case Reading other -> throw new AssertionError(other);
    };
  }

  private static String kept(String text) {
    return Metadata.of(body(text)).map(Json::text).orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"name\":1,\"email\":2,\"phone\":3,\"source\":4,\"answers\":5} | nothing",
        "{\"utmParams\":{\"a\":1},\"x\":null} | {\"utmParams\":{\"a\":1},\"x\":null}",
        "{\"metadata\":{\"a\":1},\"b\":2} | {\"b\":2,\"a\":1}",
        "{\"metadata\":{\"a\":1},\"a\":2} | {\"a\":2,\"metadata\":{\"a\":1}}",
        "{\"metadata\":{\"metadata\":{\"a\":1}}} | {\"metadata\":{\"metadata\":{\"a\":1}}}",
        "{\"metadata\":{\"name\":\"x\"}} | {\"name\":\"x\"}",
        "{\"metadata\":null} | nothing",
        "{\"metadata\":{}} | nothing",
        "{\"metadata\":\"text\",\"a\":1} | {\"a\":1,\"metadata\":\"text\"}",
        "{\"metadata\":[1]} | {\"metadata\":[1]}",
        "{\"metadata\":{\"a\":null},\"a\":1} | {\"a\":1,\"metadata\":{\"a\":null}}"
      })
  void everything_without_a_column_is_kept_and_nothing_hides_anything(String body, String kept) {
    assertThat(kept(body)).isEqualTo(kept);
  }

  @Test
  void the_same_request_has_the_same_fingerprint_and_another_has_another() {
    var one = Fingerprint.of("POST", "/a", body("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}"));

    assertThat(one).matches("[0-9a-f]{64}");
    assertThat(Fingerprint.of("POST", "/a", body("{\"b\":{\"d\":3,\"c\":2},\"a\":1}")))
        .isEqualTo(one);
    assertThat(Fingerprint.of("POST", "/b", body("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}")))
        .isNotEqualTo(one);
    assertThat(Fingerprint.of("PUT", "/a", body("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}")))
        .isNotEqualTo(one);
    assertThat(Fingerprint.of("POST", "/a", body("{\"a\":1.0,\"b\":{\"c\":2,\"d\":3}}")))
        .isNotEqualTo(one);
    assertThat(Fingerprint.of("POST", "/a", body("{\"a\":\"1\",\"b\":{\"c\":2,\"d\":3}}")))
        .isNotEqualTo(one);
  }
}
