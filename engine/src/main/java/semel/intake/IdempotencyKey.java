package semel.intake;

/// The caller's name for one request, with the fingerprint of that request: a hash of method, path
/// and canonical body (protocol §9).
public record IdempotencyKey(String value, String fingerprint) {}
