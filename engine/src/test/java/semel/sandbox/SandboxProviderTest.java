package semel.sandbox;

import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import semel.account.Finding;
import semel.account.Outcome;
import semel.contract.ProviderContract;
import semel.contract.ProviderUnderTest;
import semel.dispatch.Sender;
import semel.dispatch.SenderContract;
import semel.message.Channel;
import semel.message.MessageKey;
import semel.reconcile.Doubt;
import semel.reconcile.Inquiry;
import semel.reconcile.InquiryContract;
import semel.simulated.SimulatedCaptures;

/// Both sides of the sandbox keep what every provider's adapter keeps.
class SandboxProviderTest extends ProviderContract {

  private static final Duration REQUEST = Duration.ofSeconds(10);

  /// A sandbox whose waits are written down instead of waited.
  private record Sandbox(
      Channel channel, SimulatedCaptures captures, List<Duration> waits, SandboxProvider it)
      implements ProviderUnderTest {

    static Sandbox of(Channel channel, Duration request) {
      var captures = new SimulatedCaptures();
      var waits = new ArrayList<Duration>();
      return new Sandbox(
          channel, captures, waits, new SandboxProvider(channel, captures, waits::add, request));
    }

    @Override
    public Sender sender() {
      return it;
    }

    @Override
    public Inquiry inquiry() {
      return it;
    }

    @Override
    public void behave(Behaviour behaviour) {
      captures.behave(channel, behaviour);
    }

    @Override
    public int taken(MessageKey key) {
      return captures.taken(key).size();
    }

    @Override
    public void close() {}
  }

  @Nested
  class SmsSends extends SenderContract {
    @Override
    protected ProviderUnderTest open() {
      return Sandbox.of(Channel.SMS, REQUEST);
    }
  }

  @Nested
  class EmailSends extends SenderContract {
    @Override
    protected ProviderUnderTest open() {
      return Sandbox.of(Channel.EMAIL, REQUEST);
    }
  }

  @Nested
  class SmsAnswers extends InquiryContract {
    @Override
    protected ProviderUnderTest open() {
      return Sandbox.of(Channel.SMS, REQUEST);
    }
  }

  @Nested
  class EmailAnswers extends InquiryContract {
    @Override
    protected ProviderUnderTest open() {
      return Sandbox.of(Channel.EMAIL, REQUEST);
    }
  }

  private Sandbox sandbox = Sandbox.of(Channel.SMS, REQUEST);

  @Override
  protected ProviderUnderTest open() {
    sandbox = Sandbox.of(Channel.SMS, REQUEST);
    return sandbox;
  }

  @Test
  void sms_takes_a_repeat_for_a_second_message_and_says_so() {
    send(claim(1));
    send(claim(1));
    assertThat(provider.taken(claim(1).key())).isEqualTo(2);
    assertThat(ask()).isInstanceOf(Finding.Ambiguous.class);
  }

  private Finding ask() {
    var claim = claim(1);
    var times = new Doubt.Times(EPOCH, EPOCH, EPOCH, null, EPOCH);
    var account = provider.sender().account().id();
    return provider
        .inquiry()
        .ask(new Doubt(inDoubt(claim, EPOCH), account, claim.recipient(), claim.body(), times));
  }

  @Test
  void silence_takes_the_message_and_lasts_as_long_as_an_exchange() {
    provider.behave(Behaviour.SILENT);
    send(claim(1));
    assertThat(provider.taken(claim(1).key())).isEqualTo(1);
    assertThat(sandbox.waits()).containsExactly(REQUEST);
  }

  @Test
  void a_doubt_stays_until_the_silent_sandbox_speaks_again() {
    provider.behave(Behaviour.SILENT);
    send(claim(1));
    assertThat(ask()).isInstanceOf(Finding.NoAnswer.class);
    provider.behave(Behaviour.NORMAL);
    assertThat(ask()).isInstanceOf(Finding.Found.class);
  }

  @Test
  void slow_is_accepted_in_time() {
    provider.behave(Behaviour.SLOW);
    assertThat(send(claim(1))).isInstanceOf(Outcome.Accepted.class);
    assertThat(sandbox.waits()).containsExactly(Duration.ofSeconds(8));
  }

  @Test
  void slow_is_too_slow_for_a_short_exchange() {
    var request = Duration.ofSeconds(8);
    var impatient = Sandbox.of(Channel.SMS, request);
    impatient.behave(Behaviour.SLOW);
    assertThat(impatient.sender().send(claim(1), () -> true)).isInstanceOf(Outcome.Unknown.class);
    assertThat(impatient.taken(claim(1).key())).isEqualTo(1);
    assertThat(impatient.waits()).containsExactly(request);
  }

  @Test
  void down_pauses_the_whole_account() {
    provider.behave(Behaviour.DOWN);
    assertThat(((Outcome.NotSent) send(claim(1))).scope()).isEqualTo(Outcome.Scope.ACCOUNT);
  }

  @Test
  void an_email_is_captured_in_its_three_parts() {
    var email = Sandbox.of(Channel.EMAIL, REQUEST);
    provider = email;
    send(claim(1));
    assertThat(
            email.captures().newest(0, 1).captures().getFirst().body().split(SandboxProvider.PARTS))
        .containsExactly(
            "Hi Ая & \"Co\"",
            "Hi https://semel.example/l/c1e",
            "<p>Ая &amp; &quot;Co&quot; https://semel.example/l/c1e</p>");
  }
}
