package semel.web.intake;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import semel.message.Recipient.PhoneNumber;
import semel.settings.Admission;
import semel.settings.NumberKind;

/// Turns what people type into a number of an accepted country and kind, in E.164.
///
/// The library is lenient where a second reading is possible: it takes letters for keypad digits,
/// drops extensions, and knows numbers that no SMS reaches. So the text is narrowed before it is
/// parsed, and region and type are checked after.
public final class PhoneNumbers {

  /// What a text turned out to be.
  public sealed interface Reading {
    /// A number an SMS can reach.
    record Reachable(PhoneNumber number) implements Reading {}

    /// None that is taken.
    record Unusable(Reason reason) implements Reading {}
  }

  /// Why a text is not taken.
  public enum Reason {
    /// Something other than digits, `+`, spaces, brackets, dashes and dots.
    CHARACTERS,
    /// No number can be read from it.
    NOT_A_NUMBER,
    TOO_SHORT,
    TOO_LONG,
    /// A number of a country that is not accepted.
    COUNTRY,
    /// A fixed line or a service number, which no SMS reaches, or a kind that is not taken.
    NOT_MOBILE,
    /// The right length, yet a code unknown to the numbering plan of this build.
    UNKNOWN_CODE
  }

  // +8 instead of +7 or 8: the most common mistake where 8 is the trunk prefix.
  private static final Pattern TRUNK_AFTER_PLUS = Pattern.compile("\\+8(7[0-9]{9})");

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
  private final List<String> countries;
  private final Set<NumberKind> kinds;

  /// @param countries ISO 3166 codes, the first being the one of numbers without a country code
  public PhoneNumbers(List<String> countries) {
    this(countries, Admission.USUAL.kinds());
  }

  private PhoneNumbers(List<String> countries, Set<NumberKind> kinds) {
    var names = countries.stream().filter(country -> !isCountry(country)).toList();
    if (countries.isEmpty() || !names.isEmpty()) {
      throw new IllegalArgumentException("not countries with phone numbers: " + names);
    }
    this.countries = List.copyOf(countries);
    this.kinds = kinds;
  }

  /// Whether numbers begin with the code of this country.
  public static boolean isCountry(String code) {
    return PhoneNumberUtil.getInstance().getSupportedRegions().contains(code);
  }

  /// Those that a campaign takes.
  public PhoneNumbers of(Admission admission) {
    return new PhoneNumbers(
        admission.countries().isEmpty() ? countries : admission.countries(), admission.kinds());
  }

  /// Reads what a person typed.
  public Reading read(String typed) {
    var text = typed.regionMatches(true, 0, "tel:", 0, 4) ? typed.substring(4) : typed;
    return narrowed(text)
        .map(this::repaired)
        .orElseGet(() -> new Reading.Unusable(Reason.CHARACTERS));
  }

  private Reading repaired(String digits) {
    var first = parsed(digits);
    var repair = TRUNK_AFTER_PLUS.matcher(digits);
    return first instanceof Reading.Unusable && repair.matches()
        ? parsed("+7" + repair.group(1))
        : first;
  }

  /// The digits and plus signs of a text; empty when it holds anything that is not written in
  /// numbers.
  private static Optional<String> narrowed(String text) {
    var out = new StringBuilder();
    for (var c : text.codePoints().toArray()) {
      var digit = Character.digit(c, 10);
      if (digit >= 0) {
        out.append((char) ('0' + digit));
      } else if (c == '+' || c == '＋') {
        out.append('+');
      } else if (!isPunctuation(c)) {
        return Optional.empty();
      }
    }
    return Optional.of(out.toString());
  }

  private static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.DASH_PUNCTUATION,
          // Directional marks come along when a number is copied from an address book.
          Character.FORMAT ->
          true;
      default -> "()[].−（）．".indexOf(c) >= 0;
    };
  }

  private Reading parsed(String digits) {
    try {
      return judged(library.parse(digits, countries.getFirst()));
    } catch (NumberParseException e) {
      return new Reading.Unusable(
          switch (e.getErrorType()) {
            case TOO_SHORT_NSN, TOO_SHORT_AFTER_IDD -> Reason.TOO_SHORT;
            case TOO_LONG -> Reason.TOO_LONG;
            case INVALID_COUNTRY_CODE, NOT_A_NUMBER -> Reason.NOT_A_NUMBER;
          });
    }
  }

  private Reading judged(Phonenumber.PhoneNumber number) {
    var type = library.getNumberType(number);
    if (type == PhoneNumberType.UNKNOWN) {
      return new Reading.Unusable(flaw(number));
    }
    // A shared country code: only the region of the number itself tells Kazakhstan from Russia.
    if (!countries.contains(String.valueOf(library.getRegionCodeForNumber(number)))) {
      return new Reading.Unusable(Reason.COUNTRY);
    }
    return kind(type).filter(kinds::contains).isPresent()
        ? new Reading.Reachable(new PhoneNumber(library.format(number, PhoneNumberFormat.E164)))
        : new Reading.Unusable(Reason.NOT_MOBILE);
  }

  /// Empty for what no SMS reaches.
  private static Optional<NumberKind> kind(PhoneNumberType type) {
    return switch (type) {
      case MOBILE -> Optional.of(NumberKind.MOBILE);
      case FIXED_LINE_OR_MOBILE -> Optional.of(NumberKind.UNSURE);
      case VOIP -> Optional.of(NumberKind.INTERNET);
      default -> Optional.empty();
    };
  }

  private Reason flaw(Phonenumber.PhoneNumber number) {
    var accepted =
        library.getRegionCodesForCountryCode(number.getCountryCode()).stream()
            .anyMatch(countries::contains);
    ValidationResult length = library.isPossibleNumberWithReason(number);
    return switch (length) {
      case TOO_SHORT, IS_POSSIBLE_LOCAL_ONLY -> Reason.TOO_SHORT;
      case TOO_LONG, INVALID_LENGTH -> Reason.TOO_LONG;
      case INVALID_COUNTRY_CODE -> Reason.NOT_A_NUMBER;
      case IS_POSSIBLE -> accepted ? Reason.UNKNOWN_CODE : Reason.COUNTRY;
    };
  }
}
