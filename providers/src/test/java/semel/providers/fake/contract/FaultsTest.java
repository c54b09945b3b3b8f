package semel.providers.fake.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.providers.fake.FakeMobizon;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.fake.Ledger;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;
import semel.providers.wire.Request;
import tools.jackson.databind.JsonNode;

/// What each fault lets the caller see, and what the ledger says about it.
final class FaultsTest {

  private static final String KEY = "kz" + "0".repeat(68);
  private static final String TO = "77771234567";
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMillis(1500);

  private final FakeMobizon mobizon = new FakeMobizon(KEY);

  @AfterEach
  void close() {
    mobizon.close();
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 200, 1",
    "CUT_BEFORE, 0, 0",
    "CUT_AFTER_ACCEPTING, 0, 1",
    "HANG_AFTER_ACCEPTING, 0, 1",
    "ERROR_500_AFTER_ACCEPTING, 500, 1",
    "ERROR_500_WITHOUT_ACCEPTING, 500, 0",
    "GARBAGE_AFTER_ACCEPTING, 200, 1",
    "HALF_ANSWER_AFTER_ACCEPTING, 0, 1",
    "NO_ID_AFTER_ACCEPTING, 200, 1",
    "REFUSE, 200, 0",
    "RATE_LIMIT, 200, 0",
    "BAD_CREDENTIALS, 200, 0",
    "SLOW, 200, 1",
    "OUTAGE, 503, 0"
  })
  void a_fault_shows_this_code_and_accepts_so_many(Fault fault, int code, int accepted) {
    mobizon.faults(FaultPlan.script(fault).pausing(SHORT, LONG));

    Exchange exchange = Caller.exchange(send(TO), Duration.ofSeconds(1));

    int shown = exchange instanceof Exchange.Answered(Answer answer) ? answer.code() : 0;
    assertThat(shown).isEqualTo(code);
    assertThat(exchange).isInstanceOfAny(Exchange.Answered.class, Exchange.Lost.class);
    assertThat(mobizon.ledger().acceptedFor(TO)).hasSize(accepted);
    assertThat(mobizon.ledger().requests())
        .singleElement()
        .extracting(Ledger.Seen::what, Ledger.Seen::kind, Ledger.Seen::fault)
        .containsExactly("message/sendsmsmessage", Fault.Kind.SEND, fault);
    assertThat(mobizon.ledger().faults()).containsExactly(Map.entry(fault, 1L));
  }

  @Test
  void a_request_that_hangs_is_accepted_after_the_caller_has_gone() {
    mobizon.faults(FaultPlan.script(Fault.HANG_BEFORE_ACCEPTING).pausing(SHORT, LONG));

    assertThat(Caller.exchange(send(TO), Duration.ofMillis(500))).isInstanceOf(Exchange.Lost.class);
    assertThat(mobizon.ledger().entries()).isEmpty();
    Caller.until(() -> mobizon.ledger().acceptedFor(TO).size() == 1);
    Ledger.Seen seen = mobizon.ledger().requests().getFirst();
    assertThat(mobizon.ledger().entries().getFirst().nanoTime() - seen.nanoTime())
        .isGreaterThanOrEqualTo(LONG.toNanos());
  }

  @Test
  void a_closed_fake_accepts_nothing_any_more() throws Exception {
    mobizon.faults(
        FaultPlan.script(Fault.HANG_BEFORE_ACCEPTING).pausing(SHORT, Duration.ofMinutes(10)));
    var call = new FutureTask<>(() -> Caller.exchange(send(TO), Duration.ofSeconds(10)));
    Thread.ofVirtual().start(call);
    Caller.until(() -> mobizon.ledger().requests().size() == 1);

    mobizon.close();

    assertThat(call.get()).isInstanceOf(Exchange.Lost.class);
    assertThat(mobizon.ledger().entries()).isEmpty();
    assertThat(Caller.exchange(send(TO), Duration.ofSeconds(1)))
        .isInstanceOf(Exchange.NotWritten.class);
  }

  @Test
  void an_answer_without_an_id_says_nothing_else_is_wrong() {
    mobizon.faults(FaultPlan.script(Fault.NO_ID_AFTER_ACCEPTING));

    assertThat(Caller.json(Caller.answer(send(TO))))
        .isEqualTo(Caller.json("{\"code\":0,\"data\":{\"status\":2},\"message\":\"\"}"));
  }

  @Test
  void a_scripted_fault_waits_for_a_request_that_it_fits() {
    mobizon.faults(FaultPlan.script(Fault.LIST_ERROR, Fault.RATE_LIMIT));

    assertThat(codeOf(send(TO))).isZero();
    assertThat(codeOf(list())).isEqualTo(999);
    assertThat(codeOf(list())).isZero();
    assertThat(codeOf(send(TO))).isEqualTo(30);
    assertThat(codeOf(send(TO))).isZero();
  }

  @Test
  void an_outage_lasts_until_the_plan_changes() {
    mobizon.faults(FaultPlan.always(Fault.OUTAGE));
    assertThat(Caller.answer(send(TO)).code()).isEqualTo(503);
    assertThat(Caller.answer(list()).code()).isEqualTo(503);

    mobizon.faults(FaultPlan.calm());
    assertThat(codeOf(send(TO))).isZero();
    assertThat(mobizon.ledger().faults()).containsEntry(Fault.OUTAGE, 2L);
  }

  @Test
  void the_same_seed_draws_the_same_faults() {
    var chances = new EnumMap<Fault, Double>(Fault.class);
    chances.put(Fault.RATE_LIMIT, 0.3);
    chances.put(Fault.ERROR_500_AFTER_ACCEPTING, 0.3);
    chances.put(Fault.LIST_ERROR, 1.0);

    List<Fault> first = drawn(FaultPlan.random(7, chances));
    List<Fault> second = drawn(FaultPlan.random(7, chances));

    assertThat(first)
        .isEqualTo(second)
        .contains(Fault.NONE, Fault.RATE_LIMIT, Fault.ERROR_500_AFTER_ACCEPTING)
        .doesNotContain(Fault.LIST_ERROR);
    assertThat(drawn(FaultPlan.random(8, chances))).isNotEqualTo(first);
  }

  private List<Fault> drawn(FaultPlan plan) {
    mobizon.faults(plan);
    int before = mobizon.ledger().requests().size();
    for (int call = 0; call < 40; call++) {
      Caller.answer(send(TO));
    }
    return mobizon.ledger().requests().stream().skip(before).map(Ledger.Seen::fault).toList();
  }

  @Test
  void chances_for_one_kind_of_request_add_up_to_at_most_1() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FaultPlan.random(1, Map.of(Fault.SLOW, 0.6, Fault.CUT_AFTER_ACCEPTING, 0.5)));
  }

  @Test
  void many_callers_at_once_are_counted_exactly() throws Exception {
    var calls = new ArrayList<FutureTask<Answer>>();
    for (int caller = 0; caller < 200; caller++) {
      String to = "7777" + (1_000_000 + caller);
      var call = new FutureTask<>(() -> Caller.answer(send(to)));
      calls.add(call);
      Thread.ofVirtual().start(call);
    }
    for (FutureTask<Answer> call : calls) {
      assertThat(call.get().code()).isEqualTo(200);
    }

    assertThat(mobizon.ledger().countsByRecipient()).hasSize(200).containsValue(1);
    assertThat(mobizon.ledger().entries())
        .extracting(Ledger.Acceptance::reference)
        .doesNotHaveDuplicates();
    assertThat(mobizon.ledger().requests(Fault.Kind.SEND)).isEqualTo(200);
  }

  @Test
  void another_process_reads_the_ledger_and_sets_faults_over_http() {
    URI faults = URI.create(mobizon.uri() + "/_fake/faults");
    Caller.answer(new Request("PUT", faults, List.of(), "{\"script\":[\"RATE_LIMIT\"]}"));
    assertThat(codeOf(send(TO))).isEqualTo(30);
    Caller.answer(
        new Request("PUT", faults, List.of(), "{\"seed\":1,\"chances\":{\"LIST_ERROR\":1.0}}"));
    assertThat(codeOf(list())).isEqualTo(999);
    assertThat(codeOf(send(TO))).isZero();

    JsonNode ledger =
        Caller.json(
            Caller.answer(Request.get(URI.create(mobizon.uri() + "/_fake/ledger"), List.of())));
    assertThat(ledger.path("entries")).hasSize(1);
    assertThat(ledger.path("entries").path(0).path("recipient").asString()).isEqualTo(TO);
    assertThat(ledger.path("requests")).hasSize(3);
    assertThat(ledger.path("faults").path("RATE_LIMIT").asInt()).isEqualTo(1);
    assertThat(
            Caller.answer(new Request("PUT", URI.create(mobizon.uri() + "/_fake/x"), List.of(), ""))
                .code())
        .isEqualTo(404);
  }

  private static int codeOf(Request request) {
    return Caller.json(Caller.answer(request)).path("code").asInt(-1);
  }

  private Request send(String to) {
    return Caller.form(
        URI.create(mobizon.uri() + "/service/message/sendSmsMessage"),
        Map.of("apiKey", KEY, "recipient", to, "text", "hi", "params[name]", "m"));
  }

  private Request list() {
    return Caller.form(URI.create(mobizon.uri() + "/service/message/list"), Map.of("apiKey", KEY));
  }
}
