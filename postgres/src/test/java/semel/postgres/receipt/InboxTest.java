package semel.postgres.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.reconcile.Inbox;
import semel.reconcile.Inbox.Kept;
import semel.reconcile.ProviderEvent;

/// What the primary key of the inbox keeps.
final class InboxTest extends StoreContract {

  private final PostgresInbox inbox = new PostgresInbox(SharedServer.database());

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private static long events() {
    return SharedServer.count("SELECT count(*) FROM semel.provider_event");
  }

  @Test
  void an_event_is_kept_once_however_often_it_comes() {
    assertThat(inbox.keep(new ProviderEvent("post", "1", "{}"))).isEqualTo(Kept.NEW);
    assertThat(inbox.keep(new ProviderEvent("post", "1", "{}"))).isEqualTo(Kept.KNOWN);
    assertThat(inbox.keep(new ProviderEvent("post", "1", "other"))).isEqualTo(Kept.KNOWN);
    assertThat(inbox.keep(new ProviderEvent("post", "2", "{}"))).isEqualTo(Kept.NEW);
    assertThat(inbox.keep(new ProviderEvent("other", "1", "{}"))).isEqualTo(Kept.NEW);
    assertThat(events()).isEqualTo(3);
    assertThat(
            SharedServer.count("SELECT count(*) FROM semel.provider_event WHERE payload = 'other'"))
        .isZero();
  }

  @Test
  void of_those_that_come_at_once_one_is_new() {
    var kept = Race.of(8, () -> inbox.keep(new ProviderEvent("post", "1", "{}")));
    assertThat(kept).containsOnlyOnce(Kept.NEW).contains(Kept.KNOWN);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void a_full_inbox_keeps_no_more_of_this_provider_and_still_knows_what_it_has() {
    SharedServer.execute(
        """
        INSERT INTO semel.provider_event (provider, event_id, payload)
        SELECT 'post', n::text, '{}' FROM generate_series(1, %d) n
        """
            .formatted(Inbox.OPEN_MAX));
    assertThat(inbox.keep(new ProviderEvent("post", "new", "{}"))).isEqualTo(Kept.FULL);
    assertThat(inbox.keep(new ProviderEvent("post", "7", "{}"))).isEqualTo(Kept.KNOWN);
    assertThat(inbox.keep(new ProviderEvent("other", "1", "{}"))).isEqualTo(Kept.NEW);
    SharedServer.execute(
        """
        UPDATE semel.provider_event SET handled_at = now(), result = 'read'
        WHERE provider = 'post' AND event_id = '7'
        """);
    assertThat(inbox.keep(new ProviderEvent("post", "new", "{}"))).isEqualTo(Kept.NEW);
  }
}
