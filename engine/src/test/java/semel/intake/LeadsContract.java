package semel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.AUTUMN;
import static semel.contract.Scene.DELAY;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.TARGET;
import static semel.contract.Scene.email;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import semel.campaign.LinkCode;
import semel.contract.Race;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.message.Body;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.Recipient.EmailAddress;
import semel.message.State;

/// What every [Leads] keeps: one person, one lead, two messages, whoever asks how often.
public abstract class LeadsContract extends StoreContract {

  private static final int RACERS = 8;
  private static final int ROUNDS = 8;

  private Registered register(String campaign, int person, IdempotencyKey key) {
    return store.leads().register(registration(campaign, person, key));
  }

  private Registered register(String campaign, int person) {
    return store.leads().register(registration(campaign, person, null));
  }

  protected LeadsContract() {}

  @Test
  void a_registration_writes_one_lead_and_two_scheduled_messages() {
    var registered = register(SPRING, 1);
    assertThat(registered).isInstanceOf(Registered.Fresh.class);
    var fresh = (Registered.Fresh) registered;
    assertThat(fresh.untilDue()).isBetween(DELAY.minusSeconds(30), DELAY);
    for (var key : List.of(sms(fresh.lead()), email(fresh.lead()))) {
      var message = scene.message(key);
      assertThat(message.state()).isEqualTo(new State.Scheduled(message.due()));
      assertThat(message.due()).isEqualTo(fresh.scheduledFor());
      assertThat(message.notAfter()).isAfter(message.due());
      assertThat(message.claim()).isNull();
      assertThat(message.attempts().number()).isZero();
    }
    var totals = store.records().totals();
    assertThat(totals.leads()).isEqualTo(1);
    assertThat(totals.messages().get(Channel.SMS)).containsEntry(State.Name.SCHEDULED, 1L);
    assertThat(totals.messages().get(Channel.EMAIL)).containsEntry(State.Name.SCHEDULED, 1L);
  }

  @Test
  void the_same_person_again_is_the_same_lead_and_a_blocked_repeat() {
    var first = (Registered.Fresh) register(SPRING, 1);
    var again = register(SPRING, 1);
    assertThat(again).isEqualTo(new Registered.Known(first.lead(), first.scheduledFor()));
    assertThat(store.records().totals().leads()).isEqualTo(1);
    assertThat(scene.repeats()).isEqualTo(1);
  }

  @Test
  void an_email_in_other_letters_is_no_new_email() {
    register(SPRING, 1);
    var same = registration(SPRING, 1, null);
    var address = same.email().address();
    store.leads().register(with(same, address.toUpperCase(Locale.ROOT)));
    assertThat(store.records().totals().repeats()).isEqualTo(Map.of("form sent twice", 1L));
    store.leads().register(with(same, "another." + address));
    assertThat(store.records().totals().repeats())
        .isEqualTo(Map.of("form sent twice", 1L, "same phone, new email", 1L));
  }

  private static Registration with(Registration other, String address) {
    return new Registration(
        other.campaign(),
        other.name(),
        new EmailAddress(address),
        other.typedPhone(),
        other.phone(),
        other.source(),
        other.answers(),
        other.metadata(),
        other.key(),
        other.origin());
  }

  @Test
  void the_number_decides_who_is_the_same_person() {
    var first = (Registered.Fresh) register(SPRING, 1);
    var other = registration(SPRING, 2, null);
    var sameNumber =
        new Registration(
            SPRING,
            other.name(),
            other.email(),
            "+7 (701) 000-00-01",
            registration(SPRING, 1, null).phone(),
            null,
            null,
            null,
            null,
            null);
    assertThat(store.leads().register(sameNumber))
        .isEqualTo(new Registered.Known(first.lead(), first.scheduledFor()));
  }

  @Test
  void eight_doors_at_once_make_one_lead_of_one_person() {
    for (var round = 0; round < ROUNDS; round++) {
      var person = round;
      var answers = Race.of(RACERS, () -> register(SPRING, person));
      assertThat(answers).filteredOn(Registered.Fresh.class::isInstance).hasSize(1);
      assertThat(answers).filteredOn(Registered.Known.class::isInstance).hasSize(RACERS - 1);
      assertThat(answers).extracting(LeadsContract::lead).containsOnly(lead(answers.getFirst()));
    }
    assertThat(store.records().totals().leads()).isEqualTo(ROUNDS);
    assertThat(scene.repeats()).isEqualTo(ROUNDS * (RACERS - 1L));
  }

  private static LeadId lead(Registered registered) {
    return switch (registered) {
      case Registered.Fresh(var lead, _, _) -> lead;
      case Registered.Known(var lead, _) -> lead;
      case Registered.Replayed(var lead, _, _) -> lead;
      case Registered.KeyReused _,
          Registered.KeyBusy _,
          Registered.NoCampaign _,
          Registered.Limited _,
          Registered.Crowded _,
          Registered.Unsure _ ->
          throw new AssertionError(registered + " names no lead");
    };
  }

  @Test
  void the_same_person_in_two_campaigns_is_two_leads() {
    var spring = scene.register(SPRING, 1);
    var autumn = scene.register(AUTUMN, 1);
    assertThat(spring).isNotEqualTo(autumn);
    assertThat(store.records().totals().leads()).isEqualTo(2);
  }

  @Test
  void a_key_with_the_same_request_gets_the_stored_answer() {
    var key = new IdempotencyKey("key-1", "fingerprint");
    var first = (Registered.Fresh) register(SPRING, 1, key);
    assertThat(register(SPRING, 1, key))
        .isEqualTo(new Registered.Replayed(first.lead(), first.scheduledFor(), true));
    assertThat(store.records().totals().leads()).isEqualTo(1);
  }

