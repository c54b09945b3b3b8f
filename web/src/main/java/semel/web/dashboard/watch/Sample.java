package semel.web.dashboard.watch;

import static java.util.Comparator.comparing;

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

/// The messages of a campaign as a lead with a long name would get them.
public record Sample(String language, String sms, Segments segments, String subject, String text) {

  private static final LeadId NOBODY = new LeadId(new UUID(0, 0));
  private static final LeadCard LONG_NAME =
      new LeadCard(
          "Айша-Гүлсім Нұрмұхамбетқызы",
          new PhoneNumber("+77000000000"),
          new EmailAddress("test@example.com"),
          new LinkCode("AAAAAAAAAAA"),
          null);

  /// One for each language, that of the campaign first.
  static List<Sample> of(Campaign campaign) {
    var own = campaign.language().getLanguage();
    return campaign.texts().keySet().stream()
        .sorted(comparing((String language) -> !language.equals(own)).thenComparing(l -> l))
        .map(language -> of(campaign, language))
        .toList();
  }

  private static Sample of(Campaign campaign, String language) {
    var card = LONG_NAME.in(language);
    var sms = (Content.Sms) content(campaign, Channel.SMS, card);
    var email = (Content.Email) content(campaign, Channel.EMAIL, card);
    return new Sample(language, sms.text(), Segments.of(sms.text()), email.subject(), email.text());
  }

  private static Content content(Campaign campaign, Channel channel, LeadCard card) {
    return campaign.render(new MessageKey(NOBODY, channel), card).content();
  }
}
