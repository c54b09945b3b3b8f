package semel.intake;

import org.jspecify.annotations.Nullable;

/// From where a registration came through the public door.
///
/// @param address of the caller, or the network that stands for one caller (IPv6: /64); null where
///   it would be everybody's
/// @param network around it, in which one operator has many addresses; null with the address
public record Origin(@Nullable String address, @Nullable String network) {

  /// Somebody of whom no address is known.
  public static final Origin UNKNOWN = new Origin(null, null);
}