  @Test
  void a_key_of_a_repeat_replays_the_answer_of_a_repeat() {
    var first = (Registered.Fresh) register(SPRING, 1);
    var key = new IdempotencyKey("key-1", "fingerprint");
    assertThat(register(SPRING, 1, key)).isInstanceOf(Registered.Known.class);
    assertThat(register(SPRING, 1, key))
        .isEqualTo(new Registered.Replayed(first.lead(), first.scheduledFor(), false));
  }

  @Test
  void a_key_with_another_request_is_refused_and_writes_nothing() {
    register(SPRING, 1, new IdempotencyKey("key-1", "fingerprint"));
    assertThat(register(SPRING, 2, new IdempotencyKey("key-1", "another")))
        .isEqualTo(new Registered.KeyReused());
    assertThat(store.records().totals().leads()).isEqualTo(1);
  }

  @Test
  void eight_doors_at_once_with_one_key_make_one_lead() {
    for (var round = 0; round < ROUNDS; round++) {
      var person = round;
      var key = new IdempotencyKey("key-" + round, "fingerprint");
      var answers = Race.of(RACERS, () -> register(SPRING, person, key));
      assertThat(answers).filteredOn(Registered.Fresh.class::isInstance).hasSize(1);
      assertThat(answers)
          .allMatch(a ->
              a instanceof Registered.Fresh
                  || a instanceof Registered.Replayed
                  || a instanceof Registered.KeyBusy);
    }
    assertThat(store.records().totals().leads()).isEqualTo(ROUNDS);
  }

  @Test
  void an_unknown_campaign_takes_nobody() {
    assertThat(register("winter", 1)).isEqualTo(new Registered.NoCampaign());
    assertThat(store.records().totals().leads()).isZero();
  }

  @Test
  void a_key_that_met_an_unknown_campaign_may_be_used_again() {
    var key = new IdempotencyKey("key-1", "fingerprint");
    assertThat(register("winter", 1, key)).isEqualTo(new Registered.NoCampaign());
    store.leads().publish(Scene.campaign("winter", TARGET));
    assertThat(register("winter", 1, key)).isInstanceOf(Registered.Fresh.class);
  }

  @Test
  void what_a_person_gave_is_kept() {
    var lead = scene.register(SPRING, 1);
    var row = store.records().lead(lead).orElseThrow().lead();
    var given = registration(SPRING, 1, null);
    assertThat(row.campaign()).isEqualTo(SPRING);
    assertThat(row.name()).isEqualTo(given.name());
    assertThat(row.email()).isEqualTo(given.email().address());
    assertThat(row.phone()).isEqualTo(given.typedPhone());
    assertThat(row.phoneE164()).isEqualTo(given.phone().e164());
    assertThat(row.source()).isEqualTo(given.source());
    assertThat(row.answers()).contains("\"a\"");
    assertThat(row.erased()).isFalse();
  }

  @Test
  void the_page_behind_a_link_gets_the_answers_and_the_language_and_nothing_of_the_person() {
    var asked = registration(SPRING, 1, null);
    store
        .leads()
        .register(
            new Registration(
                SPRING,
                asked.name(),
                asked.email(),
                asked.typedPhone(),
                asked.phone(),
                null,
                "[5]",
                "{\"lang\":\"kk\"}",
                null,
                null));
    var code = linkOfOnly();
    assertThat(store.leads().answers(code)).contains(new LeadAnswers("[5]", "kk"));
    assertThat(store.leads().answers(new LinkCode("unknown"))).isEmpty();
  }

  @Test
  void the_page_behind_a_link_loses_the_answers_with_the_person() {
    var lead = scene.register(SPRING, 1);
    var code = linkOfOnly();
    store.desk().erase(lead, "somebody");
    assertThat(store.leads().answers(code)).contains(new LeadAnswers(null, null));
  }

  private LinkCode linkOfOnly() {
    store.passed(DELAY.plusSeconds(1));
    var code = new AtomicReference<LinkCode>();
    scene.granted(
        Scene.order(Scene.SMS, 1, null),
        (_, _, card) -> {
          code.set(card.code());
          return new Body("body");
        });
    return code.get();
  }

  @Test
  void a_click_on_a_short_link_is_counted_and_led_on() {
    scene.due(1);
    var code = new AtomicReference<LinkCode>();
    scene.granted(
        Scene.order(Scene.SMS, 1, null),
        (_, _, card) -> {
          code.set(card.code());
          return new Body("body");
        });
    assertThat(store.leads().click(code.get(), Channel.SMS)).contains(TARGET);
    assertThat(store.leads().click(code.get(), Channel.EMAIL)).contains(TARGET);
    assertThat(store.records().totals().clicks()).isEqualTo(2);
    assertThat(store.leads().click(new LinkCode("unknown"), Channel.SMS)).isEmpty();
  }

  @Test
  void a_click_that_names_the_lead_follows_the_campaign_as_it_is_now() {
    var lead = scene.register(SPRING, 1);
    var moved = URI.create("https://example.org/moved");
    store.leads().publish(Scene.campaign(SPRING, moved));
    assertThat(store.leads().click(lead, Channel.EMAIL)).contains(moved);
    assertThat(store.records().lead(lead).orElseThrow().lead().clicks()).isEqualTo(1);
    assertThat(store.leads().click(new LeadId(new UUID(9, 9)), Channel.SMS)).isEmpty();
  }

  @Test
  void time_that_passes_does_not_forget_a_person() {
    var lead = scene.register(SPRING, 1);
    store.passed(Duration.ofDays(90));
    var again = register(SPRING, 1);
    assertThat(lead(again)).isEqualTo(lead);
    assertThat(again).isInstanceOf(Registered.Known.class);
  }
}
