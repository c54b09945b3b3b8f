package semel.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// What was measured of everybody, over all rounds. What was measured first stands first.
public final class Figures {

  /// One line of a table.
  ///
  /// @param who was measured
  /// @param series under which circumstances
  public record Line(String who, String series) {}

  private final Map<Line, Map<String, List<Double>>> values = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> failed = new LinkedHashSet<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();

  /// One value of one round.
  public void add(String who, String series, String name, double value) {
    names.add(name);
    values
        .computeIfAbsent(new Line(who, series), _ -> new LinkedHashMap<>())
        .computeIfAbsent(name, _ -> new ArrayList<>())
        .add(value);
  }

  /// Somebody's measurement did not come to its end.
  public void failed(String who) {
    failed.add(who);
  }

  /// Somebody could not be measured here.
  public void leftOut(String who, String reason) {
    leftOut.put(who, reason);
  }

  /// Those who could not be measured here, each with the reason.
  public Map<String, String> leftOut() {
    return Collections.unmodifiableMap(leftOut);
  }

  public Set<String> whoFailed() {
    return Set.copyOf(failed);
  }

  public List<Line> lines() {
    return List.copyOf(values.keySet());
  }

  public List<String> names() {
    return List.copyOf(names);
  }

  /// The median over all rounds; empty when it was not measured, or in some round has no value, as
  /// the time until something happened that did not happen.
  public OptionalDouble of(Line line, String name) {
    var rounds = values.getOrDefault(line, Map.of()).getOrDefault(name, List.of());
    return rounds.isEmpty() || rounds.stream().anyMatch(value -> value.isNaN())
        ? OptionalDouble.empty()
        : OptionalDouble.of(Statistics.median(rounds));
  }

  /// The greatest of all rounds; zero when it was not measured.
  public double greatest(Line line, String name) {
    return values.getOrDefault(line, Map.of()).getOrDefault(name, List.of()).stream()
        .mapToDouble(value -> value)
        .max()
        .orElse(0);
  }
}
