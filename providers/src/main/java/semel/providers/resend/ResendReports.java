package semel.providers.resend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.ReceiptKind;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.providers.Json;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;
import semel.providers.wire.Wire;
import semel.reconcile.ProviderEvent;
import semel.reconcile.Receipt;
import semel.reconcile.Reports;
import semel.reconcile.Told;
import tools.jackson.databind.JsonNode;

/// Receipts of Resend: its events, which are signed with what they say, and the `last_event` of an
/// email that is asked about.
///
/// | event | receipt |
/// |---|---|
/// | `sent`, `scheduled`, `queued` | accepted, no more |
/// | `delivery_delayed` | delayed |
/// | `delivered`, `opened`, `clicked` | delivered |
/// | `bounced`, `failed`, `suppressed`, `canceled` | undelivered |
/// | `complained` | complained |
public final class ResendReports implements Reports {

  private static final String EMAIL_EVENT = "email.";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,40}");
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final List<Account> accounts;
  private final @Nullable ResendCalls calls;

  private ResendReports(List<Account> accounts, @Nullable ResendCalls calls) {
    this.accounts = accounts;
    this.calls = calls;
  }

  /// Reads events, and asks with the key of an account.
  ///
  /// @param wire whose limits are the longest that a question may take
  public static ResendReports of(ResendSettings settings, Wire wire) {
    return new ResendReports(List.of(settings.account()), new ResendCalls(settings, wire));
  }

  /// Reads events only: there is a webhook, but no account to ask with or to send from.
  public static ResendReports ofEvents() {
    return new ResendReports(List.of(), null);
  }

  @Override
  public String provider() {
    return "resend";
  }

  @Override
  public List<Account> accounts() {
    return accounts;
  }

  @Override
  public Told read(ProviderEvent event) {
    var body = Json.object(event.payload());
    if (body.isEmpty()) {
      return new Told.Elsewhere("not readable");
    }
    var type = Json.text(body.get().path("type")).orElse("");
    var word = type.startsWith(EMAIL_EVENT) ? type.substring(EMAIL_EVENT.length()) : "";
    var data = body.get().path("data");
    var id = Json.id(data.path("email_id"));
    if (id.isEmpty() || !isKnown(word)) {
      return new Told.Elsewhere("not about how an email fared");
    }
    return key(data.path("tags"))
        .<Told>map(key ->
            new Told.Reported(
                new Receipt(
                    new ProviderReference(id.get()),
                    key,
                    kind(word),
                    isForGood(word, data),
                    word + cause(data))))
        .orElseGet(() -> new Told.Elsewhere("not sent by Semel"));
  }

  private static boolean isKnown(String word) {
    return switch (word) {
      case "sent", "scheduled", "queued" -> true;
      default -> kind(word) != null;
    };
  }

  private static @Nullable ReceiptKind kind(String word) {
    return switch (word) {
      case "delivery_delayed" -> ReceiptKind.DELAYED;
      case "delivered", "opened", "clicked" -> ReceiptKind.DELIVERED;
      case "bounced", "failed", "suppressed", "canceled" -> ReceiptKind.UNDELIVERED;
      case "complained" -> ReceiptKind.COMPLAINED;
      default -> null;
    };
  }

  /// A complaint, an address that Resend itself suppresses, and one that a server refused for good.
  private static boolean isForGood(String word, JsonNode data) {
    return switch (word) {
      case "complained", "suppressed" -> true;
      case "bounced" ->
          Json.text(data.path("bounce").path("type")).equals(Optional.of("Permanent"));
      default -> false;
    };
  }

  /// Why it bounced, in Resend's own words: never the server's text, which quotes addresses.
  private static String cause(JsonNode data) {
    var bounce = data.path("bounce");
    return word(bounce.path("type")) + word(bounce.path("subType"));
  }

  private static String word(JsonNode node) {
    return Json.text(node).filter(w -> WORD.matcher(w).matches()).map(w -> " " + w).orElse("");
  }

  /// The tags that every email of Semel's carries. Events show them as members, reads as a list.
  private static Optional<MessageKey> key(JsonNode tags) {
    return tag(tags, "channel")
        .filter(Channel.EMAIL.key()::equals)
        .flatMap(_ -> tag(tags, "lead"))
        .flatMap(ResendReports::lead)
        .map(lead -> new MessageKey(lead, Channel.EMAIL));
  }

  private static Optional<String> tag(JsonNode tags, String name) {
    if (!tags.isArray()) {
      return Json.text(tags.path(name));
    }
    return tags.valueStream()
        .filter(tag -> tag.path("name").asString("").equals(name))
        .findFirst()
        .flatMap(tag -> Json.text(tag.path("value")));
  }

  private static Optional<LeadId> lead(String text) {
    try {
      return Optional.of(LeadId.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// One at a time: Resend counts reads and sends together.
  @Override
  public int most() {
    return calls == null ? 0 : 1;
  }

  @Override
  public Asked ask(List<ProviderReference> references) {
    var receipts = new ArrayList<Receipt>();
    for (var reference : references) {
      if (calls == null || !ID.matcher(reference.value()).matches()) {
        continue;
      }
      switch (calls.email(reference)) {
        case Exchange.Answered(var answer) -> {
          if (answer.code() == OK) {
            receipt(reference, answer).ifPresent(receipts::add);
          } else if (answer.code() != NOT_FOUND) {
            return new Asked(receipts, said(answer));
          }
        }
        case Exchange.NotWritten(var reason) -> {
          return new Asked(receipts, reason);
        }
        case Exchange.Lost(var reason) -> {
          return new Asked(receipts, reason);
        }
        case Exchange.Stopped() -> {
          return new Asked(receipts, "The question was not asked.");
        }
      }
    }
    return new Asked(receipts, null);
  }

  private static Optional<Receipt> receipt(ProviderReference reference, Answer answer) {
    return Json.object(answer.body())
        .filter(body -> Json.id(body.path("id")).equals(Optional.of(reference.value())))
        .flatMap(body ->
            Json.text(body.path("last_event"))
                .filter(ResendReports::isKnown)
                .map(
                    word -> new Receipt(reference, null, kind(word), isForGood(word, body), word)));
  }

  private static String said(Answer answer) {
    return "Resend answered HTTP "
        + answer.code()
        + Complaint.of(answer).map(complaint -> " " + complaint.name()).orElse("")
        + ".";
  }
}
