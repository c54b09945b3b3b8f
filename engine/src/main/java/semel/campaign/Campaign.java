package semel.campaign;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.Content;
import semel.message.Envelope;
import semel.message.MessageKey;
import semel.message.Recipient;

/// One campaign: what is sent, how long after the registration, and where its links lead.
///
/// @param slug its name in URLs
/// @param language of leads that named none, or one that it has no texts in
/// @param texts by the code of their language
/// @param publicUrl base of the short links
/// @param target where a click ends
public record Campaign(
    String slug,
    Locale language,
    Map<String, Texts> texts,
    Duration delay,
    URI publicUrl,
    URI target) {

  public Campaign {
    texts = Map.copyOf(texts);
    if (!texts.containsKey(language.getLanguage())) {
      throw new IllegalArgumentException(slug + " has no texts in its own language");
    }
  }

  /// Renders one message of a lead. The same arguments give the same envelope.
  public Envelope render(MessageKey key, LeadCard lead) {
    var link = link(lead.code(), key.channel());
    var texts = texts(lead.language());
    var content =
        switch (key.channel()) {
          case SMS -> new Content.Sms(fill(texts.sms(), lead.name(), link));
          case EMAIL ->
              new Content.Email(
                  fill(texts.emailSubject(), lead.name(), link),
                  fill(texts.emailText(), lead.name(), link),
                  fill(texts.emailHtml(), escape(lead.name()), escape(link)));
        };
    Recipient recipient =
        switch (key.channel()) {
          case SMS -> lead.phone();
          case EMAIL -> lead.email();
        };
    return new Envelope(key, recipient, content);
  }

  private Texts texts(@Nullable String named) {
    var found = named == null ? null : texts.get(named);
    return Objects.requireNonNull(found == null ? texts.get(language.getLanguage()) : found);
  }

  /// The short link of a lead in one channel; the last letter says which, so clicks are told apart.
  public String link(LinkCode code, Channel channel) {
    var base = publicUrl.toString();
    var slash = base.endsWith("/") ? "" : "/";
    return base + slash + "l/" + code.value() + letter(channel);
  }

  /// The letter that ends a link of this channel.
  public static char letter(Channel channel) {
    return switch (channel) {
      case SMS -> 's';
      case EMAIL -> 'e';
    };
  }

  private static String fill(String template, String name, String link) {
    // The name goes in last: a name that reads "{link}" stays a name.
    return template.replace("{link}", link).replace("{name}", name);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
