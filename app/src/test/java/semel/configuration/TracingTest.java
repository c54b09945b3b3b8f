package semel.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.configuration.Told.read;
import static semel.configuration.Told.refused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether there are traces, and which of OpenTelemetry's names are refused with what words.
class TracingTest {

  private static final String PRECIOUS = "pre-cious_0123456789";
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String HERE = "http://localhost:4318";

  @Test
  void there_are_none_unless_an_endpoint_is_named() {
    assertThat(read().tracing().told()).isEmpty();
    assertThat(read(ENDPOINT, " ").tracing().told()).isEmpty();
    var machine = read("OTEL_SERVICE_NAME", "a", "OTEL_TRACES_SAMPLER", "of another program");
    assertThat(machine.tracing().told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ENDPOINT, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"})
  void either_endpoint_is_enough_and_every_name_is_handed_on(String name) {
    var tracing = read(name, HERE + " ", "OTEL_BSP_SCHEDULE_DELAY", "100", "PATH", "/").tracing();
    assertThat(tracing.told())
        .hasSize(2)
        .containsEntry(name, HERE)
        .containsEntry("OTEL_BSP_SCHEDULE_DELAY", "100");
  }

  @ParameterizedTest
  @CsvSource({"OTEL_TRACES_EXPORTER, none", "OTEL_SDK_DISABLED, true", "OTEL_SDK_DISABLED, TRUE"})
  void each_usual_way_to_switch_them_off_does(String name, String value) {
    assertThat(read(ENDPOINT, HERE, name, value).tracing().told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:4318",
        "collector",
        "ftp://localhost",
        "http://a b",
        "http://localhost:4318?key=pre-cious_0123456789",
        "https://me:pre-cious_0123456789@localhost"
      })
  void an_endpoint_that_is_no_address_is_refused_unseen(String endpoint) {
    assertThat(refused(ENDPOINT, endpoint))
        .containsExactly(
            ENDPOINT
                + " is refused (its value is not shown): allowed is an address such as"
                + " http://localhost:4318; a key belongs in OTEL_EXPORTER_OTLP_HEADERS.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PRECIOUS,
        "=" + PRECIOUS,
        "a=,b=" + PRECIOUS,
        "a b=" + PRECIOUS,
        "a=" + PRECIOUS + ",",
        "a=" + PRECIOUS + "%zz",
        "a=" + PRECIOUS + "%0a",
        "a=" + PRECIOUS + "ключ"
      })
  void headers_that_are_none_are_refused_unseen(String headers) {
    assertThat(refused(ENDPOINT, HERE, "OTEL_EXPORTER_OTLP_HEADERS", headers))
        .containsExactly(
            "OTEL_EXPORTER_OTLP_HEADERS is refused (its value is not shown): allowed is name=value,"
                + " several separated by commas.");
  }

  @Test
  void headers_may_be_several_and_are_printed_by_nothing() {
    var configuration =
        read(
            ENDPOINT,
            HERE,
            "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
            "authorization=Basic%20" + PRECIOUS + "==, x-team=a b");
    assertThat(configuration.tracing().told()).hasSize(2);
    assertThat(configuration.toString())
        .contains("OTEL_EXPORTER_OTLP_TRACES_HEADERS")
        .doesNotContain(PRECIOUS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OTEL_EXPORTER_OTLP_PROTOCOL | grpc | http/protobuf
          OTEL_EXPORTER_OTLP_TRACES_PROTOCOL | http/json | http/protobuf
          OTEL_TRACES_EXPORTER | console | otlp or none
          """)
  void what_semel_does_not_bring_along_is_refused(String name, String value, String allowed) {
    assertThat(refused(ENDPOINT, HERE, name, value))
        .containsExactly(name + "=" + value + " is refused: allowed is " + allowed + ".");
  }

  @Test
  void the_protocol_of_traces_wins_over_that_of_everything() {
    var tracing =
        read(
                ENDPOINT,
                HERE,
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "grpc",
                "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
                "http/protobuf")
            .tracing();
    assertThat(tracing.told()).hasSize(3);
  }

  @Test
  void a_sampler_that_nobody_knows_is_refused_with_those_that_are_known() {
    assertThat(refused(ENDPOINT, HERE, "OTEL_TRACES_SAMPLER", "sometimes"))
        .singleElement()
        .asString()
        .startsWith("OTEL_TRACES_SAMPLER=sometimes is refused: allowed is always_on or ")
        .endsWith(" or parentbased_traceidratio.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-0.1", "1.01", "ten", "10%", "0,5", "1e-3"})
  void a_share_that_is_none_is_refused_where_it_counts(String share) {
    assertThat(
            refused(
                ENDPOINT,
                HERE,
                "OTEL_TRACES_SAMPLER",
                "parentbased_traceidratio",
                "OTEL_TRACES_SAMPLER_ARG",
                share))
        .containsExactly(
            "OTEL_TRACES_SAMPLER_ARG="
                + share
                + " is refused: allowed is a share from 0 to 1, such as 0.1.");
    var always =
        read(ENDPOINT, HERE, "OTEL_TRACES_SAMPLER", "always_on", "OTEL_TRACES_SAMPLER_ARG", share);
    assertThat(always.tracing().told()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.05", "1", "1.0"})
  void a_share_is_a_number_from_0_to_1(String share) {
    var tracing =
        read(
                ENDPOINT,
                HERE,
                "OTEL_TRACES_SAMPLER",
                "traceidratio",
                "OTEL_TRACES_SAMPLER_ARG",
                share)
            .tracing();
    assertThat(tracing.told()).hasSize(3);
  }
}
