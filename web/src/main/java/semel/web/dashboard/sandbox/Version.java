package semel.web.dashboard.sandbox;

import java.util.List;
import java.util.UUID;
import semel.campaign.Campaign;
import semel.campaign.LeadCard;
import semel.campaign.LinkCode;
import semel.campaign.Segments;
import semel.message.Channel;
import semel.message.Content;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

/// The SMS of a lead as it would be in one language.
public record Version(String language, Segments segments) {

  private static final MessageKey KEY = new MessageKey(new LeadId(new UUID(0, 0)), Channel.SMS);

  /// One for each language of the campaign.
  static List<Version> of(Campaign campaign, String name) {
    // All links are as long as this one, and whom it goes to changes nothing.
    var card =
        new LeadCard(
            name,
            new PhoneNumber("+77000000000"),
            new EmailAddress("test@example.com"),
            new LinkCode("AAAAAAAAAAA"),
            null);
    return campaign.texts().keySet().stream()
        .sorted()
        .map(language -> of(campaign, card.in(language)))
        .toList();
  }

  private static Version of(Campaign campaign, LeadCard card) {
    var content = (Content.Sms) campaign.render(KEY, card).content();
    return new Version(String.valueOf(card.language()), Segments.of(content.text()));
  }
}
