package semel.providers.mobizon.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.wire;
import static semel.providers.mobizon.certification.Certificate.Verdict.CONFIRMED;
import static semel.providers.mobizon.certification.Certificate.Verdict.CONTRADICTED;
import static semel.providers.mobizon.certification.Certificate.Verdict.NOT_LEARNED;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.lifecycle.LocalClock;
import semel.message.Recipient.PhoneNumber;
import semel.providers.Secret;
import semel.providers.fake.FakeMobizon;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.fake.MobizonRules;
import semel.providers.mobizon.MobizonSettings;
import semel.providers.mobizon.certification.Certificate.Point;
import semel.providers.mobizon.certification.Certificate.Verdict;

/// What a certification says of a Mobizon that is told how to behave.
final class CertificationTest {

  private static final PhoneNumber OWN = new PhoneNumber("+77771234567");

  private final Stepped time = new Stepped();
  private final FakeMobizon mobizon = new FakeMobizon("kz0", time::wall, 0);
  private final List<String> progress = new ArrayList<>();

  @AfterEach
  void close() {
    mobizon.close();
  }

  /// A clock that stands still until somebody waits.
  private static final class Stepped implements LocalClock {
    private Instant now = Instant.parse("2026-03-01T09:00:00Z");

    @Override
    public synchronized long monotonicNanos() {
      return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public synchronized Instant wall() {
      return now;
    }

    synchronized void pass(Duration time) {
      now = now.plus(time);
    }
  }

  private OptionalInt arrived(String question) {
    var text = question.substring(question.indexOf("Semel"), question.lastIndexOf('"'));
    return OptionalInt.of(
        (int) mobizon.ledger().entries().stream().filter(e -> e.text().startsWith(text)).count());
  }

  private Certificate run(Function<String, OptionalInt> owner) {
    var settings = MobizonSettings.of(mobizon.uri(), new Secret("kz0"), null);
    var circumstances =
        new Circumstances(time, time::pass, Duration.ofMinutes(2), progress::add, owner);
    return new Certification(settings, wire(Duration.ofMillis(800)), circumstances).run(OWN);
  }

  private Certificate run() {
    return run(this::arrived);
  }

