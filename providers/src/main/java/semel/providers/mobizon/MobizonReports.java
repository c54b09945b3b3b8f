package semel.providers.mobizon;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.ReceiptKind;
import semel.message.ProviderReference;
import semel.providers.Form;
import semel.providers.Json;
import semel.providers.mobizon.Reads.Unanswered;
import semel.providers.wire.Wire;
import semel.reconcile.ProviderEvent;
import semel.reconcile.Receipt;
import semel.reconcile.Reports;
import semel.reconcile.Told;
import tools.jackson.databind.JsonNode;

/// Receipts of Mobizon. The sign of its events does not cover what they say, so an event is only
/// read for which message it names (R9); the receipt is what Mobizon answers when it is asked.
///
/// | status | receipt |
/// |---|---|
/// | `NEW`, `ENQUEUD`, `ACCEPTD` | none yet |
/// | `PDLIVRD` | delayed: a part of it is missing |
/// | `DELIVRD` | delivered |
/// | `UNDELIV`, `REJECTD`, `EXPIRED`, `DELETED` | undelivered |
public final class MobizonReports implements Reports {

  /// What `message/getSMSStatus` takes at once.
  private static final int MOST = 100;

  private static final String REPORT = "sms-delivery-report";

  /// Where a message is called by the campaign around it.
  private static final String CAMPAIGN = "campaign:";

  private final MobizonSettings settings;
  private final Reads reads;

  /// @param wire whose limits are the longest that one of the questions may take
  public MobizonReports(MobizonSettings settings, Wire wire) {
    this.settings = settings;
    this.reads = new Reads(settings, wire);
  }

  @Override
  public String provider() {
    return "mobizon";
  }

  @Override
  public List<Account> accounts() {
    return List.of(settings.account(), settings.stagedAccount());
  }

  @Override
  public Told read(ProviderEvent event) {
    var body = Json.object(event.payload());
    var type = body.flatMap(it -> Json.text(it.path("eventType")));
    if (!type.equals(Optional.of(REPORT))) {
      return new Told.Elsewhere("not about how an SMS fared");
    }
    var data = body.orElseThrow().path("data");
    var names = new LinkedHashSet<ProviderReference>();
    Json.id(data.path("messageId")).map(ProviderReference::new).ifPresent(names::add);
    Json.id(data.path("campaignId"))
        .map(id -> new ProviderReference(CAMPAIGN + id))
        .ifPresent(names::add);
    return names.isEmpty() ? new Told.Elsewhere("it names no message") : new Told.Hint(names);
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public Asked ask(List<ProviderReference> references) {
    var messages = references.stream().filter(it -> !isCampaign(it)).toList();
    var campaigns = references.stream().filter(MobizonReports::isCampaign).toList();
    var receipts = new ArrayList<Receipt>();
    @Nullable String trouble = null;
    try {
      if (!messages.isEmpty()) {
        askMessages(messages, receipts);
      }
      if (!campaigns.isEmpty()) {
        askCampaigns(campaigns, receipts);
      }
    } catch (Unanswered unanswered) {
      trouble = unanswered.reason();
    }
    return new Asked(receipts, trouble);
  }

  private static boolean isCampaign(ProviderReference reference) {
    return reference.value().startsWith(CAMPAIGN);
  }

  private void askMessages(List<ProviderReference> messages, List<Receipt> receipts)
      throws Unanswered {
    var form = Form.EMPTY;
    for (var i = 0; i < messages.size(); i++) {
      form = form.with("ids[" + i + "]", messages.get(i).value());
    }
    for (var item : reads.data("message/getSMSStatus", form)) {
      var name = Json.id(item.path("id")).map(ProviderReference::new).filter(messages::contains);
      name.flatMap(it -> receipt(it, item)).ifPresent(receipts::add);
    }
  }

  private void askCampaigns(List<ProviderReference> campaigns, List<Receipt> receipts)
      throws Unanswered {
    var ids = campaigns.stream().map(it -> it.value().substring(CAMPAIGN.length())).toList();
    var form = Form.EMPTY.with("criteria[campaignIds]", String.join(",", ids));
    for (var item : reads.list("message/list", form)) {
      var name =
          Json.id(item.path("campaignId"))
              .map(id -> new ProviderReference(CAMPAIGN + id))
              .filter(campaigns::contains);
      name.flatMap(it -> receipt(it, item)).ifPresent(receipts::add);
    }
  }

  private static Optional<Receipt> receipt(ProviderReference reference, JsonNode item) {
    var word = Json.text(item.path("status")).orElse("");
    return kind(word).map(kind -> new Receipt(reference, null, kind, false, word));
  }

  private static Optional<ReceiptKind> kind(String word) {
    return switch (word) {
      case "PDLIVRD" -> Optional.of(ReceiptKind.DELAYED);
      case "DELIVRD" -> Optional.of(ReceiptKind.DELIVERED);
      case "UNDELIV", "REJECTD", "EXPIRED", "DELETED" -> Optional.of(ReceiptKind.UNDELIVERED);
      default -> Optional.empty();
    };
  }
}
