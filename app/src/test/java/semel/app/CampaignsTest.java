package semel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

/// The texts that come with Semel.
class CampaignsTest {

  /// One SMS that is not plain Latin has 70 units of UTF-16; more is charged as two or more.
  private static final int ONE_SMS = 70;

  /// As long as the store makes them: 66 bits, six to a character.
  private static final String CODE = "abcdefghijk";

  private static final String LONGEST_URL = "https://go.academy.example.com";
  private static final LeadId LEAD = new LeadId(new UUID(1, 2));

  private static Campaign proftest(String publicUrl) {
    return Campaigns.proftest(
        Duration.ofMinutes(10), URI.create(publicUrl), URI.create("https://example.com/test"));
  }

  private static LeadCard card(String name) {
    return new LeadCard(
        name,
        new PhoneNumber("+77771234567"),
        new EmailAddress("a@example.kz"),
        new LinkCode(CODE),
        null);
  }

  private static String sms(String publicUrl, String name) {
    var key = new MessageKey(LEAD, Channel.SMS);
    var content = (Content.Sms) proftest(publicUrl).render(key, card(name)).content();
    return content.text();
  }

  private static Content.Email email(String name) {
    var key = new MessageKey(LEAD, Channel.EMAIL);
    return (Content.Email) proftest(LONGEST_URL).render(key, card(name)).content();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "https://go.example.kz",
        "https://go.academy.example.com"
      })
  void the_sms_is_one_segment(String publicUrl) {
    assertThat(publicUrl).hasSizeLessThanOrEqualTo(30);
    assertThat(sms(publicUrl, "Айгерим"))
        .hasSizeLessThanOrEqualTo(ONE_SMS)
        .endsWith(publicUrl + "/l/" + CODE + "s");
  }

  @Test
  void the_sms_is_one_segment_however_long_the_name_is() {
    assertThat(LONGEST_URL).hasSize(30);
    assertThat(sms(LONGEST_URL, "А".repeat(200))).hasSizeLessThanOrEqualTo(ONE_SMS);
  }

  @Test
  void every_text_is_in_russian() {
    var campaign = proftest(LONGEST_URL);
    var texts = Objects.requireNonNull(campaign.texts().get("ru"));
    assertThat(campaign.language().getLanguage()).isEqualTo("ru");
    for (var text :
        new String[] {texts.sms(), texts.emailSubject(), texts.emailText(), texts.emailHtml()}) {
      assertThat(text).containsPattern("[а-яё]{4}").doesNotContain("\ufffd", "Ð", "?");
    }
    assertThat(texts.emailHtml()).contains("<html lang=\"ru\">", "<meta charset=\"utf-8\">");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "kk", "en"})
  void every_language_has_its_texts_and_an_sms_of_one_segment(String language) {
    var campaign = proftest(LONGEST_URL);
    var card =
        new LeadCard(
            "Айгерим",
            new PhoneNumber("+77771234567"),
            new EmailAddress("a@example.kz"),
            new LinkCode(CODE),
            language);
    var sms = (Content.Sms) campaign.render(new MessageKey(LEAD, Channel.SMS), card).content();
    assertThat(Segments.of(sms.text()).count()).isEqualTo(1);
    var email =
        (Content.Email) campaign.render(new MessageKey(LEAD, Channel.EMAIL), card).content();
    assertThat(email.html()).contains("<html lang=\"" + language + "\">", "Айгерим");
    var stop = LONGEST_URL + "/u/" + CODE + "e";
    assertThat(email.text()).contains(": " + stop + "\n");
    assertThat(email.html()).contains("<a href=\"" + stop + "\"");
    assertThat(email.stopLink()).isEqualTo(stop);
    assertThat(email.subject() + email.text() + email.html() + sms.text())
        .doesNotContain("{name}", "{link}", "{stop}");
  }

  @Test
  void nothing_is_left_to_be_filled_in() {
    var email = email("Айгерим");
    assertThat(sms(LONGEST_URL, "Айгерим") + email.subject() + email.text() + email.html())
        .doesNotContain("{name}", "{link}");
  }

  @Test
  void the_email_greets_by_name_and_leads_to_its_own_link() {
    var email = email("Айгерим");
    var link = LONGEST_URL + "/l/" + CODE + "e";
    assertThat(email.subject()).isNotBlank().doesNotContain("\n", "\r");
    assertThat(email.text()).contains("Айгерим", link);
    assertThat(email.html()).contains("Айгерим", "<a href=\"" + link + "\"");
  }

  @Test
  void a_name_cannot_become_markup() {
    var html = email("<img src=x onerror=\"alert('1')\"> & Co").html();
    assertThat(html)
        .doesNotContain("<img", "alert('1')")
        .contains("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Co");
  }

  @Test
  void a_link_is_escaped_in_the_html_and_plain_in_the_text() {
    var key = new MessageKey(LEAD, Channel.EMAIL);
    var content =
        (Content.Email) proftest("https://example.com/a&b").render(key, card("А")).content();
    assertThat(content.html()).contains("https://example.com/a&amp;b/l/").doesNotContain("a&b/l/");
    assertThat(content.text()).contains("https://example.com/a&b/l/");
  }

  @Test
  void a_name_that_looks_like_a_place_for_a_link_stays_a_name() {
    assertThat(email("{link}").text()).contains("Здравствуйте, {link}!");
  }
}
