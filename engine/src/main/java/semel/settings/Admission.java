package semel.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Whom the public door lets into a campaign.
///
/// @param countries ISO 3166 codes of those whose numbers it takes, the first being the one of
///   numbers without a country code; empty for those of the whole installation
/// @param kinds of numbers that it takes, at least one
/// @param captcha whether callers prove that they are people, where proofs are asked for at all
public record Admission(List<String> countries, Set<NumberKind> kinds, boolean captcha) {

  /// Until an administrator says otherwise.
  public static final Admission USUAL =
      new Admission(List.of(), EnumSet.of(NumberKind.MOBILE, NumberKind.UNSURE), true);

  public Admission {
    countries = List.copyOf(countries);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("a campaign that takes no kind of number");
    }
    kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
  }
}
