package semel.postgres;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// Where a page ended: creation time, lead and channel of its last row.
record Cursor(Instant createdAt, UUID lead, short channel) {
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  static Cursor parse(String text) {
    try {
      var parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 3);
      var at = Instant.parse(parts[0]);
      if (at.isBefore(Instant.EPOCH) || at.isAfter(LAST)) {
        throw new IllegalArgumentException("no lead is of that time");
      }
      return new Cursor(at, UUID.fromString(parts[1]), Short.parseShort(parts[2]));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("the cursor is not one that a page named", e);
    }
  }

  String text() {
    var plain = createdAt + "|" + lead + "|" + channel;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
