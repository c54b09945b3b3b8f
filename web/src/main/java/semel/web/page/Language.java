package semel.web.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages that pages are read in.
public enum Language {
  RU("ru", "Русский"),
  KK("kk", "Қазақша"),
  EN("en", "English");

  private final String code;
  private final String own;

  Language(String code, String own) {
    this.code = code;
    this.own = own;
  }

  /// As in `lang` attributes and URLs.
  public String code() {
    return code;
  }

  /// What its readers call it.
  public String own() {
    return own;
  }

  /// Two capitals, for where room is short.
  public String tag() {
    return code.toUpperCase(Locale.ROOT);
  }

  public Locale locale() {
    return Locale.of(code);
  }

  /// The language with this code.
  public static Optional<Language> of(String code) {
    return Arrays.stream(values()).filter(language -> language.code.equals(code)).findFirst();
  }

  /// The one that a browser asks for with `Accept-Language`, by weight.
  ///
  /// @param otherwise for a browser that asks for none of ours
  public static Language accepted(List<String> headers, Language otherwise) {
    List<Locale.LanguageRange> ranges;
    try {
      ranges = Locale.LanguageRange.parse(String.join(",", headers));
    } catch (IllegalArgumentException _) {
      return otherwise; // a header that is no list of languages asks for none
    }
    return ranges.stream()
        .filter(range -> range.getWeight() > 0)
        .flatMap(range -> of(range.getRange().split("-", 2)[0]).stream())
        .findFirst()
        .orElse(otherwise);
  }
}
