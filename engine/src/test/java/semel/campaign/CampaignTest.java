package semel.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import semel.message.Channel;
import semel.message.Content;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

class CampaignTest {

  private static final LeadId LEAD = new LeadId(new UUID(1, 1));
  private static final MessageKey SMS = new MessageKey(LEAD, Channel.SMS);
  private static final MessageKey EMAIL = new MessageKey(LEAD, Channel.EMAIL);
  private static final PhoneNumber PHONE = new PhoneNumber("+77771234567");
  private static final EmailAddress ADDRESS = new EmailAddress("anna@example.org");
  private static final Texts TEXTS =
      new Texts(
          "{name}: {link}", "For {name}", "{name}, {link} {link}", "<a href=\"{link}\">{name}</a>");

  private static final Texts KAZAKH = new Texts("Сілтеме: {link}", "Хат", "Хат", "<p>Хат</p>");

  private static Campaign campaign(String base) {
    return new Campaign(
        "spring",
        Locale.ENGLISH,
        Map.of("en", TEXTS, "kk", KAZAKH),
        Duration.ofMinutes(10),
        URI.create(base),
        URI.create("https://example.org/test"));
  }

  private static LeadCard card(String name) {
    return new LeadCard(name, PHONE, ADDRESS, new LinkCode("Xy9"), null);
  }

  private static String sms(String name) {
    var envelope = campaign("https://s.example").render(SMS, card(name));
    return ((Content.Sms) envelope.content()).text();
  }

  private static Content.Email email(String name) {
    var envelope = campaign("https://s.example").render(EMAIL, card(name));
    return (Content.Email) envelope.content();
  }

  @Test
  void an_sms_goes_to_the_phone_and_links_by_its_letter() {
    var envelope = campaign("https://s.example").render(SMS, card("Anna"));
    assertThat(envelope.recipient()).isEqualTo(PHONE);
    assertThat(envelope.content()).isEqualTo(new Content.Sms("Anna: https://s.example/l/Xy9s"));
  }

  @Test
  void an_email_goes_to_the_address_in_all_its_parts() {
    var envelope = campaign("https://s.example").render(EMAIL, card("Anna"));
    assertThat(envelope.recipient()).isEqualTo(ADDRESS);
    assertThat(envelope.content())
        .isEqualTo(
            new Content.Email(
                "For Anna",
                "Anna, https://s.example/l/Xy9e https://s.example/l/Xy9e",
                "<a href=\"https://s.example/l/Xy9e\">Anna</a>",
                "https://s.example/u/Xy9e"));
  }

  @Test
  void a_text_may_hold_the_link_that_stops_further_messages() {
    var texts = new Texts("Stop: {stop}", "{stop}", "{stop}", "<a href=\"{stop}\">stop {name}</a>");
    var campaign =
        new Campaign(
            "spring",
            Locale.ENGLISH,
            Map.of("en", texts),
            Duration.ofMinutes(10),
            URI.create("https://s.example/a&b"),
            URI.create("https://example.org/test"));
    assertThat(campaign.render(SMS, card("Anna")).content())
        .isEqualTo(new Content.Sms("Stop: https://s.example/a&b/u/Xy9s"));
    assertThat(campaign.render(EMAIL, card("{stop}")).content())
        .isEqualTo(
            new Content.Email(
                "https://s.example/a&b/u/Xy9e",
                "https://s.example/a&b/u/Xy9e",
                "<a href=\"https://s.example/a&amp;b/u/Xy9e\">stop {stop}</a>",
                "https://s.example/a&b/u/Xy9e"));
  }

  @Test
  void the_end_of_a_link_names_its_lead_and_channel() {
    var code = new LinkCode("7Kq2_-abcDE");
    for (var channel : Channel.values()) {
      var end = "7Kq2_-abcDE" + Campaign.letter(channel);
      assertThat(Campaign.linked(end)).contains(new Campaign.Linked(code, channel));
    }
    for (var other : new String[] {"", "s", "7Kq2_-abcDEx", "7Kq2_-abcDE", "7Kq2_-abc/Es"}) {
      assertThat(Campaign.linked(other)).as(other).isEmpty();
    }
  }

