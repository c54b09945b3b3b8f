package semel.reconcile;

/// What a provider sent to a webhook.
///
/// @param provider as in the webhook's path
/// @param id the provider's own name of the event; the same in every repeat of it
/// @param payload as it came
public record ProviderEvent(String provider, String id, String payload) {}
