package semel.campaign;

/// The unguessable code of a lead's short link: 66 random bits.
public record LinkCode(String value) {}
