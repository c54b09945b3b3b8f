package semel.postgres.receipt;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.ReceiptKind;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.reconcile.ProviderEvent;
import semel.reconcile.Receipt;
import semel.reconcile.Reports;
import semel.reconcile.Told;

/// A provider whose events say in plain words what they mean: `reported REFERENCE LEAD KIND` and
/// perhaps `for-good`; `hint REFERENCE…`; or anything else.
record SaidReports(String provider, Account account) implements Reports {

  private static final String NONE = "-";

  static String reported(String reference, @Nullable LeadId lead, @Nullable ReceiptKind kind) {
    return "reported %s %s %s"
        .formatted(reference, lead == null ? NONE : lead, kind == null ? NONE : kind);
  }

  @Override
  public List<Account> accounts() {
    return List.of(account);
  }

  @Override
  public Told read(ProviderEvent event) {
    var words = event.payload().split(" ", -1);
    return switch (words[0]) {
      case "reported" ->
          new Told.Reported(
              new Receipt(
                  new ProviderReference(words[1]),
                  words[2].equals(NONE)
                      ? null
                      : new MessageKey(LeadId.parse(words[2]), account.channel()),
                  words[3].equals(NONE) ? null : ReceiptKind.valueOf(words[3]),
                  words.length > 4,
                  "said"));
      case "hint" ->
          new Told.Hint(
              Arrays.stream(words).skip(1).map(ProviderReference::new).collect(Collectors.toSet()));
      default -> new Told.Elsewhere("chatter");
    };
  }

  @Override
  public int most() {
    return 10;
  }

  @Override
  public Asked ask(List<ProviderReference> references) {
    throw new IllegalStateException("a store never asks");
  }
}
