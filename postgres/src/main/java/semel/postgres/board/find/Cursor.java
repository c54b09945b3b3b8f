package semel.postgres.board.find;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import semel.message.MessageKey;
import semel.postgres.board.find.Scope.Order;
import semel.postgres.row.Codes;

/// Where a page ended: the place of its last row in the order of the list.
public record Cursor(Order order, Instant at, UUID lead, short channel) {

  private static final UUID FIRST_LEAD = new UUID(0, 0);
  private static final UUID LAST_LEAD = new UUID(-1, -1);

  /// A row of a list: a message, and what it is ordered by.
  public record Place(MessageKey key, Instant at) {}

  /// Before the first row.
  static Cursor start(Order order) {
    return order.ascends()
        ? new Cursor(order, Scope.EARLIEST, FIRST_LEAD, Short.MIN_VALUE)
        : new Cursor(order, Scope.LATEST, LAST_LEAD, Short.MIN_VALUE);
  }

  public static Cursor after(Order order, Place place) {
    var key = place.key();
    return new Cursor(order, place.at(), key.lead().value(), Codes.of(key.channel()));
  }

  /// Reads what [#text] made.
  ///
  /// @throws IllegalArgumentException when it is not one of ours, or of a list in another order
  public static Cursor of(Order order, @Nullable String text) {
    if (text == null) {
      return start(order);
    }
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var parts = plain.split("\\|", 4);
      var at = Instant.parse(parts[1]);
      if (!parts[0].equals(name(order))
          || at.isBefore(Scope.EARLIEST)
          || at.isAfter(Scope.LATEST)) {
        throw new IllegalArgumentException("no row of this list is there");
      }
      return new Cursor(order, at, UUID.fromString(parts[2]), Short.parseShort(parts[3]));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("the cursor is not one that a page named", e);
    }
  }

  public String text() {
    var plain = name(order) + "|" + at + "|" + lead + "|" + channel;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static String name(Order order) {
    return order.name().toLowerCase(Locale.ROOT);
  }
}
