package semel.postgres;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import semel.campaign.Campaign;
import semel.campaign.LinkCode;
import semel.database.CommitUnknown;
import semel.database.Database;
import semel.database.GroupCommit;
import semel.intake.IntakeLimits;
import semel.intake.LeadAnswers;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.Channel;
import semel.message.LeadId;
import semel.postgres.intake.Enrolment;
import semel.postgres.intake.GroupEnrolment;
import semel.postgres.row.Codes;

/// Leads on PostgreSQL. Those who register at the same time share one commit.
public final class PostgresLeads implements Leads {

  private static final String PUBLISH =
      """
      INSERT INTO semel.campaign (slug, language, delay, target)
      VALUES (?, ?, ? * interval '1 millisecond', ?)
      ON CONFLICT (slug) DO UPDATE
      SET language = excluded.language, delay = excluded.delay, target = excluded.target,
          updated_at = clock_timestamp()
      """;

  private static final String CLICK =
      """
      UPDATE semel.lead l
      SET clicks = l.clicks + 1, updated_at = clock_timestamp(),
          sms_clicked_at = CASE WHEN ? = 0 THEN coalesce(l.sms_clicked_at, clock_timestamp())
                                ELSE l.sms_clicked_at END,
          email_clicked_at = CASE WHEN ? = 1 THEN coalesce(l.email_clicked_at, clock_timestamp())
                                  ELSE l.email_clicked_at END
      FROM semel.campaign c
      WHERE c.slug = l.campaign
        AND l.id = coalesce(?::uuid, (SELECT k.id FROM semel.lead k WHERE k.code = ? LIMIT 1))
      RETURNING c.target
      """;

  private static final String ANSWERS =
      """
      SELECT l.answers, l.metadata->>'lang' AS language
      FROM semel.lead l
      WHERE l.code = ?
      LIMIT 1
      """;

  /// Two, because more lanes gain nothing on two cores, and one would idle while it commits. Fewer
  /// wait than connections are let in: who is turned away is told so at once.
  private static final GroupCommit.Bounds BOUNDS =
      new GroupCommit.Bounds(2, 500, 1_000, Duration.ofMillis(50), Duration.ofSeconds(5));

  private final Database database;
  private final IntakeLimits limits;
  private final IntConsumer groupSizes;
  private final GroupCommit<Registration, Optional<Registered>> groups;

  /// @param limits of those who come through the public door
  public PostgresLeads(Database database, IntakeLimits limits) {
    this(database, limits, _ -> {});
  }

  /// @param groupSizes told how many share a commit
  public PostgresLeads(Database database, IntakeLimits limits, IntConsumer groupSizes) {
    this.database = database;
    this.limits = limits;
    this.groupSizes = groupSizes;
    this.groups = new GroupCommit<>(BOUNDS, this::together);
  }

  @Override
  public void publish(Campaign campaign) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(PUBLISH)) {
        statement.setString(1, campaign.slug());
        statement.setString(2, campaign.language().toLanguageTag());
        statement.setLong(3, campaign.delay().toMillis());
        statement.setString(4, campaign.target().toString());
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public Registered register(Registration registration) {
    var written = groups.write(registration);
    return written.isEmpty()
        ? new Registered.Crowded()
        : written.get().orElseGet(() -> alone(registration));
  }

  private Registered alone(Registration registration) {
    try {
      return database.transaction(connection -> Enrolment.write(connection, registration, limits));
    } catch (CommitUnknown _) {
      return new Registered.Unsure();
    }
  }

  /// Empty for whoever has to go alone: nobody holds a lane while they wait for somebody else.
  private List<Optional<Registered>> together(List<Registration> group) {
    groupSizes.accept(group.size());
    try {
      return database
          .transaction(connection -> GroupEnrolment.write(connection, group, limits))
          .stream()
          .map(Optional::ofNullable)
          .toList();
    } catch (CommitUnknown _) {
      return Collections.nCopies(group.size(), Optional.of(new Registered.Unsure()));
    }
  }

  @Override
  public Optional<URI> click(LinkCode code, Channel channel) {
    return click(null, code.value(), channel);
  }

  @Override
  public Optional<URI> click(LeadId lead, Channel channel) {
    return click(lead.value(), null, channel);
  }

  private Optional<URI> click(@Nullable UUID lead, @Nullable String code, Channel channel) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(CLICK)) {
        statement.setInt(1, Codes.of(channel));
        statement.setInt(2, Codes.of(channel));
        statement.setObject(3, lead, java.sql.Types.OTHER);
        statement.setString(4, code);
        try (var r = statement.executeQuery()) {
          return r.next() ? Optional.of(URI.create(r.getString("target"))) : Optional.empty();
        }
      }
    });
  }

  @Override
  public Optional<LeadAnswers> answers(LinkCode code) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(ANSWERS)) {
        statement.setString(1, code.value());
        try (var r = statement.executeQuery()) {
          return r.next()
              ? Optional.of(new LeadAnswers(r.getString("answers"), r.getString("language")))
              : Optional.empty();
        }
      }
    });
  }
}
