package semel.account;

import org.jspecify.annotations.Nullable;

/// What a provider reports about a message that it accepted, the later word above the earlier.
///
/// A receipt only climbs: none, delayed, delivered, undelivered, complained. So it does not matter
/// in which order reports come, nor how often. Undelivered is above delivered because a server that
/// took an email may give it back a little later; complained is above both because it is about
/// every later message too.
public enum ReceiptKind {
  /// Not there yet; the provider goes on trying.
  DELAYED("delayed"),
  /// It arrived.
  DELIVERED("delivered"),
  /// It will not arrive.
  UNDELIVERED("undelivered"),
  /// It arrived, and the person called it unwanted.
  COMPLAINED("complained");

  private final String key;

  ReceiptKind(String key) {
    this.key = key;
  }

  /// The lower-case name of JSON and metrics.
  public String key() {
    return key;
  }

  /// Whether no further word is waited for.
  public boolean last() {
    return this != DELAYED;
  }

  /// Whether it is news where `known` is known.
  public boolean above(@Nullable ReceiptKind known) {
    return known == null || compareTo(known) > 0;
  }

  /// Whether both cannot be true at one time: kept as evidence, and told.
  public boolean contradicts(@Nullable ReceiptKind known) {
    return switch (this) {
      case DELIVERED -> known == UNDELIVERED;
      case UNDELIVERED -> known == DELIVERED;
      case DELAYED, COMPLAINED -> false;
    };
  }
}
