package semel.providers;

/// Asks a provider something harmless, to see whether the credentials for it work.
public interface Credentials {

  /// What came of it, as one sentence for an operator. `work` is false also when the provider could
  /// not be asked.
  record Report(boolean work, String sentence) {}

  /// Asks once. Sends no message and changes nothing at the provider.
  Report ask();
}
