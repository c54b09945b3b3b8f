package semel.takeover;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.takeover.Newcomer.Fate;
import semel.takeover.Newcomer.Known;

/// Where people come to.
public interface Newcomers {

  /// What became, or would become, of one person's messages; in the order of the people.
  record Arrival(boolean fresh, Map<Channel, Fate> fates) {

    /// Of somebody.
    public static Arrival of(Newcomer newcomer, @Nullable Known known) {
      var fates = new EnumMap<Channel, Fate>(Channel.class);
      for (var channel : Channel.values()) {
        fates.put(channel, newcomer.fate(channel, known));
      }
      return new Arrival(known == null, fates);
    }
  }

  /// What would become of them; changes nothing.
  List<Arrival> foresee(List<Newcomer> people);

  /// Takes them in, all or none.
  ///
  /// @throws Refused when the database does not take what is in a row
  List<Arrival> take(List<Newcomer> people);

  /// A row, or one of several, that the database does not take.
  final class Refused extends RuntimeException {
    public Refused(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
