package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What the door writes into the log, and what it never does.
final class LogTest {

  private final House house = new House();
  private final Logger logger = (Logger) LoggerFactory.getLogger("semel.web");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.DEBUG);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    logger.setLevel(Level.OFF);
    house.close();
  }

  private String all() {
    var all = new StringBuilder();
    for (var event : log.list) {
      all.append(event.getLevel()).append(' ').append(event.getFormattedMessage()).append('\n');
      if (event.getThrowableProxy() != null) {
        all.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    return all.toString();
  }

  @Test
  void a_failure_is_logged_once_under_the_name_the_caller_saw_and_without_the_person() {
    house.twin.failure =
        new IllegalStateException(
            "Key (phone)=(+77771234567) exists, 8 777 123-45-67",
            new IllegalArgumentException("aigul@example.kz"));
    var seen = House.text(house.register(House.VALID), "error");

    var name = seen.replaceAll(".*code ([0-9a-f]+)\\.", "$1");
    assertThat(log.list).hasSize(1);
    assertThat(all())
        .startsWith("ERROR A call failed and was answered 500 (" + name + ")")
        .contains("java.lang.IllegalStateException: Key (phone)=(•••) exists, •••")
        .contains("java.lang.IllegalArgumentException: •••")
        .contains("at semel.web.LogTest.")
        .doesNotContain("1234567", "45-67", "aigul");
  }

  @Test
  void a_database_that_is_away_is_one_line() {
    house.twin.failure = Twin.away();
    house.register(House.VALID);

    assertThat(all()).isEqualTo("WARN A call was answered 503: the database does not answer\n");
  }

  @Test
  void a_refused_registration_is_one_line_for_who_looks_for_it_and_a_good_one_is_none() {
    house.register(House.VALID);
    house.register(House.VALID);
    assertThat(log.list).isEmpty();
    house.register(House.VALID.replace("777", "900"));

    assertThat(all()).isEqualTo("DEBUG A registration was answered 400: phone.country\n");
  }
}
