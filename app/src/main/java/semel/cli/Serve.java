package semel.cli;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import semel.app.Running;
import semel.app.Storage;
import semel.app.Wiring;
import semel.configuration.Configuration;
import semel.configuration.ConfigurationRefused;
import semel.database.DatabaseUnfit;

/// `./semel serve`.
@Command(
    name = "serve",
    description = "Runs the service: HTTP, delivery. Needs no configuration.",
    mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {

  /// The process goes on after this command has returned.
  static final int RUNNING = -1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var line = spec.commandLine();
    try {
      serve(Loaded.configuration());
      return RUNNING;
    } catch (ConfigurationRefused e) {
      line.getErr().println(Loaded.refused(e));
    } catch (DatabaseUnfit | UncheckedIOException e) {
      line.getErr().println(e.getMessage());
    }
    return Semel.CANNOT;
  }

  private void serve(Configuration configuration) throws DatabaseUnfit {
    var storage = Storage.open(configuration.storage());
    var started = false;
    try {
      storage.database().migrate();
      var service = Wiring.wire(configuration, storage.database(), Version.number());
      var port = service.running().start();
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(service.running(), storage), "stop"));
      started = true;
      greet(configuration, service, port);
    } finally {
      if (!started) {
        storage.close();
      }
    }
  }

  private static void stop(Running running, Storage storage) {
    running.stop();
    storage.close();
    // A stop that was asked for is a good end: without this the code would be that of the signal.
    Runtime.getRuntime().halt(Semel.DONE);
  }

  private void greet(Configuration configuration, Wiring.Wired service, int port) {
    var out = spec.commandLine().getOut();
    var timing = configuration.delivery().timing();
    var providers = configuration.providers();
    out.println("Semel listens on http://" + host(configuration) + ":" + port);
    out.println(
        "  SMS: "
            + (providers.mobizon().isPresent() ? "Mobizon, by look-up" : "sandbox")
            + "; email: "
            + (providers.resend().isPresent() ? "Resend, by key" : "sandbox")
            + "; delay "
            + text(configuration.delivery().delay()));
    out.println(
        "  Assumed: nothing is accepted later than SETTLE "
            + text(timing.settle())
            + " after a lease of "
            + text(timing.lease())
            + "; a provider applies within "
            + text(timing.apply())
            + " and shows within "
            + text(timing.visible())
            + "; a process pauses at most "
            + text(timing.pauseTolerated())
            + " between guard and write;"
            + " an acknowledged commit stays.");
    if (configuration.listening().targetIsAssumed()) {
      out.println(
          "  Links in messages end at "
              + configuration.listening().target()
              + ", which Semel does not serve yet: set SEMEL_TARGET_URL to your result page.");
    }
    service
        .freshToken()
        .ifPresent(token ->
            out.println(
                "  The operator's token, shown this once: "
                    + token
                    + "\n  Set SEMEL_ADMIN_TOKEN to use one of your own."));
    out.flush();
  }

  private static String text(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  private static String host(Configuration configuration) {
    var host = configuration.listening().host();
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
