package semel.postgres.board;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.AUTUMN;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.sms;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Outcome;
import semel.board.Filter;
import semel.board.Filter.Chips;
import semel.board.Filter.View;
import semel.board.Listing.LeadLine;
import semel.board.Listing.Page;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// What a person finds who types into the search field.
// The checker does not read a nested type's annotation from a class file.
@SuppressWarnings("NullAway")
final class SearchBoardTest extends StoreContract {

  private final PostgresListing listing = Boards.listing();
  private LeadId anna;
  private LeadId boris;

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @BeforeEach
  void registerSome() {
    anna = register(SPRING, "Анна-Мария О'Брайен", "Anna.Li@example.org", "+77771234567");
    boris = register(SPRING, "Boris 50%_off \\", "boris@example.org", "+77059876543");
    register(AUTUMN, "Jürgen Öz", "jurgen@example.org", "+491701234567");
  }

  private LeadId register(String campaign, String name, String email, String phone) {
    var registration =
        new Registration(
            campaign,
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

  private Page<LeadLine> page(String text) {
    return listing.leads(new Filter(View.ALL, Chips.NONE, text, ZoneOffset.UTC, false, null, 50));
  }

  private List<LeadId> found(String text) {
    return page(text).rows().stream().map(LeadLine::lead).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+77771234567",
        "8 777 123 45 67",
        "+7 (777) 123-45-67",
        "87771234567",
        "7771234567"
      })
  void a_whole_number_in_any_spelling_names_exactly_its_lead(String text) {
    assertThat(found(text)).containsExactly(anna);
    assertThat(page(text).exact()).isEqualTo(anna);
  }

  @Test
  void a_number_that_registered_twice_names_no_one_lead() {
    var again = register(AUTUMN, "Anna", "anna@example.org", "+77771234567");
    assertThat(found("+77771234567")).containsExactlyInAnyOrder(anna, again);
    assertThat(page("+77771234567").exact()).isNull();
  }

  @Test
  void a_whole_number_finds_also_who_was_erased() {
    store.desk().erase(anna, "olga");
    assertThat(found("87771234567")).containsExactly(anna);
    assertThat(found("4567")).doesNotContain(anna);
    assertThat(page("87771234567").rows().getFirst().name()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6543", "876543", "059876543", "87 65-43"})
  void the_last_digits_find_and_name_nobody_for_sure(String text) {
    assertThat(found(text)).containsExactly(boris);
    assertThat(page(text).exact()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"543", "9876", "65432", "nobody", "%", "\\", "--", "'", "'':*", "e'':"})
  void what_nobody_has_finds_nobody(String text) {
    assertThat(found(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Anna.Li@example.org", " anna.li@EXAMPLE.org "})
  void a_whole_address_finds_its_lead(String text) {
    assertThat(found(text)).containsExactly(anna);
  }

  @Test
  void a_part_of_an_address_finds_nobody() {
    assertThat(found("anna.li@example")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"анна", "АНН", "мар", "Мария анна", "о'бр", "брайен", "анна-м", "а м о б"})
  void the_beginnings_of_the_words_of_a_name_find_it(String text) {
    assertThat(found(text)).containsExactly(anna);
  }

  @ParameterizedTest
  @ValueSource(strings = {"нна", "арина", "анна борис"})
  void the_middle_of_a_word_finds_nobody(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void words_with_signs_between_them_are_words() {
    assertThat(found("50%_off")).containsExactly(boris);
    assertThat(found("öz jür")).hasSize(1);
    assertThat(found("boris \u0000")).isEmpty();
  }

  @Test
  void a_lead_and_a_message_are_found_by_their_keys() {
    assertThat(found(anna.toString())).containsExactly(anna);
    assertThat(found(anna.toString().toUpperCase(Locale.ROOT))).containsExactly(anna);
    assertThat(page(anna.toString()).exact()).isEqualTo(anna);
    for (var key : List.of(anna + ":sms", sms(anna).text())) {
      var messages =
          listing.messages(new Filter(View.ALL, Chips.NONE, key, ZoneOffset.UTC, false, null, 50));
      assertThat(messages.rows()).extracting(row -> row.key()).containsExactly(sms(anna));
      assertThat(messages.exact()).isEqualTo(anna);
    }
    assertThat(page("00000000-0000-7000-8000-000000000000").exact()).isNull();
    assertThat(found("00000000-0000-7000-8000-000000000000:sms")).isEmpty();
  }

  @Test
  void a_reference_finds_its_message_whatever_it_looks_like() {
    store.passed(Duration.ofHours(1));
    var first = scene.claimOne(SMS);
    scene.close(SMS, first, new Outcome.Accepted(new ProviderReference("campaign 77-x")));
    var second = scene.claimOne(SMS);
    scene.close(SMS, second, new Outcome.Accepted(new ProviderReference("98761")));
    assertThat(found("campaign 77-x")).containsExactly(first.key().lead());
    assertThat(found("98761")).containsExactly(second.key().lead());
  }

  @Test
  void tokens_narrow_alone_together_and_with_a_text() {
    store.desk().cancel(sms(boris), "olga");
    assertThat(found("state:cancelled")).containsExactly(boris);
    assertThat(found("campaign:autumn")).hasSize(1);
    assertThat(found("state:cancelled campaign:autumn")).isEmpty();
    assertThat(found("state:scheduled boris")).containsExactly(boris);
    assertThat(found("lang:en")).hasSize(3);
    assertThat(found("lang:ru")).isEmpty();
    assertThat(found("state:unheard-of")).isEmpty();
  }

  @Test
  void due_narrows_to_what_is_still_to_be_sent() {
    assertThat(found("due:<11m")).hasSize(3);
    assertThat(found("due:<9m")).isEmpty();
    assertThat(found("due:>9m")).hasSize(3);
    assertThat(found("due:>11m")).isEmpty();
    store.passed(Duration.ofHours(1));
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Refused("no"));
    assertThat(found("due:<1m")).hasSize(3);
    assertThat(found("due:<1m state:failed")).isEmpty();
  }

  @Test
  void sent_narrows_to_what_was_accepted_then_also_where_the_other_message_went_later() {
    store.passed(Duration.ofHours(1));
    var claim = scene.claimOne(SMS);
    scene.close(SMS, claim, new Outcome.Accepted(new ProviderReference("one")));
    var lead = claim.key().lead();
    store.passed(Duration.ofHours(3));
    assertThat(found("sent:<5h")).containsExactly(lead);
    assertThat(found("sent:<2h")).isEmpty();
    for (var i = 0; i < 3; i++) {
      scene.close(
          EMAIL, scene.claimOne(EMAIL), new Outcome.Accepted(new ProviderReference("e-" + i)));
    }
    assertThat(found("sent:<2h")).hasSize(3);
    var hour = hour(claim.key());
    assertThat(found("sent:" + hour)).containsExactly(lead);
    assertThat(found("sent:" + hour + " campaign:" + SPRING)).isSubsetOf(lead);
    assertThat(found("sent:" + hour + " state:failed")).isEmpty();
    assertThat(found("sent:2001-01-01")).isEmpty();
  }

  private String hour(MessageKey key) {
    var sent = (State.Sent) store.message(key).orElseThrow().state();
    return sent.at().truncatedTo(ChronoUnit.HOURS).toString().substring(0, 13);
  }

  /// More than are looked through at first: names that are frequent, rare, and in between.
  @Test
  void frequent_and_rare_names_are_found_alike() {
    SharedServer.execute(
        """
        INSERT INTO semel.lead (id, bucket, campaign, person, name, code, scheduled_for, created_at)
        SELECT id, semel.bucket_of(id), 'spring', sha256(uuid_send(id)),
               'Crowd' || CASE WHEN n % 50 = 0 THEN ' Seldom' ELSE '' END
                       || CASE WHEN n % 2500 = 1 THEN ' Rare' ELSE '' END,
               'code', clock_timestamp() - n * interval '1 second',
               clock_timestamp() - n * interval '1 second'
        FROM (SELECT gen_random_uuid() AS id, n FROM generate_series(1, 10000) n) crowd
        """,
        """
        INSERT INTO semel.message (lead_id, channel, bucket, due_at, next_at, not_after)
        SELECT l.id, c, l.bucket, l.scheduled_for, l.scheduled_for, l.scheduled_for
        FROM semel.lead l, unnest(array[0, 1]::smallint[]) c
        WHERE l.name LIKE 'Crowd%'
        """,
        // As the server does within a minute: the statistics of the test before know of no crowd.
        "ANALYZE semel.lead",
        "ANALYZE semel.message");
    assertThat(pages("crowd")).isEqualTo(10_000);
    assertThat(pages("seldom")).isEqualTo(200);
    assertThat(pages("rar")).isEqualTo(4);
    assertThat(pages("rar state:scheduled")).isEqualTo(4);
    assertThat(pages("crowd seldom state:scheduled lang:en")).isEqualTo(200);
    assertThat(pages("crowd state:sent")).isZero();
    assertThat(pages("lang:en state:scheduled")).isEqualTo(10_003);
    assertThat(pages("lang:en state:waiting")).isZero();
  }

  private long pages(String text) {
    var leads = new HashSet<LeadId>();
    String cursor = null;
    var count = 0;
    do {
      var page =
          listing.leads(new Filter(View.ALL, Chips.NONE, text, ZoneOffset.UTC, false, cursor, 100));
      count += page.rows().size();
      page.rows().forEach(row -> leads.add(row.lead()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(leads).hasSize(count);
    return count;
  }
}
