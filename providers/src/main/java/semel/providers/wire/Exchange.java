package semel.providers.wire;

/// What became of one request. Reasons are short plain sentences without addresses or secrets.
public sealed interface Exchange {

  /// A whole answer was read; what it means is for the provider's table to say.
  record Answered(Answer answer) implements Exchange {}

  /// No byte of the request left: no address, no connection, no TLS.
  record NotWritten(String reason) implements Exchange {}

  /// The guard said no. No byte of the request left.
  record Stopped() implements Exchange {}

  /// Bytes may have left and no whole answer came back: the request may have taken effect.
  record Lost(String reason) implements Exchange {}
}
