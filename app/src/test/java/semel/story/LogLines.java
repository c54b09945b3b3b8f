package semel.story;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/// The log lines of a test, as somebody would grep them.
final class LogLines implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("semel");
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  LogLines() {
    appender.start();
    logger.addAppender(appender);
  }

  long count(String text) {
    return all().stream().filter(line -> line.contains(text)).count();
  }

  List<String> all() {
    return List.copyOf(appender.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
