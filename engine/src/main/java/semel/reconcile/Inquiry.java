package semel.reconcile;

import semel.account.Account;
import semel.account.Finding;

/// Port: asks a provider what became of a message, without risking a second send. Where there are
/// drafts it withdraws them first, so that what is absent can never be sent any more.
public interface Inquiry {

  Account account();

  /// Looks at all attempts of the message, on every page. Anything it throws is no answer.
  Finding ask(Doubt doubt);
}