  @Test
  void the_last_letter_of_a_link_tells_the_channels_apart() {
    assertThat(Campaign.letter(Channel.SMS)).isEqualTo('s');
    assertThat(Campaign.letter(Channel.EMAIL)).isEqualTo('e');
    var code = new LinkCode("Xy9");
    assertThat(campaign("https://s.example").link(code, Channel.SMS)).endsWith("/l/Xy9s");
    assertThat(campaign("https://s.example").link(code, Channel.EMAIL)).endsWith("/l/Xy9e");
  }

  @Test
  void a_base_with_a_slash_or_a_path_gives_one_slash() {
    var code = new LinkCode("Xy9");
    assertThat(campaign("https://s.example/").link(code, Channel.SMS))
        .isEqualTo("https://s.example/l/Xy9s");
    assertThat(campaign("https://s.example/semel").link(code, Channel.SMS))
        .isEqualTo("https://s.example/semel/l/Xy9s");
  }

  @Test
  void a_name_that_reads_like_a_placeholder_stays_a_name() {
    assertThat(sms("{link}")).isEqualTo("{link}: https://s.example/l/Xy9s");
    assertThat(sms("{name}")).isEqualTo("{name}: https://s.example/l/Xy9s");
    assertThat(email("{link}").html()).endsWith(">{link}</a>");
  }

  @Test
  void a_name_with_dollars_and_backslashes_is_taken_as_it_is() {
    assertThat(sms("$1 \\2 %s")).isEqualTo("$1 \\2 %s: https://s.example/l/Xy9s");
  }

  @Test
  void a_name_cannot_write_html() {
    var email = email("<b onclick='x(\"&\")'>");
    assertThat(email.html())
        .isEqualTo(
            "<a href=\"https://s.example/l/Xy9e\">"
                + "&lt;b onclick=&#39;x(&quot;&amp;&quot;)&#39;&gt;</a>");
    assertThat(email.text()).startsWith("<b onclick='x(\"&\")'>,");
    assertThat(email.subject()).isEqualTo("For <b onclick='x(\"&\")'>");
  }

  @Test
  void a_link_with_an_ampersand_is_escaped_in_html_only() {
    var envelope = campaign("https://s.example/?a=1&b=2").render(EMAIL, card("Anna"));
    var email = (Content.Email) envelope.content();
    assertThat(email.html()).contains("?a=1&amp;b=2/l/Xy9e");
    assertThat(email.text()).contains("?a=1&b=2/l/Xy9e");
  }

  @Test
  void the_same_lead_gives_the_same_envelope() {
    var campaign = campaign("https://s.example");
    assertThat(campaign.render(EMAIL, card("Anna")))
        .isEqualTo(campaign.render(EMAIL, card("Anna")));
  }

  @Test
  void a_lead_is_written_to_in_its_language_where_the_campaign_speaks_it() {
    for (var language : new String[] {"kk", "ru", "", "en"}) {
      var card = new LeadCard("Anna", PHONE, ADDRESS, new LinkCode("Xy9"), language);
      var sms = (Content.Sms) campaign("https://s.example").render(SMS, card).content();
      assertThat(sms.text())
          .isEqualTo((language.equals("kk") ? "Сілтеме: " : "Anna: ") + "https://s.example/l/Xy9s");
    }
  }

  @Test
  void a_campaign_speaks_its_own_language() {
    var like = campaign("https://s.example");
    assertThatThrownBy(() ->
            new Campaign(
                "x", Locale.FRENCH, like.texts(), like.delay(), like.publicUrl(), like.target()))
        .hasMessageContaining("x has no texts in its own language");
  }
}
