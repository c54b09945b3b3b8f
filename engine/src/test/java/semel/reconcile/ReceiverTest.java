package semel.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.ReceiptKind;
import semel.contract.Scene;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;
import semel.message.ProviderReference;
import semel.simulated.SimulatedJournal;

/// When events are handled and messages asked about.
final class ReceiverTest implements Receipts, Reports {

  private static final ProviderReference ONE = new ProviderReference("one");
  private static final Receipt ARRIVED =
      new Receipt(ONE, null, ReceiptKind.DELIVERED, false, "there");

  private final SimulatedJournal journal = new SimulatedJournal();
  private final Receiver receiver = new Receiver(List.of(this), this, Scene.RETRY, journal);
  private final List<Receipt> recorded = new ArrayList<>();
  private final List<List<ProviderReference>> asked = new ArrayList<>();
  private List<ProviderReference> due = List.of();
  private Asked answer = new Asked(List.of(), null);
  private @Nullable RuntimeException failure;
  private int waiting;

  @Override
  public String provider() {
    return "post";
  }

  @Override
  public List<Account> accounts() {
    return List.of(Scene.EMAIL);
  }

  @Override
  public Told read(ProviderEvent event) {
    return new Told.Elsewhere("nothing is read here");
  }

  @Override
  public int most() {
    return 10;
  }

  @Override
  public Asked ask(List<ProviderReference> references) {
    asked.add(references);
    if (failure != null) {
      throw failure;
    }
    return answer;
  }

  @Override
  public Handled handle(Reports reports, RetryPolicy retry, int limit) {
    if (failure != null && reports == this) {
      throw failure;
    }
    var handled = Math.min(waiting, limit);
    waiting -= handled;
    return new Handled(handled, List.<JournalEntry>of());
  }

  @Override
  public void follow(Reports reports, List<Duration> ages) {
    assertThat(ages).isSorted().first().isEqualTo(Duration.ofMinutes(2));
  }

  @Override
  public List<ProviderReference> due(Reports reports, List<Duration> ages) {
    return due;
  }

  @Override
  public void record(Reports reports, List<Receipt> receipts) {
    recorded.addAll(receipts);
  }

  @Test
  void a_full_batch_is_followed_by_the_next_at_once() {
    waiting = 250;
    assertThat(receiver.handle()).isZero();
    assertThat(receiver.handle()).isZero();
    assertThat(receiver.handle()).isPositive();
    assertThat(waiting).isZero();
  }

  @Test
  void what_cannot_be_handled_is_told_once_and_keeps_no_other_provider_waiting() {
    failure = new IllegalStateException("it cannot be read");
    var both = new Receiver(List.of(this, new Other()), this, Scene.RETRY, journal);
    waiting = 250;
    for (var i = 0; i < 3; i++) {
      both.handle();
    }
    assertThat(waiting).isZero();
    assertThat(journal.troubles()).singleElement().asString().contains("Receipts of post");

    failure = null;
    both.handle();
    failure = new IllegalStateException("it cannot be read");
    both.handle();
    assertThat(journal.troubles()).hasSize(2);
  }

  /// Another provider, which says nothing.
  private record Other() implements Reports {
    @Override
    public String provider() {
      return "other";
    }

    @Override
    public List<Account> accounts() {
      return List.of(Scene.SMS);
    }

    @Override
    public Told read(ProviderEvent event) {
      return new Told.Elsewhere("nothing is read here");
    }

    @Override
    public int most() {
      return 1;
    }

    @Override
    public Asked ask(List<ProviderReference> references) {
      return new Asked(List.of(), null);
    }
  }

  @Test
  void what_is_due_is_asked_about_and_the_answer_recorded() {
    due = List.of(ONE);
    answer = new Asked(List.of(ARRIVED), null);
    assertThat(receiver.ask()).isPositive();
    assertThat(asked).containsExactly(List.of(ONE));
    assertThat(recorded).containsExactly(ARRIVED);
    assertThat(journal.troubles()).isEmpty();
  }

  @Test
  void nothing_is_asked_where_nothing_is_due_nor_about_a_person_s_word() {
    receiver.ask();
    due = List.of(ProviderReference.ofVerdict("Anna"));
    receiver.ask();
    assertThat(asked).isEmpty();
  }

  @Test
  void a_trouble_is_told_once_until_it_ends_and_what_was_learnt_is_kept() {
    due = List.of(ONE);
    answer = new Asked(List.of(ARRIVED), "the door is shut");
    receiver.ask();
    receiver.ask();
    assertThat(journal.troubles())
        .containsExactly("No receipts from post when asked: the door is shut");
    assertThat(recorded).hasSize(2);
    answer = new Asked(List.of(), null);
    receiver.ask();
    answer = new Asked(List.of(), "the door is shut");
    receiver.ask();
    assertThat(journal.troubles()).hasSize(2);
  }

  @Test
  void an_adapter_that_throws_is_no_answer() {
    due = List.of(ONE);
    failure = new IllegalStateException("secret");
    receiver.ask();
    assertThat(recorded).isEmpty();
    assertThat(journal.troubles())
        .containsExactly(
            "No receipts from post when asked: the adapter failed: IllegalStateException");
  }
}
