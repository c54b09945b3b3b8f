package semel.web.proftest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A profile as a shape in a hexagon, in the coordinates of its picture.
public record Radar(Profile profile) {

  private static final double MIDDLE_X = 220;
  private static final double MIDDLE_Y = 202;
  private static final double RADIUS = 145;
  private static final int RINGS = 4;
  private static final int ABOVE = -32;
  private static final int BELOW = 26;

  /// One corner of the shape, and where its axis ends.
  ///
  /// @param label how high its name stands
  public record Spoke(
      Interest interest, String x, String y, String endX, String endY, String label) {}

  /// The hexagons behind the shape, from the inside.
  public List<String> rings() {
    return IntStream.rangeClosed(1, RINGS)
        .mapToObj(ring ->
            Arrays.stream(Interest.values())
                .map(interest -> point(interest, (double) ring / RINGS))
                .collect(Collectors.joining(" ")))
        .toList();
  }

  /// The corners of the shape.
  public String shape() {
    return Arrays.stream(Interest.values())
        .map(interest -> point(interest, share(interest)))
        .collect(Collectors.joining(" "));
  }

  public List<Spoke> spokes() {
    return Arrays.stream(Interest.values()).map(this::spoke).toList();
  }

  private Spoke spoke(Interest interest) {
    var share = share(interest);
    var end = y(interest, 1);
    return new Spoke(
        interest,
        text(x(interest, share)),
        text(y(interest, share)),
        text(x(interest, 1)),
        text(end),
        text(end + (end < MIDDLE_Y ? ABOVE : BELOW)));
  }

  private double share(Interest interest) {
    return profile.percent(interest) / 100.0;
  }

  private static String point(Interest interest, double share) {
    return text(x(interest, share)) + "," + text(y(interest, share));
  }

  private static double x(Interest interest, double share) {
    return MIDDLE_X + RADIUS * share * Math.sin(angle(interest));
  }

  private static double y(Interest interest, double share) {
    return MIDDLE_Y - RADIUS * share * Math.cos(angle(interest));
  }

  private static double angle(Interest interest) {
    return Math.PI / 3 * interest.corner();
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
