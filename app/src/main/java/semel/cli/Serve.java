package semel.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import semel.app.Running;
import semel.app.Storage;
import semel.app.Wiring;
import semel.configuration.Configuration;
import semel.configuration.ConfigurationRefused;
import semel.database.DatabaseUnfit;
import semel.journal.Sentence;
import semel.web.Door;

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
    return call(spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  int call(PrintWriter out, PrintWriter err) {
    try {
      serve(Loaded.configuration(), out, err);
      return RUNNING;
    } catch (ConfigurationRefused e) {
      err.println(Loaded.refused(e));
    } catch (DatabaseUnfit e) {
      err.println(e.getMessage());
    } catch (UncheckedIOException e) {
      err.println(Sentence.of(e));
    } catch (UnknownHostException e) {
      err.println(
          "SEMEL_HOST="
              + e.getMessage()
              + " is refused: allowed is an address of this machine, such as 127.0.0.1.");
    }
    return Semel.CANNOT;
  }

  private static void serve(Configuration configuration, PrintWriter out, PrintWriter err)
      throws ConfigurationRefused, DatabaseUnfit, UnknownHostException {
    // Before the database is started for nothing.
    requireHost(configuration.listening().host());
    Thread.ofVirtual().name("loading").start(Door::load); // the database is mostly waited for
    var storage = Storage.open(configuration.storage());
    var started = false;
    try {
      storage.database().migrate();
      var service = Wiring.wire(configuration, storage.database(), Version.number());
      var port = service.running().start();
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(service.running(), storage), "stop"));
      started = true;
      greet(configuration, service, port, out, err);
    } finally {
      if (!started) {
        storage.close();
      }
    }
  }

  private static void requireHost(String host) throws UnknownHostException {
    try {
      var _ = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      var known = new UnknownHostException(host);
      known.initCause(e);
      throw known;
    }
  }

  private static void stop(Running running, Storage storage) {
    running.stop();
    storage.close();
    // A stop that was asked for is a good end: without this the code would be that of the signal.
    Runtime.getRuntime().halt(Semel.DONE);
  }

  /// Where the log is JSON, standard output is nothing else, and a token is no matter for a log.
  private static void greet(
      Configuration configuration,
      Wiring.Wired service,
      int port,
      PrintWriter out,
      PrintWriter err) {
    var json = configuration.logFormat().equals("json");
    var lines = Greeting.lines(configuration, port);
    if (json) {
      var log = LoggerFactory.getLogger("semel");
      lines.forEach(log::info);
    } else {
      out.println(String.join("\n  ", lines));
    }
    var person = json ? err : out;
    service.freshToken().map(Greeting::token).ifPresent(said -> said.forEach(person::println));
  }
}
