package semel.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.SPRING;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// Who a lead is: the keyed hash of a person, the id, the code of its links.
final class IdentityTest extends StoreContract {

  private static final int INNER = 0x36;
  private static final int OUTER = 0x5c;

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private static byte[] key(String column, int pad) {
    var padded =
        SharedServer.query("SELECT " + column + " FROM semel.installation", r -> r.getBytes(1));
    for (var i = 0; i < padded.length; i++) {
      padded[i] ^= (byte) pad;
    }
    return padded;
  }

  @Test
  void a_person_is_an_hmac_of_the_phone_number() throws Exception {
    var key = key("inner_key", INNER);
    assertThat(key("outer_key", OUTER)).isEqualTo(key);
    assertThat(Arrays.copyOfRange(key, 32, 64)).containsOnly(0);
    assertThat(Arrays.copyOf(key, 32)).isNotEqualTo(new byte[32]);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    for (var phone : new String[] {"+77010000001", "+77771234567", "+996555123456"}) {
      var person =
          SharedServer.query(
              "SELECT encode(semel.person('" + phone + "'), 'hex')", r -> r.getString(1));
      assertThat(person)
          .isEqualTo(HexFormat.of().formatHex(mac.doFinal(phone.getBytes(StandardCharsets.UTF_8))));
    }
  }

  @Test
  void a_lead_id_is_of_version_7_tells_its_time_and_carries_the_bucket_of_the_person() {
    var before = Instant.now().minusSeconds(1);
    for (var person = 1; person <= 20; person++) {
      var lead = scene.register(SPRING, person).value();
      assertThat(lead.version()).isEqualTo(7);
      assertThat(lead.variant()).isEqualTo(2);
      var made = Instant.ofEpochMilli(lead.getMostSignificantBits() >>> 16);
      assertThat(made).isBetween(before, Instant.now().plusSeconds(1));
      assertThat(lead.getLeastSignificantBits() & 63).isEqualTo(bucket(lead));
    }
  }

  private static long bucket(UUID lead) {
    return SharedServer.count(
        """
        SELECT l.bucket FROM semel.lead l
        JOIN semel.message m ON m.lead_id = l.id AND m.bucket = l.bucket
        WHERE l.id = '%s' AND l.bucket = get_byte(l.person, 0) & 63 AND m.channel = 1
        """
            .formatted(lead));
  }

  @Test
  void ten_thousand_ids_and_codes_are_all_different() {
    var ids =
        SharedServer.rows(
            """
            SELECT semel.lead_id_of(uuid_send(gen_random_uuid()), clock_timestamp(), n & 63)
            FROM generate_series(1, 10000) n
            """,
            row -> row.getString(1));
    assertThat(new HashSet<>(ids)).hasSize(10_000);
    var codes =
        SharedServer.rows(
            """
            SELECT semel.code_of(uuid_send(gen_random_uuid())) FROM generate_series(1, 10000)
            """,
            row -> row.getString(1));
    assertThat(codes).allMatch(code -> code.matches("[A-Za-z0-9_-]{11}"));
    assertThat(new HashSet<>(codes)).hasSize(10_000);
  }

  @Test
  void every_bit_of_a_code_is_random() {
    var distinct =
        SharedServer.rows(
            """
            SELECT i, count(DISTINCT substr(code, i, 1))
            FROM (SELECT semel.code_of(uuid_send(gen_random_uuid())) AS code
                  FROM generate_series(1, 3000)) codes,
                 generate_series(1, 11) i
            GROUP BY i ORDER BY i
            """,
            row -> row.getInt(2));
    assertThat(distinct).hasSize(11).containsOnly(64);
  }

  @Test
  void what_a_registration_draws_is_written_into_the_statement_that_draws_it() {
    var plan =
        SharedServer.rows(
            """
            EXPLAIN (VERBOSE, COSTS OFF)
            SELECT semel.person_of(i.inner_key, i.outer_key, p.phone),
                   semel.lead_id_of(uuid_send(gen_random_uuid()), clock_timestamp(), p.bucket),
                   semel.code_of(uuid_send(gen_random_uuid()))
            FROM semel.installation i, unnest(array['+77010000001'], array[7]) AS p(phone, bucket)
            """,
            row -> row.getString(1));
    assertThat(String.join("\n", plan))
        .contains("sha256(")
        .doesNotContain("person_of(", "lead_id_of(", "code_of(");
  }

  @Test
  void the_statements_of_a_registration_are_planned_once() {
    assertThat(
            SharedServer.count(
                """
                SELECT count(*) FROM pg_proc
                WHERE oid = 'semel.enroll_all'::regproc
                  AND 'plan_cache_mode=force_generic_plan' = ANY (proconfig)
                """))
        .isEqualTo(1);
  }
}
