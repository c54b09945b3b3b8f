package semel.postgres.twin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Halts the sessions of one worker before each statement and before each commit, until it is let
/// on. The worker connects through a JDBC address that names the stepper.
final class Stepper {

  private static final Map<String, Stepper> ALL = new ConcurrentHashMap<>();
  private static final String PREFIX = "jdbc:stepped:";
  private static final long POLL_MILLIS = 2;

  static {
    try {
      DriverManager.registerDriver(new SteppedDriver());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean armed;
  private boolean halted;
  private boolean ended;
  private int steps;
  private int pid;

  static Stepper of(String name) {
    return ALL.computeIfAbsent(name, _ -> new Stepper());
  }

  /// The address at which a worker is halted by the stepper of that name.
  static String url(String name, String url) {
    of(name);
    return PREFIX + name + ":" + url;
  }

  /// From now on the worker halts.
  synchronized void arm() {
    armed = true;
    halted = false;
    ended = false;
    steps = 0;
  }

  /// The worker is done.
  synchronized void end() {
    ended = true;
    armed = false;
    notifyAll();
  }

  /// The server's process of the worker's session.
  synchronized int pid() {
    return pid;
  }

  /// Lets the worker make so many steps and waits until it made them, is done, or waits for a lock.
  ///
  /// @return whether it is done
  synchronized boolean let(int count, BooleanSupplier waitsForALock) {
    steps += count;
    notifyAll();
    until(() -> ended || (halted ? steps == 0 : waitsForALock.getAsBoolean()));
    return ended;
  }

  private synchronized void until(BooleanSupplier over) {
    try {
      while (!over.getAsBoolean()) {
        wait(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void halt() {
    if (!armed) {
      return;
    }
    halted = true;
    notifyAll();
    until(() -> !armed || steps > 0);
    halted = false;
    steps = Math.max(0, steps - 1);
  }

  private Connection halting(Connection connection) throws SQLException {
    synchronized (this) {
      pid = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
    }
    return (Connection)
        Proxy.newProxyInstance(
            Stepper.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("commit")) {
                halt();
              }
              var result = call(connection, method, arguments);
              return switch (result) {
                case PreparedStatement statement -> halting(statement, PreparedStatement.class);
                case Statement statement -> halting(statement, Statement.class);
                case null, default -> result;
              };
            });
  }

  private Object halting(Statement statement, Class<?> type) {
    return Proxy.newProxyInstance(
        Stepper.class.getClassLoader(),
        new Class<?>[] {type},
        (_, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            halt();
          }
          return call(statement, method, arguments);
        });
  }

  private static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /// Connects to the real server and wraps what it gives.
  private static final class SteppedDriver implements Driver {

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
      if (!acceptsURL(url)) {
        return null;
      }
      var rest = url.substring(PREFIX.length());
      var colon = rest.indexOf(':');
      var connection = DriverManager.getConnection(rest.substring(colon + 1), properties);
      return of(rest.substring(0, colon)).halting(connection);
    }

    @Override
    public boolean acceptsURL(String url) {
      return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }
  }
}
