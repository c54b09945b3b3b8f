package semel.benchmarks.micro;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import semel.account.Capability;
import semel.account.Outcome;
import semel.campaign.Campaign;
import semel.campaign.LeadCard;
import semel.campaign.LinkCode;
import semel.campaign.Texts;
import semel.database.GroupCommit;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Terms;
import semel.message.Attempts;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.Envelope;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State.Scheduled;
import semel.postgres.row.Columns;

/// What a message costs this process beside its I/O, and a piece of work to compare it with.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HotPaths {

  private static final int BATCH = 500;
  private static final int STEPS = 1_000;
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00.123456Z");
  private static final MessageKey KEY =
      new MessageKey(
          new LeadId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057")), Channel.EMAIL);

  private final SplittableRandom random = new SplittableRandom(1);
  private final long start = random.nextLong();
  private final ClaimId claim = ClaimId.draw(random);
  private final Message due =
      new Message(
          KEY,
          new Scheduled(NOW),
          null,
          Attempts.none(),
          NOW,
          NOW.plus(Duration.ofHours(24)),
          false);
  private final Terms terms =
      new Terms(
          new Capability.Lookup(),
          new RetryPolicy(8, Duration.ofSeconds(2), Duration.ofMinutes(10)),
          NOW,
          0.5);
  private final Event claimed = new Event.Claimable(claim, NOW.plusSeconds(60));
  private final Event accepted =
      new Event.Answered(claim, new Outcome.Accepted(new ProviderReference("p-1")));
  private final Campaign campaign =
      new Campaign(
          "proftest",
          Locale.ENGLISH,
          Map.of(
              "en",
              new Texts(
                  "{name}, your result is ready: {link}",
                  "{name}, your result is ready",
                  "Good day, {name}! You took our test. Your result is here: {link}",
                  "<p>Good day, {name}!</p><p><a href=\"{link}\">Your result</a></p>")),
          Duration.ofMinutes(10),
          URI.create("https://example.com"),
          URI.create("https://example.com"));
  private final LeadCard lead =
      new LeadCard(
          "Aigerim",
          new PhoneNumber("+77771234567"),
          new EmailAddress("aigerim@example.com"),
          new LinkCode("abcdefghijk"),
          "en");
  private final GroupCommit<Integer, Integer> group =
      new GroupCommit<>(
          new GroupCommit.Bounds(2, 512, 10_000, Duration.ofSeconds(1), Duration.ofSeconds(1)),
          wanted -> wanted);
  private final List<UUID> ids = new ArrayList<>();
  private final PreparedStatement nowhere =
      (PreparedStatement)
          Proxy.newProxyInstance(
              HotPaths.class.getClassLoader(),
              new Class<?>[] {PreparedStatement.class},
              (_, _, _) -> null);

  public HotPaths() {
    for (var i = 0; i < BATCH; i++) {
      ids.add(new UUID(random.nextLong(), random.nextLong()));
    }
  }

  /// A thousand random numbers, each made of the last one (xorshift, Marsaglia 2003), so that none
  /// can be left out or made beside another: what the others are compared with.
  @Benchmark
  public long yardstick() {
    var x = start;
    for (var i = 0; i < STEPS; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }

  /// From scheduled to claimed to sent.
  @Benchmark
  public Decision decide() {
    var move = (Decision.Move) Lifecycle.decide(due, claimed, terms);
    return Lifecycle.decide(move.after(), accepted, terms);
  }

  @Benchmark
  public Envelope render() {
    return campaign.render(KEY, lead);
  }

  /// A caller who finds a free lane.
  @Benchmark
  public Object commitAlone() {
    return group.write(1);
  }

  /// An id, a time and a text of each row of a batch.
  @Benchmark
  public Object columns() throws SQLException {
    var columns = new Columns<>(nowhere, ids);
    columns.bind(id -> id);
    columns.bind(id -> NOW.plusNanos(id.getLeastSignificantBits() & 0xFFFF));
    columns.bind(_ -> "accepted as p-1");
    return columns;
  }
}
