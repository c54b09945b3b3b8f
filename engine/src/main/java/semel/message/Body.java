package semel.message;

/// The exact request body of a message: composed once, stored with the first claim, repeated byte
/// for byte ever after.
public record Body(String value) {}
