package semel.postgres.records;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static semel.contract.Scene.AUTUMN;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.sms;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Outcome;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.desk.MessageQuery;
import semel.desk.MessageRow;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// What an operator finds, and page by page.
// The checker does not read a nested type's annotation from a class file.
@SuppressWarnings("NullAway")
final class SearchTest extends StoreContract {

  private @Nullable LeadId anna;

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @BeforeEach
  void registerSome() {
    anna = register("Anna 50%_off \\", "Anna.Li@example.org", "+77771234567");
    register("Anna 50 off", "other@example.org", "+77771234568");
    register("Борис", "boris@example.org", "+77059876543");
  }

  private LeadId register(String name, String email, String phone) {
    var registration =
        new Registration(
            SPRING,
            name,
            new EmailAddress(email),
            phone,
            new PhoneNumber(phone),
            null,
            null,
            null,
            null,
            null);
    return ((Registered.Fresh) store.leads().register(registration)).lead();
  }

  private LeadId anna() {
    return requireNonNull(anna);
  }

  private List<LeadId> found(String text) {
    var query = new MessageQuery(null, Channel.SMS, null, text, null, 50);
    return store.records().messages(query).rows().stream().map(row -> row.key().lead()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+77771234567",
        "8 777 123 45 67",
        "+7 (777) 123-45-67",
        "7771234567",
        "1234567",
        "4567",
        "45-67",
        "Anna.Li@example.org",
        "anna.li@EXAMPLE.org",
        "50%_off",
        "%_",
        "off \\",
        "  anna 50%  "
      })
  void a_person_is_found_by_phone_email_or_name(String text) {
    assertThat(found(text)).containsExactly(anna());
  }

  @Test
  void a_person_is_found_by_lead_id() {
    assertThat(found(anna().toString())).containsExactly(anna());
    assertThat(found(anna().toString().toUpperCase(Locale.ROOT))).containsExactly(anna());
  }

  @Test
  void a_message_is_found_by_the_reference_of_its_provider() {
    store.passed(Duration.ofHours(1));
    var claim = scene.claimOne(SMS);
    scene.close(SMS, claim, new Outcome.Accepted(new ProviderReference("mob-77")));
    assertThat(found("mob-77")).containsExactly(claim.key().lead());
  }

  @ParameterizedTest
  @ValueSource(strings = {"567", "77712345", "%", "_nna", "nobody", "\\", "+7 777 123 45 6"})
  void what_nobody_has_finds_nobody(String text) {
    var expected = text.equals("%") || text.equals("\\") ? List.of(anna()) : List.<LeadId>of();
    assertThat(found(text)).isEqualTo(expected);
  }

  @Test
  void a_name_finds_all_who_have_it() {
    assertThat(found("anna")).hasSize(2);
    assertThat(found("борис")).hasSize(1);
    assertThat(found("")).hasSize(3);
  }

  @Test
  void a_character_that_no_text_can_hold_finds_nobody() {
    assertThat(found("an\u0000na")).isEmpty();
    var query = new MessageQuery(null, null, "spr\u0000ing", null, null, 10);
    assertThat(store.records().messages(query).rows()).isEmpty();
  }

  @Test
  void filters_narrow_what_is_listed() {
    scene.register(AUTUMN, 9);
    store.desk().cancel(sms(anna()), "anna");
    assertThat(listed(State.Name.CANCELLED, null, null)).hasSize(1);
    assertThat(listed(null, Channel.EMAIL, null)).hasSize(4);
    assertThat(listed(null, null, AUTUMN)).hasSize(2);
    assertThat(listed(State.Name.SCHEDULED, Channel.SMS, SPRING)).hasSize(2);
    assertThat(listed(State.Name.HELD, null, null)).isEmpty();
  }

  private List<MessageRow> listed(
      State.@Nullable Name state, @Nullable Channel channel, @Nullable String campaign) {
    var query = new MessageQuery(state, channel, campaign, null, null, 100);
    return store.records().messages(query).rows();
  }

  @Test
  void pages_visit_everything_once_while_new_rows_arrive() {
    for (var person = 10; person < 30; person++) {
      scene.register(SPRING, person);
    }
    var expected = new HashSet<MessageKey>();
    listed(null, null, null).forEach(row -> expected.add(row.key()));
    assertThat(expected).hasSize(46);
    var seen = new ArrayList<MessageKey>();
    String cursor = null;
    var arriving = 100;
    do {
      var page = store.records().messages(new MessageQuery(null, null, null, null, cursor, 7));
      page.rows().forEach(row -> seen.add(row.key()));
      scene.register(AUTUMN, arriving++);
      cursor = page.next();
    } while (cursor != null);
    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void pages_visit_leads_of_one_instant_once() {
    for (var person = 10; person < 20; person++) {
      scene.register(SPRING, person);
    }
    SharedServer.execute("UPDATE semel.lead SET created_at = '2026-01-01 00:00:00.123456+00'");
    var seen = new ArrayList<MessageKey>();
    String cursor = null;
    do {
      var page = store.records().messages(new MessageQuery(null, null, null, null, cursor, 3));
      page.rows().forEach(row -> seen.add(row.key()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(seen).hasSize(26).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no cursor",
        "2026-01-01T00:00:00Z|x|0",
        "2026-01-01T00:00:00Z|00000000-0000-7000-8000-000000000000|99999",
        "+1000000000-12-31T23:59:59Z|00000000-0000-7000-8000-000000000000|0",
        "-1000000000-01-01T00:00:00Z|00000000-0000-7000-8000-000000000000|0"
      })
  void a_forged_cursor_is_refused(String plain) {
    var text =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    for (var cursor : List.of(text, plain.isEmpty() ? "%%%" : plain)) {
      assertThatThrownBy(
              () -> store.records().messages(new MessageQuery(null, null, null, null, cursor, 3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the cursor is not one that a page named");
    }
  }

  @Test
  void a_listed_message_shows_what_an_operator_may_see() {
    store.passed(Duration.ofHours(1));
    scene.close(EMAIL, scene.claim(EMAIL, 3).getFirst(), new Outcome.Refused("no mailbox"));
    var failed = listed(State.Name.FAILED, null, null).getFirst();
    assertThat(failed.detail()).isEqualTo("no mailbox");
    assertThat(failed.account()).isEqualTo("contract-email");
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(failed.settledAt()).isNotNull();
    assertThat(failed.recipient()).matches(".•••@example\\.org");
    assertThat(failed.campaign()).isEqualTo(SPRING);
  }
}
