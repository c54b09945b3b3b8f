package semel.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.postgres.row.Codes;

/// What no row can say, whoever writes it.
final class ConstraintsTest extends StoreContract {

  private static final String CLAIM =
      "claim_id = gen_random_uuid(), lease_until = now(), account = 'a', ";

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channel = 2                                                         | message_channel",
        "bucket = (bucket + 1) % 64                                          | message_bucket",
        "open = false                                                        | message_open",
        "state = 3, doubt_since = now()                                      | message_open",
        "state = 1, {claim} body = null                                      | message_body",
        "state = 1, {claim} body = 'b', claim_id = null                      | message_claim",
        "state = 1, {claim} body = 'b', lease_until = null                   | message_claim",
        "state = 2, {claim} doubt_since = now(), account = null              | message_claim",
        "state = 2, {claim} doubt_since = null                               | message_doubt",
        "doubt_since = now()                                                 | message_doubt",
        "state = 4, open = false, reference = 'r'                            | message_settled",
        "settled_at = now()                                                  | message_settled",
        "state = 4, open = false, settled_at = now()                         | message_check6",
        "state = 5, open = false, settled_at = now(), reference = 'r'        | message_check6",
        "state = 7, open = false, settled_at = now()                         | message_state_check"
      })
  void a_message_whose_columns_disagree_cannot_be_written(String change, String constraint) {
    var lead = scene.register(SPRING, 1).value();
    assertThatThrownBy(() ->
            SharedServer.execute(
                "UPDATE semel.message SET %s WHERE lead_id = '%s' AND channel = %d"
                    .formatted(written(change), lead, Codes.of(SMS.channel()))))
        .hasStackTraceContaining("\"" + constraint + "\"");
  }

  /// PostgreSQL sets a column once: what stands later replaces what a claim sets.
  private static String written(String change) {
    var claimed = CLAIM;
    for (var column : new String[] {"claim_id", "lease_until", "account"}) {
      if (change.contains(column + " =")) {
        claimed = claimed.replaceAll(column + " = [^,]+, ", "");
      }
    }
    return change.replace("{claim}", claimed);
  }

  @Test
  void a_lead_is_in_the_bucket_that_its_id_carries() {
    var lead = scene.register(SPRING, 1).value();
    assertThatThrownBy(() ->
            SharedServer.execute(
                "UPDATE semel.lead SET bucket = (bucket + 1) %% 64 WHERE id = '%s'"
                    .formatted(lead)))
        .hasStackTraceContaining("\"lead_bucket\"");
  }

  @Test
  void every_constraint_holds_for_all_rows() {
    assertThat(SharedServer.count("SELECT count(*) FROM pg_constraint WHERE NOT convalidated"))
        .isZero();
  }
}
