package semel.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What one logger and those below it say while a test runs.
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger logger;
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  public LogLines(String logger) {
    this.logger = (Logger) LoggerFactory.getLogger(logger);
    start();
    this.logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  /// Every line from INFO up, as it is printed after its level.
  public List<String> lines() {
    return events.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /// Everything that was said, whatever its level.
  public List<ILoggingEvent> events() {
    return List.copyOf(events);
  }

  /// How many lines contain the text.
  public long count(String text) {
    return lines().stream().filter(line -> line.contains(text)).count();
  }

  /// The level of the only line.
  public Level level() {
    if (events.size() != 1) {
      throw new AssertionError("not one line: " + lines());
    }
    return events.getFirst().getLevel();
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
