package semel.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.claim;
import static semel.providers.Specimens.kind;
import static semel.providers.Specimens.pause;
import static semel.providers.Specimens.secretsOf;
import static semel.providers.Specimens.wire;
import static semel.providers.Specimens.words;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.account.Outcome;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Envelope;
import semel.providers.fake.FakeProvider;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.wire.Wire;

/// What every sender must do, whatever its provider does: one request on the wire, and an outcome
/// that the provider's own ledger does not contradict.
public abstract class SenderUnderFaults {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMillis(1500);
  private static final Duration PATIENCE = Duration.ofMillis(800);
  private static final Guard GO = () -> true;

  protected abstract FakeProvider fake();

  protected abstract Sender sender(URI url, Wire wire);

  protected abstract Envelope envelope();

  protected abstract String secret();

  @AfterEach
  void close() {
    fake().close();
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, accepted, 1",
    "CUT_BEFORE, unknown, 0",
    "CUT_AFTER_ACCEPTING, unknown, 1",
    "HANG_AFTER_ACCEPTING, unknown, 1",
    "HANG_BEFORE_ACCEPTING, unknown, 1",
    "ERROR_500_AFTER_ACCEPTING, unknown, 1",
    "ERROR_500_WITHOUT_ACCEPTING, unknown, 0",
    "GARBAGE_AFTER_ACCEPTING, unknown, 1",
    "HALF_ANSWER_AFTER_ACCEPTING, unknown, 1",
    "NO_ID_AFTER_ACCEPTING, unknown, 1",
    "REFUSE, refused, 0",
    "RATE_LIMIT, not-sent-account, 0",
    "BAD_CREDENTIALS, not-sent-account, 0",
    "SLOW, accepted, 1",
    "OUTAGE, unknown, 0"
  })
  void one_send_is_one_request_and_its_outcome_agrees_with_the_ledger(
      Fault fault, String expected, int accepted) {
    fake().faults(FaultPlan.script(fault).pausing(SHORT, LONG));
    var sender = sender(fake().uri(), wire(PATIENCE));

    var outcome = sender.send(claim(sender, envelope()), GO);

    assertThat(kind(outcome)).isEqualTo(expected);
    until(() -> fake().ledger().entries().size() >= accepted);
    assertThat(fake().ledger().entries()).hasSize(accepted);
    assertThat(fake().ledger().requests(Fault.Kind.SEND)).isEqualTo(1);
    assertThat(fake().ledger().requests()).hasSize(1);
    if (outcome instanceof Outcome.Accepted(var reference)) {
      assertThat(fake().ledger().entries().getFirst().reference()).isEqualTo(reference.value());
    }
    assertThat(words(outcome))
        .doesNotContain(secret())
        .doesNotContain(secretsOf(envelope().recipient()));
  }

  @Test
  void every_fault_that_can_befall_a_send_is_tried_above() throws NoSuchMethodException {
    var tried =
        SenderUnderFaults.class
            .getDeclaredMethod(
                "one_send_is_one_request_and_its_outcome_agrees_with_the_ledger",
                Fault.class,
                String.class,
                int.class)
            .getAnnotation(CsvSource.class)
            .value();

    assertThat(Arrays.stream(tried).map(row -> Fault.valueOf(row.substring(0, row.indexOf(',')))))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Fault.values()).filter(f -> f.befalls(Fault.Kind.SEND)).toList());
  }

  @Test
  void a_guard_that_says_no_lets_nothing_leave() {
    var sender = sender(fake().uri(), wire());

    var outcome = sender.send(claim(sender, envelope()), () -> false);

    assertThat(kind(outcome)).isEqualTo("not-sent-message");
    assertThat(pause(outcome)).isZero();
    assertThat(fake().ledger().requests()).isEmpty();
  }

  @Test
  void the_guard_is_asked_once_and_before_the_request_is_seen() {
    var asked = new AtomicInteger();
    var sender = sender(fake().uri(), wire());

    var outcome =
        sender.send(
            claim(sender, envelope()),
            () -> {
              assertThat(fake().ledger().requests()).isEmpty();
              return asked.incrementAndGet() == 1;
            });

    assertThat(kind(outcome)).isEqualTo("accepted");
    assertThat(asked).hasValue(1);
  }

  @Test
  void without_a_connection_nothing_is_sent_and_the_account_pauses() {
    var asked = new AtomicInteger();
    var sender = sender(Specimens.nowhere(), wire());

    var outcome = sender.send(claim(sender, envelope()), () -> asked.incrementAndGet() > 0);

    assertThat(kind(outcome)).isEqualTo("not-sent-account");
    assertThat(pause(outcome)).isEqualTo(Duration.ofSeconds(1));
    assertThat(asked).hasValue(0);
  }

  @Test
  void the_same_envelope_gives_the_same_body_and_the_body_holds_no_secret() {
    var sender = sender(fake().uri(), wire());
    var other = sender(Specimens.nowhere(), wire());

    var body = sender.compose(envelope());

    assertThat(sender.compose(envelope())).isEqualTo(body).isEqualTo(other.compose(envelope()));
    assertThat(body.value()).doesNotContain(secret());
    assertThat(sender.account().channel()).isEqualTo(envelope().key().channel());
  }

  /// Waits for a condition with a deadline; whoever calls it asserts it afterwards.
  protected static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
  }
}
