package semel.contract;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import semel.account.Outcome;
import semel.campaign.Campaign;
import semel.campaign.LeadCard;
import semel.campaign.LinkCode;
import semel.campaign.Texts;
import semel.dispatch.Claim;
import semel.lifecycle.Moment;
import semel.message.Attempts;
import semel.message.ClaimId;
import semel.message.Envelope;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State;

/// A contract that is played on a provider: each sentence on one that took nothing yet.
public abstract class ProviderContract {

  protected static final String PHONE = "+77017654321";
  protected static final String ADDRESS = "somebody.special@example.org";

  private static final Random RANDOM = new Random();

  protected ProviderUnderTest provider;

  /// A provider that took nothing yet.
  protected abstract ProviderUnderTest open();

  @BeforeEach
  void openProvider() {
    provider = open();
  }

  @AfterEach
  void closeProvider() {
    provider.close();
  }

  /// An envelope of a lead; all of them go to one recipient.
  protected Envelope envelope(int lead) {
    var id = new LeadId(new UUID(lead, 0x5e3e1));
    var key = new MessageKey(id, provider.sender().account().channel());
    var texts = new Texts("Hi {name} {link}", "Hi {name}", "Hi {link}", "<p>{name} {link}</p>");
    var link = URI.create("https://semel.example");
    var card =
        new LeadCard(
            "Ая & \"Co\"",
            new PhoneNumber(PHONE),
            new EmailAddress(ADDRESS),
            new LinkCode("c" + lead),
            null);
    return new Campaign("spring", Locale.ENGLISH, Map.of("en", texts), Duration.ZERO, link, link)
        .render(key, card);
  }

  /// A claim of a lead's message, a new one each time, with the frozen body.
  protected Claim claim(int lead) {
    var envelope = envelope(lead);
    return new Claim(
        envelope.key(),
        ClaimId.draw(RANDOM),
        envelope.recipient(),
        provider.sender().compose(envelope),
        new Moment(System.nanoTime(), Instant.now()),
        Duration.ofDays(1),
        null);
  }

  /// The message of a claim whose answer is lost.
  protected static Message inDoubt(Claim claim, Instant since) {
    var state = new State.InDoubt(since, since, since, "no answer");
    var attempts = new Attempts(1, 1, false, since, claim.draft());
    var notAfter = since.plus(Duration.ofDays(1));
    return new Message(claim.key(), state, claim.id(), attempts, since, notAfter, false);
  }

  /// Sends with a guard that always allows it.
  protected Outcome send(Claim claim) {
    return provider.sender().send(claim, () -> true);
  }
}
