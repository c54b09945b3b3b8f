package semel.postgres.records;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.email;
import static semel.contract.Scene.sms;

import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.message.Body;
import semel.message.Channel;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.postgres.PostgresCaptures;
import semel.postgres.PostgresToken;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.sandbox.Behaviour;
import semel.sandbox.Capture;
import semel.sandbox.Captures;

/// What the sandbox keeps, and the operator's token.
final class CapturesTest extends StoreContract {

  private static final PhoneNumber PHONE = new PhoneNumber("+77010000001");
  private static final EmailAddress ADDRESS = new EmailAddress("person1@example.org");

  private final PostgresCaptures captures = new PostgresCaptures(SharedServer.database());

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @Test
  void an_email_is_taken_once_per_key_however_many_send_it_at_once() {
    var key = email(scene.register(SPRING, 1));
    var references = Race.of(8, () -> captures.take(key, ADDRESS, new Body("mail")));
    assertThat(new HashSet<>(references)).hasSize(1);
    assertThat(references(key)).containsExactly(references.getFirst());
    assertThat(captures.newest(0, 10).captures()).hasSize(1);
  }

  private List<ProviderReference> references(MessageKey key) {
    return captures.taken(key).stream()
        .map(capture -> new ProviderReference(capture.reference()))
        .toList();
  }

  @Test
  void every_sms_is_taken_as_a_provider_without_keys_would() {
    var key = sms(scene.register(SPRING, 1));
    var references = Race.of(4, () -> captures.take(key, PHONE, new Body("text")));
    assertThat(new HashSet<>(references)).hasSize(4);
    assertThat(references(key)).containsExactlyInAnyOrderElementsOf(references);
  }

  @Test
  void captures_are_shown_newest_first_with_recipient_and_body() {
    var lead = scene.register(SPRING, 1);
    captures.take(sms(lead), PHONE, new Body("text"));
    captures.take(email(lead), ADDRESS, new Body("mail"));
    assertThat(captures.newest(0, 10).captures())
        .extracting(Capture::recipient)
        .containsExactly("person1@example.org", "+77010000001");
    assertThat(captures.newest(0, 10).captures())
        .extracting(Capture::body)
        .containsExactly("mail", "text");
    assertThat(captures.newest(0, 10).captures())
        .extracting(Capture::name)
        .containsOnly("Person 1");
    assertThat(captures.newest(0, 1).captures())
        .extracting(Capture::key)
        .containsExactly(email(lead));
    assertThat(captures.newest(1, 1).captures())
        .extracting(Capture::key)
        .containsExactly(sms(lead));
    assertThat(captures.newest(2, 1)).isEqualTo(new Captures.Newest(List.of(), 2));
    assertThat(captures.taken(sms(scene.register(SPRING, 2)))).isEmpty();
  }

  @Test
  void a_behaviour_stays_until_it_is_changed() {
    assertThat(captures.behaviour(Channel.SMS)).isEqualTo(Behaviour.NORMAL);
    for (var behaviour : Behaviour.values()) {
      captures.behave(Channel.SMS, behaviour);
      assertThat(captures.behaviour(Channel.SMS)).isEqualTo(behaviour);
    }
    assertThat(captures.behaviour(Channel.EMAIL)).isEqualTo(Behaviour.NORMAL);
  }

  @Test
  void an_erased_person_leaves_no_capture() {
    var lead = scene.register(SPRING, 1);
    captures.take(sms(lead), PHONE, new Body("text"));
    store.desk().erase(lead, "anna");
    assertThat(captures.newest(0, 10)).isEqualTo(new Captures.Newest(List.of(), 0));
  }

  @Test
  void the_first_of_many_tokens_is_kept() throws Exception {
    SharedServer.execute("UPDATE semel.installation SET token_hash = NULL");
    var token = new PostgresToken(SharedServer.database());
    assertThat(token.hash()).isEmpty();
    var one = MessageDigest.getInstance("SHA-256").digest(new byte[] {1});
    var other = MessageDigest.getInstance("SHA-256").digest(new byte[] {2});
    var kept =
        Race.between(List.<Callable<Boolean>>of(() -> token.keep(one), () -> token.keep(other)));
    assertThat(kept).containsExactlyInAnyOrder(true, false);
    assertThat(token.hash()).contains(kept.getFirst() ? one : other);
    assertThat(token.keep(new byte[] {3})).isFalse();
    SharedServer.execute("UPDATE semel.installation SET token_hash = NULL");
  }
}
