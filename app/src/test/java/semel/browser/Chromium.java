package semel.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The browser of this machine, started once for all tests of a run. Nothing is downloaded: what
/// drives it comes with the tests.
final class Chromium implements AutoCloseable {

  private static final String MISSING =
      "The pages were not tried in a browser, because there is no Chromium on the PATH. Install it "
          + "(apt-get install chromium, brew install chromium) and run the tests again.";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<Path> APPLICATIONS =
      List.of(
          Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
          Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program) {
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  /// Starts the browser. Where there is none, the tests that need it are left out, and a machine
  /// that checks changes fails.
  static Chromium start() {
    var program = program();
    if (program.isEmpty()) {
      System.err.println(MISSING);
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(MISSING);
      }
      return abort(MISSING);
    }
    return new Chromium(program.get());
  }

  private static Optional<Path> program() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    var found =
        NAMES.stream()
            .flatMap(name ->
                Stream.of(path.split(File.pathSeparator, -1)).map(dir -> Path.of(dir, name)));
    return Stream.concat(found, APPLICATIONS.stream()).filter(Files::isExecutable).findFirst();
  }

  /// A person who has not been here before.
  Screen person(int port) {
    return new Screen(browser, port, "Asia/Almaty");
  }

  /// One whose clock is another than the one on the pages.
  Screen abroad(int port) {
    return new Screen(browser, port, "America/New_York");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
