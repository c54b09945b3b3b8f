package semel.simulated.rows;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import semel.campaign.LeadCard;
import semel.campaign.LinkCode;
import semel.intake.LeadAnswers;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

/// One lead. Its person stays known by the number for ever, also when the person was erased.
///
/// @param number in the order of the registrations
/// @param person null once erased
public record Lead(
    LeadId id,
    long number,
    String campaign,
    String phone,
    @Nullable Person person,
    Visits visits,
    Instant createdAt,
    Instant scheduledFor,
    @Nullable Instant eraseAskedAt) {

  private static final String CODE = "code-";
  private static final Pattern LANGUAGE = Pattern.compile("\"lang\": ?\"([^\"]*)\"");

  /// What is personal; all but the recipients goes as soon as erasure is asked for.
  public record Person(
      @Nullable String name,
      EmailAddress email,
      String typedPhone,
      PhoneNumber phone,
      @Nullable String source,
      @Nullable String answers,
      @Nullable String metadata) {

    Person recipients() {
      return new Person(null, email, typedPhone, phone, null, null, null);
    }

    @Nullable String language() {
      var named = LANGUAGE.matcher(metadata == null ? "" : metadata);
      return named.find() ? named.group(1) : null;
    }
  }

  /// Clicks on the links of a lead.
  public record Visits(int clicks, @Nullable Instant sms, @Nullable Instant email) {}

  public boolean erased() {
    return person == null;
  }

  /// The person of a lead that still has one.
  public Person known() {
    if (person == null) {
      throw new IllegalStateException("lead " + id + " was erased");
    }
    return person;
  }

  public LinkCode code() {
    return new LinkCode(CODE + id);
  }

  /// The lead's id that a code carries; null for a code of nobody.
  public static @Nullable LeadId ofCode(LinkCode code) {
    try {
      return code.value().startsWith(CODE)
          ? LeadId.parse(code.value().substring(CODE.length()))
          : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  public LeadAnswers answers() {
    return person == null
        ? new LeadAnswers(null, null)
        : new LeadAnswers(person.answers(), person.language());
  }

  public LeadCard card() {
    var known = known();
    var name = known.name();
    return new LeadCard(
        name == null ? "" : name, known.phone(), known.email(), code(), known.language());
  }

  public Recipient recipient(MessageKey key) {
    return switch (key.channel()) {
      case SMS -> known().phone();
      case EMAIL -> known().email();
    };
  }

  public String masked(MessageKey key) {
    return person == null ? "erased" : recipient(key).masked();
  }

  public Lead visited(Visits now) {
    return new Lead(
        id, number, campaign, phone, person, now, createdAt, scheduledFor, eraseAskedAt);
  }

  public Lead eraseAsked(Instant now) {
    var left = person == null ? null : person.recipients();
    var since = eraseAskedAt == null ? now : eraseAskedAt;
    return new Lead(id, number, campaign, phone, left, visits, createdAt, scheduledFor, since);
  }

  public Lead erase() {
    return new Lead(
        id, number, campaign, phone, null, visits, createdAt, scheduledFor, eraseAskedAt);
  }
}
