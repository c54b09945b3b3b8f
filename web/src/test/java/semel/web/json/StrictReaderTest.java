package semel.web.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.web.json.StrictReader.Flaw;
import semel.web.json.StrictReader.Reading;

final class StrictReaderTest {

  private static String read(String text) {
    return read(text.getBytes(UTF_8));
  }

  private static String read(byte[] bytes) {
    return switch (StrictReader.read(bytes)) {
      case Reading.Read(var json) -> json.text();
      case Reading.Flawed(var flaw, _) -> flaw.name();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1e308",
        "1E-308",
        "0.10",
        "1e+0000000000308",
        "{}",
        "[]",
        "\"\"",
        "[1,[2,{\"a\":[]}]]",
        "{\"b\":1,\"a\":2,\"\":null}",
        "\"ж😀\""
      })
  void what_is_taken_is_written_again_as_it_was(String text) {
    assertThat(read(text)).isEqualTo(text);
  }

  @Test
  void escapes_become_the_characters_they_stand_for() {
    assertThat(read("\"\\u0416\\ud83d\\ude00\\/\\u0009\\n\\r\\\\\\\"\\u007f\""))
        .isEqualTo("\"Ж😀/\\t\\n\\r\\\\\\\"\u007f\"");
  }

  @Test
  void the_canonical_text_does_not_depend_on_the_order_of_members() {
    var one = "{\"b\":[{\"y\":1,\"x\":2}],\"a\":1.0}";
    var other = "{ \"a\": 1.0, \"b\": [ {\"x\":2, \"y\":1} ] }";

    assertThat(((Reading.Read) StrictReader.read(one.getBytes(UTF_8))).json().canonical())
        .isEqualTo(((Reading.Read) StrictReader.read(other.getBytes(UTF_8))).json().canonical())
        .isEqualTo("{\"a\":1.0,\"b\":[{\"x\":2,\"y\":1}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "'a'",
        "nul",
        "NaN",
        "Infinity",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "--1",
        "0x1",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "{} {}",
        "1 2",
        "null,",
        "// c\n1",
        "/**/1",
        "\uFEFF1",
        "]",
        "}",
        "\"\u0001\""
      })
  void what_is_not_json_is_not_guessed(String text) {
    assertThat(read(text)).isEqualTo(Flaw.NOT_JSON.name());
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"a\":1,\"a\":1}', DUPLICATE",
    "'[{\"x\":{\"a\":1,\"\\u0061\":2}}]', DUPLICATE",
    "'\"\\ud800\"', SURROGATE",
    "'\"\\udc00\\ud800\"', SURROGATE",
    "'\"x\\ud83dx\\ude00\"', SURROGATE",
    "'\"\\u0000\"', CONTROL",
    "'\"\\b\"', CONTROL",
    "'\"\\u001f\"', CONTROL",
    "'{\"a\\u0000\":1}', CONTROL",
    "1e309, NUMBER",
    "1e-309, NUMBER",
    "-1E+1000, NUMBER",
    "1e99999999999999999999, NUMBER",
    "0.0e0000309, NUMBER"
  })
  void what_two_readers_could_take_differently_is_not_taken(String text, Flaw flaw) {
    assertThat(read(text)).isEqualTo(flaw.name());
  }

  @Test
  void numbers_and_nesting_are_bounded() {
    assertThat(read("1".repeat(100))).hasSize(100);
    assertThat(read("1".repeat(101))).isEqualTo("NUMBER");
    assertThat(read("0." + "1".repeat(200))).isEqualTo("NUMBER");
    assertThat(read("[".repeat(32) + "]".repeat(32))).hasSize(64);
    assertThat(read("[".repeat(33) + "]".repeat(33))).isEqualTo("TOO_DEEP");
    assertThat(read("{\"a\":".repeat(100_000))).isEqualTo("TOO_DEEP");
    assertThat(read("{\"" + "n".repeat(60_000) + "\":1}")).hasSize(60_006);
  }

  @Test
  void a_duplicate_is_named_but_never_at_length() {
    var name = "я".repeat(100);
    var flawed = StrictReader.read(("{\"" + name + "\":1,\"" + name + "\":2}").getBytes(UTF_8));

    assertThat(flawed).isEqualTo(new Reading.Flawed(Flaw.DUPLICATE, "я".repeat(40) + "…"));
  }

  @Test
  void bytes_that_are_not_utf8_are_not_taken() {
    byte[][] broken = {
      {'"', (byte) 0xff, '"'},
      {'"', (byte) 0xc0, (byte) 0x80, '"'},
      {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
      {'"', (byte) 0xe2, (byte) 0x82, '"'},
      {'1', 0, '1', (byte) 0xfe}
    };
    for (var bytes : broken) {
      assertThat(read(bytes)).isEqualTo("NOT_UTF8");
    }
    assertThat(read("1".getBytes(UTF_16))).isEqualTo("NOT_UTF8");
  }
}
