package semel.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProviderReferenceTest {

  private static ProviderReference named(String value) {
    return new ProviderReference(value);
  }

  @Test
  void two_messages_contradict_each_other() {
    assertThat(named("900319").contradicts(named("900320"))).isTrue();
    assertThat(named("campaign:1").contradicts(named("campaign:2"))).isTrue();
  }

  @Test
  void a_reference_does_not_contradict_itself() {
    assertThat(named("900319").contradicts(named("900319"))).isFalse();
  }

  @Test
  void a_message_and_the_campaign_around_it_may_be_one_acceptance() {
    assertThat(named("900319").contradicts(named("campaign:800319"))).isFalse();
    assertThat(named("campaign:800319").contradicts(named("900319"))).isFalse();
  }

  @Test
  void the_word_of_a_person_is_told_apart() {
    assertThat(ProviderReference.ofVerdict("aigul").isVerdict()).isTrue();
    assertThat(named("900319").isVerdict()).isFalse();
  }

  @Test
  void nothing_is_no_reference() {
    assertThatThrownBy(() -> named(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
