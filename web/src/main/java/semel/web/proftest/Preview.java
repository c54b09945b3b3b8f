package semel.web.proftest;

import java.time.Instant;
import java.util.UUID;
import semel.campaign.Campaign;
import semel.campaign.LeadCard;
import semel.campaign.LinkCode;
import semel.message.Channel;
import semel.message.Content;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.web.page.Words;

/// The two messages that will come, as somebody of a usual name would get them.
///
/// @param at when they come
public record Preview(String sms, String subject, String text, Instant at) {

  private static final LeadId NOBODY = new LeadId(new UUID(0, 0));

  static Preview of(Campaign campaign, Words words, Instant now) {
    var card =
        new LeadCard(
            words.say("proftest.sample-name"),
            new PhoneNumber("+77000000000"),
            new EmailAddress("test@example.com"),
            new LinkCode("7Kq2…"),
            words.language().code());
    var sms = (Content.Sms) content(campaign, Channel.SMS, card);
    var email = (Content.Email) content(campaign, Channel.EMAIL, card);
    return new Preview(
        sms.text(), email.subject(), email.text().strip(), now.plus(campaign.delay()));
  }

  private static Content content(Campaign campaign, Channel channel, LeadCard card) {
    return campaign.render(new MessageKey(NOBODY, channel), card).content();
  }
}
