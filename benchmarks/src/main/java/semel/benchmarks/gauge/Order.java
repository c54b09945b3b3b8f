package semel.benchmarks.gauge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a measuring process is told to do: the words of its command line.
///
/// @param what is measured
/// @param terms everything else, by name
public record Order(String what, Map<String, String> terms) {

  public Order {
    terms = Map.copyOf(terms);
  }

  public static Order to(String what) {
    return new Order(what, Map.of());
  }

  /// The same with one term more.
  public Order with(String name, Object value) {
    var more = new LinkedHashMap<>(terms);
    more.put(name, value.toString());
    return new Order(what, more);
  }

  /// Reads back what [#words] wrote.
  public static Order of(String[] words) {
    var order = to(words[0]);
    for (var i = 1; i < words.length; i++) {
      var parts = words[i].split("=", 2);
      order = order.with(parts[0], parts[1]);
    }
    return order;
  }

  public List<String> words() {
    var words = new ArrayList<>(List.of(what));
    terms.forEach((name, value) -> words.add(name + "=" + value));
    return words;
  }

  /// One term.
  ///
  /// @throws IllegalArgumentException when the order lacks it
  public String text(String name) {
    var value = terms.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the order to " + what + " lacks " + name);
    }
    return value;
  }

  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  public long whole(String name) {
    return Long.parseLong(text(name));
  }
}
