package semel.postgres.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.desk.Archive.Repeat;
import semel.desk.LeadRow;
import semel.message.MessageKey;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// Exports of many leads.
final class ExportTest extends StoreContract {

  private static final int LEADS = 5_000;

  private static final String REGISTER =
      """
      SELECT count(semel.register('spring', 'Person ' || n, 'person' || n || '@example.org',
                                  '+7701' || lpad(n::text, 7, '0'), null))
      FROM generate_series(1, 5000) n
      """;

  private static final String KILL_EXPORT =
      """
      SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
      WHERE state = 'idle in transaction' AND query LIKE '%ORDER BY l.created_at, l.id%'
      """;

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @Test
  void an_export_streams_every_lead_oldest_first() {
    assertThat(SharedServer.count(REGISTER)).isEqualTo(LEADS);
    var leads = new ArrayList<LeadRow>();
    store.records().archive().leads(leads::add);
    assertThat(leads).hasSize(LEADS);
    assertThat(leads.stream().map(LeadRow::id).distinct()).hasSize(LEADS);
    assertThat(leads)
        .isSortedAccordingTo((one, other) -> one.createdAt().compareTo(other.createdAt()));
    var messages = new ArrayList<MessageKey>();
    store.records().archive().messages(row -> messages.add(row.key()));
    assertThat(messages.stream().distinct()).hasSize(2 * LEADS);
    assertThat(messages.getFirst().lead()).isEqualTo(leads.getFirst().id());
    // The database dies at the first row: what was not fetched yet cannot come.
    var read = new AtomicInteger();
    assertThatThrownBy(() ->
            store
                .records()
                .archive()
                .leads(_ -> {
                  if (read.getAndIncrement() == 0) {
                    assertThat(SharedServer.count(KILL_EXPORT)).isEqualTo(1);
                  }
                }))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(read).hasValue(1_000);
  }

  @Test
  void an_export_of_nothing_is_empty() {
    var rows = new ArrayList<Object>();
    store.records().archive().leads(rows::add);
    store.records().archive().messages(rows::add);
    store.records().archive().repeats(rows::add);
    assertThat(rows).isEmpty();
  }

  @Test
  void every_repeat_that_was_stopped_is_exported_oldest_first() {
    scene.register(Scene.SPRING, 1);
    scene.register(Scene.SPRING, 2);
    store.leads().register(Scene.registration(Scene.SPRING, 2, null));
    store.leads().register(Scene.registration(Scene.SPRING, 1, null));
    var leads = new ArrayList<LeadRow>();
    store.records().archive().leads(leads::add);
    var rows = new ArrayList<Repeat>();
    store.records().archive().repeats(rows::add);

    assertThat(rows).extracting(Repeat::lead).containsExactly(leads.get(1).id(), leads.get(0).id());
    assertThat(rows).extracting(Repeat::reason).containsOnly("form sent twice");
    assertThat(rows).extracting(Repeat::channel).containsOnlyNulls();
    assertThat(rows).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
  }

  @Test
  void an_export_holds_what_a_person_gave() {
    scene.register(Scene.SPRING, 1);
    List<LeadRow> rows = new ArrayList<>();
    store.records().archive().leads(rows::add);
    var row = rows.getFirst();
    assertThat(row.name()).isEqualTo("Person 1");
    assertThat(row.email()).isEqualTo("person1@example.org");
    assertThat(row.phoneE164()).isEqualTo("+77010000001");
    assertThat(row.campaign()).isEqualTo(Scene.SPRING);
    assertThat(row.erased()).isFalse();
  }
}