  private static Point point(Certificate certificate, String name) {
    return certificate.points().stream()
        .filter(point -> point.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Verdict verdict(Certificate certificate, String name) {
    return point(certificate, name).verdict();
  }

  private void costsNoMoreThanWasSaid() {
    assertThat(mobizon.ledger().entries()).hasSizeLessThanOrEqualTo(Certification.SMS_MAX);
    assertThat(mobizon.ledger().entries())
        .allSatisfy(entry -> assertThat(entry.recipient()).isEqualTo(OWN.digits()));
  }

  @Test
  void a_mobizon_as_documented_is_certified_for_two_sms() {
    var certificate = run();
    assertThat(certificate.points())
        .filteredOn(Point::needed)
        .hasSizeGreaterThan(8)
        .allSatisfy(point -> assertThat(point.verdict()).as("%s", point).isEqualTo(CONFIRMED));
    assertThat(certificate.stagedMayBeUsed()).isTrue();
    assertThat(mobizon.ledger().entries()).hasSize(2);
    assertThat(progress).hasSizeGreaterThan(5).noneMatch(line -> line.contains(OWN.digits()));
    costsNoMoreThanWasSaid();
  }

  @Test
  void nothing_that_is_printed_shows_the_number_or_the_key() {
    assertThat(run().toString()).doesNotContain(OWN.digits()).doesNotContain("kz0");
  }

  @Test
  void a_draft_that_is_sent_at_every_send_is_found_out() {
    mobizon.rules().sendsDraftsTwice(true);
    var certificate = run();
    assertThat(verdict(certificate, "a draft is sent once")).isEqualTo(CONTRADICTED);
    assertThat(verdict(certificate, "SMS A on the phone")).isEqualTo(CONTRADICTED);
    assertThat(certificate.stagedMayBeUsed()).isFalse();
    costsNoMoreThanWasSaid();
  }

  @Test
  void an_owner_who_counts_two_is_believed_and_not_mobizon() {
    var certificate = run(question -> OptionalInt.of(question.contains("A") ? 2 : 0));
    assertThat(verdict(certificate, "a draft is sent once")).isEqualTo(CONFIRMED);
    assertThat(verdict(certificate, "SMS A on the phone")).isEqualTo(CONTRADICTED);
    assertThat(certificate.stagedMayBeUsed()).isFalse();
  }

  @Test
  void an_owner_who_does_not_count_certifies_nothing() {
    var certificate = run(_ -> OptionalInt.empty());
    assertThat(verdict(certificate, "SMS A on the phone")).isEqualTo(NOT_LEARNED);
    assertThat(certificate.stagedMayBeUsed()).isFalse();
  }

  @Test
  void lists_that_lag_are_waited_for_and_timed() {
    mobizon.rules().shownAfter(Duration.ofSeconds(30));
    var certificate = run();
    assertThat(point(certificate, "a draft shows on campaign/list").sentence())
        .isEqualTo("after 30000 ms");
    assertThat(certificate.stagedMayBeUsed()).isTrue();
  }

  @Test
  void lists_that_lag_longer_than_anybody_waits_are_not_learned() {
    mobizon.rules().shownAfter(Duration.ofMinutes(30));
    var certificate = run();
    assertThat(verdict(certificate, "a draft shows on campaign/list")).isEqualTo(NOT_LEARNED);
    assertThat(certificate.stagedMayBeUsed()).isFalse();
  }

  @Test
  void what_else_is_open_is_learned_on_the_way() {
    mobizon.rules().zone(ZoneOffset.ofHours(5)).nestedCampaign(false).errorHttpCode(400);
    var certificate = run();
    assertThat(point(certificate, "zone of timestamps").sentence())
        .isEqualTo("they are in UTC+05:00");
    assertThat(verdict(certificate, "items of message/list carry their campaign"))
        .isEqualTo(CONTRADICTED);
    assertThat(point(certificate, "HTTP code of refusals").sentence()).contains("HTTP 400");
    assertThat(verdict(certificate, "params[name] is the campaign's name")).isEqualTo(CONFIRMED);
    assertThat(certificate.stagedMayBeUsed()).isTrue();
  }

  @Test
  void moderation_is_told_and_certifies_nothing_before_the_sms_is_there() {
    mobizon.rules().moderation(MobizonRules.Moderation.PENDING);
    var certificate = run(_ -> OptionalInt.of(0));
    assertThat(point(certificate, "moderation").sentence()).contains("people look at it");
    assertThat(verdict(certificate, "SMS A on the phone")).isEqualTo(NOT_LEARNED);
    assertThat(certificate.stagedMayBeUsed()).isFalse();
  }

  @Test
  void a_key_that_does_not_work_sends_nothing() {
    mobizon.faults(FaultPlan.always(Fault.OUTAGE));
    assertThat(run().stagedMayBeUsed()).isFalse();
    assertThat(mobizon.ledger().entries()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "CUT_BEFORE",
        "CUT_AFTER_ACCEPTING",
        "ERROR_500_AFTER_ACCEPTING",
        "GARBAGE_AFTER_ACCEPTING",
        "REFUSE",
        "LIST_ERROR"
      })
  void under_faults_nothing_is_certified_and_the_cost_is_kept(Fault fault) {
    mobizon.faults(FaultPlan.always(fault));
    var certificate = run();
    assertThat(certificate.stagedMayBeUsed()).isFalse();
    costsNoMoreThanWasSaid();
  }

  @Test
  void answers_that_are_lost_only_while_sending_certify_nothing() {
    // Draft B takes four calls that can be lost, draft A is created and filled in two more.
    mobizon.faults(
        FaultPlan.script(
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.CUT_AFTER_ACCEPTING,
            Fault.CUT_AFTER_ACCEPTING));
    var certificate = run();
    assertThat(verdict(certificate, "a draft is sent once")).isEqualTo(NOT_LEARNED);
    assertThat(certificate.stagedMayBeUsed()).isFalse();
    costsNoMoreThanWasSaid();
  }
}
