package semel.campaign;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
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

  private static final Pattern END = Pattern.compile("[A-Za-z0-9_-]{11}[a-z]");

  /// What the end of a link says.
  public record Linked(LinkCode code, Channel channel) {}

  private record Links(String own, String stop) {
    Links escaped() {
      return new Links(escape(own), escape(stop));
    }
  }

  public Campaign {
    texts = Map.copyOf(texts);
    if (!texts.containsKey(language.getLanguage())) {
      throw new IllegalArgumentException(slug + " has no texts in its own language");
    }
  }

  /// Renders one message of a lead. The same arguments give the same envelope.
  public Envelope render(MessageKey key, LeadCard lead) {
    var links = new Links(link(lead.code(), key.channel()), stopLink(lead.code(), key.channel()));
    var texts = texts(lead.language());
    var content =
        switch (key.channel()) {
          case SMS -> new Content.Sms(fill(texts.sms(), lead.name(), links));
          case EMAIL ->
              new Content.Email(
                  fill(texts.emailSubject(), lead.name(), links),
                  fill(texts.emailText(), lead.name(), links),
                  fill(texts.emailHtml(), escape(lead.name()), links.escaped()),
                  links.stop);
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
    return link("l/", code, channel);
  }

  /// The link by which the recipient of a message says that no more may come.
  public String stopLink(LinkCode code, Channel channel) {
    return link("u/", code, channel);
  }

  private String link(String kind, LinkCode code, Channel channel) {
    var base = publicUrl.toString();
    var slash = base.endsWith("/") ? "" : "/";
    return base + slash + kind + code.value() + letter(channel);
  }

  /// What the end of a link says; empty for what no link ends with.
  public static Optional<Linked> linked(String end) {
    if (!END.matcher(end).matches()) {
      return Optional.empty();
    }
    var last = end.length() - 1;
    return Arrays.stream(Channel.values())
        .filter(channel -> letter(channel) == end.charAt(last))
        .map(channel -> new Linked(new LinkCode(end.substring(0, last)), channel))
        .findFirst();
  }

  /// The letter that ends a link of this channel.
  public static char letter(Channel channel) {
    return switch (channel) {
      case SMS -> 's';
      case EMAIL -> 'e';
    };
  }

  private static String fill(String template, String name, Links links) {
    // The name goes in last: a name that reads "{link}" stays a name.
    return template
        .replace("{link}", links.own)
        .replace("{stop}", links.stop)
        .replace("{name}", name);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
