package semel.web.desk;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows of comma-separated values (RFC 4180) that no spreadsheet takes for a formula.
///
/// A cell that would begin one gets an apostrophe in front. A plus sign with nothing but digits
/// behind it is a phone number in E.164 and stays as it is: a spreadsheet can only read a number
/// from it, and whoever imports the file again needs it whole.
final class Csv {

  private static final String STARTS_FORMULA = "=+-@\t\r\n＝＋－＠";
  private static final Pattern E164 = Pattern.compile("\\+[0-9]{7,15}");

  private final Writer out;

  Csv(Writer out) {
    this.out = out;
  }

  /// Writes one row.
  void row(@Nullable Object... cells) throws IOException {
    out.write(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  /// Writes the names of the columns.
  void header(List<String> names) throws IOException {
    out.write(String.join(",", names) + "\r\n");
  }

  static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    var text = value.toString();
    var safe =
        !text.isEmpty()
                && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0
                && !E164.matcher(text).matches()
            ? "'" + text
            : text;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
