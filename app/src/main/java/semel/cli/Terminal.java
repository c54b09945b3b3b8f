package semel.cli;

import java.io.Console;
import java.util.Optional;

/// A person in front of this process.
interface Terminal {

  /// Whether somebody is there: a pipe or a file is nobody.
  boolean isThere();

  /// Asks, and waits for a line; empty when the terminal is closed.
  Optional<String> ask(String question);

  /// The terminal that this process was started from.
  static Terminal ofThisProcess() {
    return new Terminal() {
      @Override
      public boolean isThere() {
        return console().filter(Console::isTerminal).isPresent();
      }

      @Override
      public Optional<String> ask(String question) {
        return console().map(c -> c.readLine("%s ", question)).map(String::strip);
      }
    };
  }

  // From JDK 22 to 24 there always was one; since 25 there is none again without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static Optional<Console> console() {
    return Optional.ofNullable(System.console());
  }
}
