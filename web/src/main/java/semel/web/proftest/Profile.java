package semel.web.proftest;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// How strong each interest is, and which come first.
///
/// @param percent from 0 for three times not at all to 100 for three times definitely
/// @param order strongest first; of two that are alike the one beside the leader on the hexagon
///   comes first, then the one that is earlier in RIASEC
public record Profile(Map<Interest, Integer> percent, List<Interest> order) {

  private static final int LEAST = 3;
  private static final int SPAN = 12;
  private static final int FLAT = 25;
  private static final int CODE = 3;

  static Profile of(Answers answers) {
    var percent = new EnumMap<Interest, Integer>(Interest.class);
    for (var interest : Interest.values()) {
      var sum =
          Questions.shipped().all().stream()
              .filter(question -> question.interest() == interest)
              .mapToInt(answers::of)
              .sum();
      percent.put(interest, Math.round((sum - LEAST) * 100f / SPAN));
    }
    Comparator<Interest> strength =
        comparingInt(interest -> -Objects.requireNonNull(percent.get(interest)));
    var corner = comparingInt(Interest::corner);
    var leader = Arrays.stream(Interest.values()).min(strength.thenComparing(corner)).orElseThrow();
    var order =
        Arrays.stream(Interest.values())
            .sorted(
                comparing((Interest interest) -> interest != leader)
                    .thenComparing(strength)
                    .thenComparing(interest -> !interest.beside(leader))
                    .thenComparing(corner))
            .toList();
    return new Profile(percent, order);
  }

  public int percent(Interest interest) {
    return Objects.requireNonNull(percent.get(interest));
  }

  /// Whether no interest stands out, so that a code would say nothing.
  public boolean flat() {
    return percent(order.getFirst()) - percent(order.getLast()) < FLAT;
  }

  /// The strongest three.
  public List<Interest> code() {
    return order.subList(0, CODE);
  }

  /// The letters of the code with spaces between, for reading aloud.
  public String letters() {
    return code().stream()
        .map(interest -> Character.toString(interest.letter()))
        .collect(Collectors.joining(" "));
  }
}
