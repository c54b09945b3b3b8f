package semel.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.List;
import java.util.Map;

/// What is logged, and in which form. Logback finds it as a service and asks it first; a
/// `logback.xml` of somebody else's is left to Logback. In Java, because to read the same from XML
/// takes a tenth of a start.
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class LogSetup extends ContextAwareBase implements Configurator {

  /// `SEMEL_LOG_FORMAT`, for whoever makes the first logger.
  public static final String FORMAT = "semel.log.format";

  private static final List<String> THEIRS = List.of("/logback-test.xml", "/logback.xml");

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %replace(%msg){'\\s*\\R\\s*', ' '}%n%nopex";

  private static final Map<String, Level> LIBRARIES =
      Map.of(
          "com.zaxxer.hikari",
          Level.ERROR,
          "org.flywaydb",
          Level.WARN,
          "io.helidon",
          Level.WARN,
          // What it would say of each batch with a stack, semel.app.trace says once.
          "io.opentelemetry",
          Level.OFF);

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (THEIRS.stream().anyMatch(name -> LogSetup.class.getResource(name) != null)
        || System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    configure(context, System.getProperty(FORMAT, "text"));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  static void configure(LoggerContext context, String format) {
    context.getStatusManager().add(new NopStatusListener());
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(encoder(context, format));
    appender.start();
    LIBRARIES.forEach((library, level) -> context.getLogger(library).setLevel(level));
    var root = context.getLogger("ROOT");
    root.setLevel(Level.INFO);
    root.addAppender(appender);
  }

  /// One line per event: text for people, JSON for collectors.
  private static Encoder<ILoggingEvent> encoder(LoggerContext context, String format) {
    var encoder = format.equals("json") ? new JsonLines() : text();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static EncoderBase<ILoggingEvent> text() {
    var encoder = new PatternLayoutEncoder();
    encoder.setPattern(PATTERN);
    return encoder;
  }
}
