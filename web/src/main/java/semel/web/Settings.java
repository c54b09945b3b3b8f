package semel.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// How the door is set up.
///
/// @param host where it listens
/// @param port 0 for any free one
/// @param metricsPort where the metrics are, and nowhere else; empty for beside everything
/// @param countries whose phone numbers are accepted; the first is home
/// @param language of a campaign by its name in URLs; empty for an unknown one
/// @param version of this build
public record Settings(
    String host,
    int port,
    OptionalInt metricsPort,
    List<String> countries,
    Function<String, Optional<Locale>> language,
    String version) {}
