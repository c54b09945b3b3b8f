package semel.providers.webhook;

import java.net.URI;
import semel.providers.Secret;

/// Where alarms go, and what they are signed with.
///
/// @param secret base64, with or without `whsec_` before it
public record WebhookSettings(URI url, Secret secret) {}
