package semel.web.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.web.receipts.Svix.Signed;
import semel.web.receipts.Svix.Verdict;

/// The published vector of svix/svix-webhooks, and what is next to it.
final class SvixTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String AT = "1614265330";
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

  private final Svix svix = new Svix(SECRET);

  private Verdict judge(String id, String at, String signatures) {
    return svix.judge(new Signed(id, at, signatures), bytes(BODY), NOW);
  }

  private static ByteBuffer bytes(String body) {
    return ByteBuffer.wrap(body.getBytes(UTF_8));
  }

  @Test
  void the_published_vector_is_genuine() {
    assertThat(judge(ID, AT, SIGNATURE)).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void a_secret_without_its_prefix_is_the_same_secret() {
    var bare = new Svix(SECRET.substring("whsec_".length()));
    assertThat(bare.judge(new Signed(ID, AT, SIGNATURE), bytes(BODY), NOW))
        .isEqualTo(Verdict.GENUINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1,aaaa " + SIGNATURE,
        SIGNATURE + " v1,aaaa",
        "v2,other v1a,AAAA= " + SIGNATURE + " v1,",
      })
  void one_of_several_signatures_is_enough(String signatures) {
    assertThat(judge(ID, AT, signatures)).isEqualTo(Verdict.GENUINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1,",
        "v1",
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,",
        "v1,ключ"
      })
  void any_other_signature_is_forged(String signatures) {
    assertThat(judge(ID, AT, signatures)).isEqualTo(Verdict.FORGED);
  }

  @Test
  void a_signature_beyond_the_first_ten_is_not_read() {
    assertThat(judge(ID, AT, "v1,a ".repeat(9) + SIGNATURE)).isEqualTo(Verdict.GENUINE);
    assertThat(judge(ID, AT, "v1,a ".repeat(10) + SIGNATURE)).isEqualTo(Verdict.FORGED);
  }

  @Test
  void id_time_body_and_secret_are_all_signed() {
    assertThat(judge(ID + "x", AT, SIGNATURE)).isEqualTo(Verdict.FORGED);
    assertThat(judge(ID, "1614265331", SIGNATURE)).isEqualTo(Verdict.FORGED);
    var other = bytes(BODY.replace('4', '5'));
    assertThat(svix.judge(new Signed(ID, AT, SIGNATURE), other, NOW)).isEqualTo(Verdict.FORGED);
    var foreign = new Svix("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    assertThat(foreign.judge(new Signed(ID, AT, SIGNATURE), bytes(BODY), NOW))
        .isEqualTo(Verdict.FORGED);
  }

  @ParameterizedTest
  @CsvSource({"-301, STALE", "-300, GENUINE", "300, GENUINE", "301, STALE"})
  void the_time_may_be_five_minutes_off_either_way(long seconds, Verdict verdict) {
    assertThat(svix.judge(new Signed(ID, AT, SIGNATURE), bytes(BODY), NOW.plusSeconds(seconds)))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1614265330",
    "a b, 1614265330",
    "msg, ''",
    "msg, now",
    "msg, -1614265330",
    "msg, 1614265330.5",
    "msg, 999999999999999999999"
  })
  void what_lacks_an_id_or_a_time_is_unsigned(String id, String at) {
    assertThat(judge(id, at, SIGNATURE)).isEqualTo(Verdict.UNSIGNED);
  }

  @Test
  void a_secret_that_is_not_base64_is_none() {
    assertThatThrownBy(() -> new Svix("whsec_not base64"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_sign_of_mobizon_is_that_of_its_documentation() {
    var sign = new MobizonSign("secret123");
    var at = "2026-01-15 11:42:28";
    var genuine = "5cdebbb611d765bad163d765e8637830b6fd4060";
    assertThat(sign.isOf(new MobizonSign.Signed("26", "1", at, genuine))).isTrue();
    assertThat(sign.isOf(new MobizonSign.Signed("26", "2", at, genuine))).isFalse();
    assertThat(sign.isOf(new MobizonSign.Signed("27", "1", at, genuine))).isFalse();
    assertThat(sign.isOf(new MobizonSign.Signed("26", "1", at, ""))).isFalse();
    assertThat(new MobizonSign("other").isOf(new MobizonSign.Signed("26", "1", at, genuine)))
        .isFalse();
  }
}
