package semel.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.Route;

/// How a form of a page is read.
final class FormTest {

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

  private final House house =
      new House(OptionalInt.empty(), List.of(Route.open("POST", "/echo", FormTest::echo)));

  @AfterEach
  void close() {
    house.close();
  }

  private static Answer echo(Call call) {
    return switch (FormBody.of(call, "box")) {
      case FormBody.Refused(var problem) ->
          Answer.text(problem.status(), "text/plain", problem.detail().key());
      case FormBody.Sent(var form) ->
          Answer.text(
              200,
              "text/plain; charset=utf-8",
              form.text("name")
                  + "|"
                  + form.line("name")
                  + "|"
                  + form.all("box")
                  + "|"
                  + form.has("tick"));
    };
  }

  private Wire.Reply sent(String headers, byte[] body) throws IOException {
    try (var wire = new Wire(house.door.port())) {
      return wire.write(Wire.post("/echo", headers, body)).reply();
    }
  }

  private Wire.Reply sent(String body) throws IOException {
    return sent(FORM, body.getBytes(ISO_8859_1));
  }

  @Test
  void fields_are_read_as_a_browser_writes_them() throws IOException {
    assertThat(sent("name=+%D0%90%D0%B9%D0%B3%D2%AF%D0%BB+%26+Co+&tick=&box=a&box=b%2Bc").body())
        .isEqualTo(" Айгүл & Co |Айгүл & Co|[a, b+c]|true");
    assertThat(sent("").body()).isEqualTo("||[]|false");
    assertThat(sent("name=a%0D%0Ab%09c").body()).startsWith("a\r\nb\tc|");
    assertThat(sent("=&x").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=%",
        "name=%4",
        "name=%zz",
        "name=%ff",
        "name=%c0%af",
        "name=%00",
        "na%00me=x",
        "name=%1b",
        "name=%7f",
        "name=%ed%a0%80"
      })
  void what_no_browser_writes_is_refused(String body) throws IOException {
    var reply = sent(body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("form.bad");
  }

  @Test
  void bytes_that_are_not_written_with_percent_signs_are_refused() throws IOException {
    assertThat(sent(FORM, "name=Айгүл".getBytes(UTF_8)).status()).isEqualTo(400);
    assertThat(sent(FORM, new byte[] {'a', '=', 0}).status()).isEqualTo(400);
    assertThat(sent(FORM, new byte[] {(byte) 0xff, (byte) 0xfe}).status()).isEqualTo(400);
    // A byte with a percent sign's place before digits is no escape either.
    assertThat(sent(FORM, new byte[] {'a', '=', (byte) 0xc3, '4', '1'}).status()).isEqualTo(400);
  }

  @Test
  void a_field_that_is_there_twice_is_refused_unless_it_is_a_group() throws IOException {
    assertThat(sent("name=a&name=a").body()).isEqualTo("form.twice");
    assertThat(sent("name=a&n%61me=b").body()).isEqualTo("form.twice");
    assertThat(sent("box=a&box=a").status()).isEqualTo(200);
  }

  @Test
  void a_form_has_at_most_64_kib() throws IOException {
    var fits = "name=" + "a".repeat(FormBody.BYTES_MAX - 5);
    assertThat(sent(fits).status()).isEqualTo(200);
    assertThat(sent(fits + "a").status()).isEqualTo(413);
  }

  @Test
  void another_media_type_is_refused() throws IOException {
    for (var type :
        List.of(
            "",
            "Content-Type: application/json\r\n",
            "Content-Type: multipart/form-data; boundary=x\r\n",
            "Content-Type: text/plain\r\n",
            "Content-Type: application/x-www-form-urlencoded; charset=windows-1251\r\n",
            FORM + FORM)) {
      assertThat(sent(type, "name=a".getBytes(UTF_8)).status()).as(type).isIn(400, 415);
    }
    var utf8 = "Content-Type: Application/X-WWW-Form-Urlencoded; Charset=\"UTF-8\"\r\n";
    assertThat(sent(utf8, "name=a".getBytes(UTF_8)).body()).startsWith("a|");
  }
}
