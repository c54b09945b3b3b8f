package semel.intake;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many new leads the public door takes at most. A registration that makes no new lead costs
/// nothing and is not counted; but once a limit is reached it is refused like a new one, or the
/// answer would tell who is known.
///
/// @param allowances those that hold; nothing else is limited
/// @param expected what is no excess yet; nothing else is looked for
public record IntakeLimits(Map<Scope, Allowance> allowances, Map<Excess, Allowance> expected) {

  /// No limit at all.
  public static final IntakeLimits NONE = new IntakeLimits(Map.of(), Map.of());

  /// Of an SMS pumping run, all numbers begin alike: they are one range of one operator.
  private static final int PREFIX_DIGITS = 7;

  /// Of a block of a hundred numbers, all digits but these are alike.
  private static final int BLOCK_DIGITS = 2;

  public IntakeLimits {
    var ordered = new EnumMap<Scope, Allowance>(Scope.class);
    ordered.putAll(allowances);
    allowances = Collections.unmodifiableMap(ordered);
    var looked = new EnumMap<Excess, Allowance>(Excess.class);
    looked.putAll(expected);
    expected = Collections.unmodifiableMap(looked);
  }

  /// What new leads are counted by.
  public enum Scope {
    /// One caller.
    ADDRESS,
    /// The network around a caller.
    NETWORK,
    /// The first seven digits of the number.
    PREFIX,
    /// The block of a hundred numbers that begin alike: who pumps SMS takes one number after the
    /// other.
    BLOCK,
    /// A campaign, whoever calls.
    CAMPAIGN
  }

  /// So many in a window of time. The windows of a length follow each other since 1970, so that all
  /// workers mean the same one.
  public record Allowance(int count, Duration window) {

    public Allowance {
      if (count < 1 || window.toMillis() < 1) {
        throw new IllegalArgumentException("an allowance lets somebody in");
      }
    }
  }

  /// More new leads of one campaign than a person would expect. They are all taken, but before they
  /// cost anything the SMS of that campaign wait until a person has looked.
  public enum Excess {
    /// Many strangers in a short time.
    BURST("a burst of registrations"),
    /// More SMS than a day may cost, whoever registered people.
    SPENDING("more SMS than a day may cost");

    private final String why;

    Excess(String why) {
      this.why = why;
    }

    /// In a few words.
    public String why() {
      return why;
    }

    /// Whether a registration counts.
    public boolean concerns(Registration registration) {
      return switch (this) {
        case BURST -> registration.origin() != null;
        case SPENDING -> true;
      };
    }
  }

  /// Whether a registration counts for anything here.
  public boolean concern(Registration registration) {
    return !of(registration).isEmpty()
        || expected.keySet().stream().anyMatch(excess -> excess.concerns(registration));
  }

  /// One thing that is counted.
  public record Subject(Scope scope, String name) {}

  /// What a registration counts against, each with what is allowed; nothing for one that did not
  /// come through the public door.
  public Map<Subject, Allowance> of(Registration registration) {
    var origin = registration.origin();
    if (origin == null || allowances.isEmpty()) {
      return Map.of();
    }
    var subjects = new LinkedHashMap<Subject, Allowance>();
    allowances.forEach((scope, allowance) -> {
      var name = name(scope, origin, registration);
      if (name != null) {
        subjects.put(new Subject(scope, name), allowance);
      }
    });
    return subjects;
  }

  private static @Nullable String name(Scope scope, Origin origin, Registration registration) {
    return switch (scope) {
      case ADDRESS -> origin.address();
      case NETWORK -> origin.network();
      case PREFIX -> registration.phone().digits().substring(0, PREFIX_DIGITS);
      case BLOCK -> block(registration.phone().digits());
      case CAMPAIGN -> registration.campaign();
    };
  }

  private static String block(String digits) {
    return digits.substring(0, digits.length() - BLOCK_DIGITS);
  }
}
