package semel.desk;

/// A person's verdict on a message in doubt.
public record Verdict(boolean sent, String who, String reason) {}
