package semel.web.dashboard.messages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The first rows of a list as somebody saw them, short enough to stand in an address: so that what
/// came since is counted by the filters of the list itself.
///
/// @param more whether the list went on
/// @param tags one for each row, in their order
record Seen(boolean more, List<String> tags) {

  private static final int TAG = 4;
  private static final Pattern TEXT = Pattern.compile("[01](?:[-_0-9A-Za-z]{4}){0,100}");

  /// @param rows what names each of them
  static Seen of(List<String> rows, boolean more) {
    return new Seen(more, rows.stream().map(Seen::tag).toList());
  }

  /// Three bytes: two of a hundred rows look alike once in thousands of pages, and one is missed.
  private static String tag(String row) {
    var sum = new CRC32();
    sum.update(row.getBytes(StandardCharsets.UTF_8));
    var value = (int) sum.getValue();
    var bytes = new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /// What [#text] said.
  static Optional<Seen> parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    var tags = new ArrayList<String>();
    for (var at = 1; at < text.length(); at += TAG) {
      tags.add(text.substring(at, at + TAG));
    }
    return Optional.of(new Seen(text.charAt(0) == '1', tags));
  }

  String text() {
    return (more ? "1" : "0") + String.join("", tags);
  }

  /// How many rows came since, of those that are first now. Where the list went on, rows after the
  /// last that was seen have moved up, because others are gone.
  long fresh(Seen now) {
    var known = new HashSet<>(tags);
    var came = 0L;
    var before = 0L;
    var stayed = false;
    for (var tag : now.tags) {
      if (known.contains(tag)) {
        before = came;
        stayed = true;
      } else {
        came++;
      }
    }
    return more && stayed ? before : came;
  }
}
