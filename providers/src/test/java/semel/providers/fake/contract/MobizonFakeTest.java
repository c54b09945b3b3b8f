package semel.providers.fake.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.providers.fake.FakeMobizon;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.fake.MobizonRules;
import semel.providers.wire.Answer;
import semel.providers.wire.Request;
import tools.jackson.databind.JsonNode;

/// Shapes and codes are those of the documentation and of captured answers; ids are invented.
final class MobizonFakeTest {

  private static final String KEY = "kz" + "0".repeat(68);
  private static final String TO = "77771234567";

  private final SteppedTime time = new SteppedTime();
  private final FakeMobizon mobizon = new FakeMobizon(KEY, time, 0);

  @AfterEach
  void close() {
    mobizon.close();
  }

  @Test
  void a_send_is_answered_with_both_ids_as_text_and_a_number() {
    JsonNode envelope = call("message/sendSmsMessage", message(TO, "lead-1/sms"));

    assertThat(envelope)
        .isEqualTo(
            Caller.json(
                """
                {"code":0,"data":{"campaignId":"800001","messageId":"900001","status":2},
                "message":""}
                """));
    assertThat(mobizon.ledger().acceptedFor(TO))
        .singleElement()
        .satisfies(accepted -> {
          assertThat(accepted.marker()).isEqualTo("lead-1/sms");
          assertThat(accepted.text()).isEqualTo("Сәлем, A+B & C");
          assertThat(accepted.reference()).isEqualTo("900001");
          assertThat(accepted.at()).isEqualTo(time.instant());
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Message/SendSmsMessage", "message/sendsmsmessage", "Message/SendSMSMessage/"})
  void a_method_is_found_in_any_case_and_with_a_slash_behind_it(String method) {
    assertThat(call(method, message(TO, "m")).path("code").asInt()).isZero();
  }

  @Test
  void the_key_may_travel_in_the_query_and_the_method_may_be_get() {
    URI uri =
        URI.create(mobizon.uri() + "/service/user/getOwnBalance?output=json&api=v1&apiKey=" + KEY);

    assertThat(Caller.json(Caller.answer(Request.get(uri, List.of()))))
        .isEqualTo(
            Caller.json(
                """
                {"code":0,"data":{"balance":"5000.0000","currency":"KZT"},"message":""}
                """));
  }

  @Test
  void nothing_keeps_a_repeat_from_being_sent_again() {
    call("message/sendSmsMessage", message(TO, "m"));
    call("message/sendSmsMessage", message(TO, "m"));
    assertThat(mobizon.ledger().countsByRecipient()).containsExactly(Map.entry(TO, 2));

    mobizon.rules().acceptsRepeats(false);
    JsonNode third = call("message/sendSmsMessage", message(TO, "m"));
    assertThat(third.path("data").path("messageId").asString()).isEqualTo("900001");
    assertThat(mobizon.ledger().entries()).hasSize(2);
  }

  @Test
  void what_is_wrong_with_a_request_has_its_documented_code() {
    assertThat(codeOf("message/sendSmsMessage", Map.of("recipient", TO))).isEqualTo(11);
    assertThat(codeOf("message/sendSmsMessage", message("12", "m"))).isEqualTo(1);
    assertThat(codeOf("message/noSuchMethod", Map.of())).isEqualTo(5);
    assertThat(codeOf("nomodule/list", Map.of())).isEqualTo(4);
    assertThat(codeOf("campaign/get", Map.of("id", "1"))).isEqualTo(2);
    assertThat(codeOf("message/getSMSStatus", Map.of())).isEqualTo(2);
    assertThat(codeOf("message/list", Map.of("pagination[pageSize]", "10"))).isEqualTo(12);
    assertThat(codeOf("message/list", Map.of("criteria[startSendTsFrom]", "today"))).isEqualTo(12);
    assertThat(mobizon.ledger().entries()).isEmpty();
  }

  @Test
  void a_wrong_key_is_code_8() {
    var fields = new LinkedHashMap<>(message(TO, "m"));
    fields.put("apiKey", "kz" + "1".repeat(68));

    assertThat(codeOf("message/sendSmsMessage", fields)).isEqualTo(8);
    assertThat(mobizon.ledger().entries()).isEmpty();
  }

  @Test
  void the_http_code_of_an_error_can_be_chosen() {
    mobizon.rules().errorHttpCode(400);
    Answer answer = Caller.answer(request("message/sendSmsMessage", Map.of()));

    assertThat(answer.code()).isEqualTo(400);
    assertThat(Caller.json(answer).path("code").asInt()).isEqualTo(11);
    assertThat(Caller.json(answer).path("message").asString()).isNotEmpty();
  }

  @Test
  void the_documented_refusals_are_envelopes() {
    mobizon.faults(
        FaultPlan.script(Fault.REFUSE, Fault.RATE_LIMIT, Fault.BAD_CREDENTIALS, Fault.LIST_ERROR));

    JsonNode refused = call("message/sendSmsMessage", message(TO, "m"));
    assertThat(refused.path("code").asInt()).isEqualTo(1);
    assertThat(refused.path("data").path("recipient").isArray()).isTrue();
    assertThat(codeOf("message/sendSmsMessage", message(TO, "m"))).isEqualTo(30);
    assertThat(codeOf("message/sendSmsMessage", message(TO, "m"))).isEqualTo(8);
    assertThat(codeOf("message/list", Map.of())).isEqualTo(999);
    assertThat(mobizon.ledger().entries()).isEmpty();
  }

  @Test
  void an_empty_list_looks_as_captured() {
    assertThat(call("message/list", Map.of("criteria[to]", TO)))
        .isEqualTo(
            Caller.json(
                """
                {"code":0,"data":{"items":[],"totalItemCount":"0"},"message":""}
                """));
  }

  @Test
  void a_listed_message_has_the_documented_fields_and_its_campaign() {
    mobizon.rules().zone(ZoneOffset.ofHours(5));
    call("message/sendSmsMessage", message(TO, "lead-1/sms"));
    time.forward(Duration.ofSeconds(2));

    JsonNode item = items("message/list", Map.of("criteria[to]", TO)).get(0);
    assertThat(item.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "campaignId",
            "segNum",
            "segUserBuy",
            "status",
            "uuid",
            "from",
            "to",
            "groups",
            "text",
            "countryA2",
            "operatorName",
            "startSendTs",
            "statusUpdateTs",
            "campaign");
    assertThat(item.path("startSendTs").asString()).isEqualTo("2026-06-24 23:13:15");
    assertThat(item.path("status").asString()).isEqualTo("DELIVRD");
    JsonNode campaign = item.path("campaign");
    assertThat(campaign.path("name").asString()).isEqualTo("lead-1/sms");
    assertThat(campaign.path("type").asString()).isEqualTo("1");
    assertThat(campaign.path("commonStatus").asString()).isEqualTo("DONE");
    assertThat(campaign.path("extra").path("validity").asString()).isEqualTo("1440");
    assertThat(campaign.path("counters").path("totalCost").asString()).isEqualTo("16.2000");
  }

  @Test
  void without_the_nested_campaign_the_name_is_found_through_its_id() {
    mobizon.rules().nestedCampaign(false);
    call("message/sendSmsMessage", message(TO, "lead-1/sms"));

    JsonNode item = items("message/list", Map.of("criteria[to]", TO)).get(0);
    assertThat(item.has("campaign")).isFalse();
    String id = item.path("campaignId").asString();
    for (String method : List.of("campaign/get", "campaign/getInfo")) {
      JsonNode campaign = call(method, Map.of("id", id)).path("data");
      assertThat(campaign.path("name").asString()).isEqualTo("lead-1/sms");
    }
  }

  @Test
  void criteria_narrow_a_list_by_part_of_a_number_text_and_time() {
    call("message/sendSmsMessage", message(TO, "one"));
    time.forward(Duration.ofHours(1));
    call("message/sendSmsMessage", message("77771234999", "two"));

    assertThat(items("message/list", Map.of("criteria[to]", "7777123"))).hasSize(2);
    assertThat(items("message/list", Map.of("criteria[to]", "4999"))).hasSize(1);
    assertThat(items("message/list", Map.of("criteria[text]", "other"))).isEmpty();
    assertThat(items("message/list", Map.of("criteria[status]", "ACCEPTD"))).hasSize(1);
    assertThat(items("message/list", Map.of("criteria[campaignIds]", "800001,7"))).hasSize(1);
    var afterOne = "2026-06-24 18:13:16";
    for (String window : List.of("campaignCreateTs", "campaignSentTs", "startSendTs")) {
      assertThat(items("message/list", Map.of("criteria[" + window + "From]", afterOne)))
          .hasSize(1);
      assertThat(items("message/list", Map.of("criteria[" + window + "To]", afterOne))).hasSize(1);
    }
    assertThat(items("campaign/list", Map.of("criteria[recipient]", "4567"))).hasSize(1);
    assertThat(items("campaign/list", Map.of("criteria[createTsFrom]", afterOne))).hasSize(1);
  }

  @Test
  void a_long_list_comes_in_pages_and_in_the_order_asked_for() {
    for (int message = 0; message < 60; message++) {
      call("message/sendSmsMessage", message(TO, "m" + message));
    }
    Map<String, String> secondPage =
        Map.of("pagination[pageSize]", "50", "pagination[currentPage]", "1", "sort[id]", "ASC");

    JsonNode data = call("message/list", secondPage).path("data");
    assertThat(data.path("totalItemCount").asString()).isEqualTo("60");
    assertThat(data.path("items").valueStream().map(item -> item.path("id").asString()))
        .hasSize(10)
        .startsWith("900051")
        .endsWith("900060");
    assertThat(items("message/list", Map.of())).hasSize(25);
  }

  @Test
  void a_list_can_lag_miss_a_page_or_lose_the_campaign() {
    mobizon.rules().shownAfter(Duration.ofSeconds(30));
    call("message/sendSmsMessage", message(TO, "m"));
    assertThat(items("message/list", Map.of())).isEmpty();
    assertThat(items("campaign/list", Map.of())).isEmpty();
    time.forward(Duration.ofSeconds(30));
    assertThat(items("message/list", Map.of())).hasSize(1);
    assertThat(items("campaign/list", Map.of())).hasSize(1);

    mobizon.faults(FaultPlan.script(Fault.LIST_MISSING_A_PAGE, Fault.LIST_WITHOUT_CAMPAIGN));
    JsonNode missing = call("message/list", Map.of()).path("data");
    assertThat(missing.path("items")).isEmpty();
    assertThat(missing.path("totalItemCount").asString()).isEqualTo("1");
    assertThat(items("message/list", Map.of()).get(0).has("campaign")).isFalse();
    assertThat(items("message/list", Map.of()).get(0).has("campaign")).isTrue();
  }

  @Test
  void campaign_lists_may_hide_single_messages_unless_asked() {
    mobizon.rules().listsSinglesUnasked(false);
    call("message/sendSmsMessage", message(TO, "m"));

    assertThat(items("campaign/list", Map.of())).isEmpty();
    assertThat(items("campaign/list", Map.of("criteria[type]", "1"))).hasSize(1);
  }

  @Test
  void a_message_climbs_to_its_final_word() {
    call("message/sendSmsMessage", message(TO, "m"));
    assertThat(call("message/getSMSStatus", Map.of("ids[0]", "900001", "ids[1]", "5")))
        .isEqualTo(
            Caller.json(
                """
                {"code":0,"data":[{"id":"900001","segNum":"1","status":"ACCEPTD",
                "startSendTs":"2026-06-24 18:13:15","statusUpdateTs":"2026-06-24 18:13:15"}],
                "message":""}
                """));

    mobizon.rules().finalMessage("UNDELIV");
    time.forward(Duration.ofSeconds(2));
    JsonNode data = call("message/getSMSStatus", Map.of("ids", "900001")).path("data");
    assertThat(data.path(0).path("status").asString()).isEqualTo("UNDELIV");
  }

  @Test
  void moderation_is_answered_1_and_shows_in_reads() {
    mobizon.rules().moderation(MobizonRules.Moderation.PENDING);
    JsonNode pending = call("message/sendSmsMessage", message(TO, "m"));
    mobizon.rules().moderation(MobizonRules.Moderation.DECLINED);
    call("message/sendSmsMessage", message(TO, "m"));

    assertThat(pending.path("data").path("status").asInt()).isEqualTo(1);
    assertThat(commonStatus("800001")).isEqualTo("MODERATION");
    assertThat(commonStatus("800002")).isEqualTo("DECLINED");
    assertThat(mobizon.ledger().entries()).hasSize(2);
  }

  @Test
  void a_draft_goes_out_once_and_only_when_it_is_sent() {
    JsonNode created = create("lead-1/sms");
    assertThat(created).isEqualTo(Caller.json("{\"code\":0,\"data\":\"800001\",\"message\":\"\"}"));
    Map<String, String> recipient = Map.of("id", "800001", "recipients[0][recipient]", TO);
    assertThat(call("campaign/addRecipients", recipient))
        .isEqualTo(
            Caller.json(
                """
                {"code":0,"data":[{"recipient":"77771234567","code":0,"messageId":"900001",
                "type":"number","number":"77771234567"}],"message":""}
                """));
    JsonNode again = call("campaign/addRecipients", recipient);
    assertThat(again.path("code").asInt()).isEqualTo(99);
    assertThat(again.path("data").path(0).path("code").asInt()).isEqualTo(4);
    assertThat(commonStatus("800001")).isEqualTo("NEW");
    assertThat(items("message/list", Map.of())).isEmpty();
    assertThat(mobizon.ledger().entries()).isEmpty();

    assertThat(call("campaign/send", Map.of("id", "800001")))
        .isEqualTo(Caller.json("{\"code\":0,\"data\":2,\"message\":\"\"}"));
    assertThat(codeOf("campaign/send", Map.of("id", "800001"))).isEqualTo(10);
    assertThat(codeOf("campaign/delete", Map.of("id", "800001"))).isEqualTo(10);
    assertThat(codeOf("campaign/addRecipients", recipient)).isEqualTo(10);
    assertThat(mobizon.ledger().acceptedFor(TO))
        .singleElement()
        .satisfies(accepted -> {
          assertThat(accepted.marker()).isEqualTo("lead-1/sms");
          assertThat(accepted.reference()).isEqualTo("900001");
        });
  }

  @Test
  void a_deleted_draft_is_gone_and_cannot_be_sent() {
    create("orphan");
    call("campaign/addRecipients", Map.of("id", "800001", "recipients", TO));

    assertThat(call("campaign/delete", Map.of("id", "800001")).path("data").asBoolean()).isTrue();
    assertThat(codeOf("campaign/send", Map.of("id", "800001"))).isEqualTo(2);
    assertThat(codeOf("campaign/get", Map.of("id", "800001"))).isEqualTo(2);
    assertThat(mobizon.ledger().entries()).isEmpty();
  }

  @Test
  void the_assumption_about_drafts_can_be_broken() {
    create("m");
    call("campaign/addRecipients", Map.of("id", "800001", "recipients", TO));
    mobizon.rules().sendsDraftsTwice(true);
    call("campaign/send", Map.of("id", "800001"));
    call("campaign/send", Map.of("id", "800001"));

    assertThat(mobizon.ledger().acceptedFor(TO)).hasSize(2);
  }

  @Test
  void a_refused_recipient_of_a_draft_is_on_the_stop_list() {
    create("m");
    mobizon.faults(FaultPlan.script(Fault.REFUSE));
    JsonNode refused = call("campaign/addRecipients", Map.of("id", "800001", "recipients", TO));

    assertThat(refused.path("code").asInt()).isEqualTo(99);
    assertThat(refused.path("data").path(0).path("code").asInt()).isEqualTo(5);
    assertThat(refused.path("data").path(0).has("messageId")).isFalse();
  }

  private JsonNode create(String name) {
    return call(
        "campaign/create", Map.of("data[type]", "1", "data[name]", name, "data[text]", "Сәлем"));
  }

  private String commonStatus(String campaign) {
    return call("campaign/get", Map.of("id", campaign))
        .path("data")
        .path("commonStatus")
        .asString();
  }

  private static Map<String, String> message(String to, String name) {
    return Map.of("recipient", to, "text", "Сәлем, A+B & C", "params[name]", name);
  }

  private JsonNode items(String method, Map<String, String> fields) {
    return call(method, fields).path("data").path("items");
  }

  private int codeOf(String method, Map<String, String> fields) {
    return call(method, fields).path("code").asInt();
  }

  private JsonNode call(String method, Map<String, String> fields) {
    Answer answer = Caller.answer(request(method, fields));
    assertThat(answer.code()).isEqualTo(200);
    JsonNode envelope = Caller.json(answer);
    assertThat(envelope.propertyNames()).containsExactlyInAnyOrder("code", "data", "message");
    return envelope;
  }

  private Request request(String method, Map<String, String> fields) {
    var whole = new LinkedHashMap<String, String>();
    whole.put("apiKey", KEY);
    whole.putAll(fields);
    return Caller.form(URI.create(mobizon.uri() + "/service/" + method + "?output=json"), whole);
  }
}
