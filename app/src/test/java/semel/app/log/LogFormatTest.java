package semel.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The two forms of the log, as `SEMEL_LOG_FORMAT` chooses them: one line per event in both.
class LogFormatTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What is printed for an event, as the shipped configuration prints it.
  private static String printed(String format, String message, RuntimeException... thrown) {
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    LogSetup.configure(context, format);
    var root = context.getLogger("ROOT");
    var appender = (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
    var event =
        new LoggingEvent(
            LogFormatTest.class.getName(),
            context.getLogger("semel"),
            Level.WARN,
            message,
            thrown.length == 0 ? null : thrown[0],
            null);
    var line = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    context.stop();
    return line;
  }

  @Test
  void text_begins_with_a_time_in_utc_and_the_level() {
    assertThat(printed("text", "[Lead 1] SMS sent successfully"))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN  "
                + "\\[Lead 1\\] SMS sent successfully\\R");
  }

  @Test
  void json_is_one_object() {
    var line = printed("json", "He said \"•••\" и ушёл");
    var object = JSON.readTree(line);
    assertThat(object.path("message").asString()).isEqualTo("He said \"•••\" и ушёл");
    assertThat(object.path("level").asString()).isEqualTo("WARN");
    assertThat(object.path("logger").asString()).isEqualTo("semel");
    assertThat(Instant.parse(object.path("time").asString()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(object.has("lead")).isFalse();
    assertThat(object.has("thrown")).isFalse();
  }

  @Test
  void json_keeps_the_stack_of_what_was_thrown() {
    var object = JSON.readTree(printed("json", "it failed", new IllegalStateException("inside")));
    assertThat(object.path("thrown").asString())
        .startsWith("java.lang.IllegalStateException: inside")
        .contains("LogFormatTest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void an_event_is_one_line_whatever_it_says(String format) {
    var line = printed(format, "one\r\ntwo\n  three\u2028four\n", new IllegalStateException("x"));
    assertThat(line.strip()).doesNotContain("\n", "\r").contains("one", "two", "three", "four");
  }

  @Test
  void text_shows_no_stack_trace() {
    assertThat(printed("text", "it failed", new IllegalStateException("inside")))
        .endsWith("it failed" + System.lineSeparator())
        .doesNotContain("inside", "Exception");
  }
}
