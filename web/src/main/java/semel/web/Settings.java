package semel.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import semel.web.intake.Captcha;
import semel.web.network.Trust;
import semel.web.receipts.Webhooks;

/// How the door is set up.
///
/// @param host where it listens
/// @param port 0 for any free one
/// @param metricsPort where the metrics are, and nowhere else; empty for beside everything
/// @param countries whose phone numbers are accepted; the first is home
/// @param captcha who tells people from programs; empty where nobody is asked
/// @param trust who is believed about callers
/// @param language of a campaign by its name in URLs; empty for an unknown one
/// @param webhooks what providers' webhooks are set up with
/// @param version of this build
public record Settings(
    String host,
    int port,
    OptionalInt metricsPort,
    List<String> countries,
    Optional<Captcha> captcha,
    Trust trust,
    Function<String, Optional<Locale>> language,
    Webhooks.Terms webhooks,
    String version) {}
