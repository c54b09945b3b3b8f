package semel.story;

import java.nio.file.Path;
import java.util.Map;
import semel.app.Running;
import semel.app.Storage;
import semel.app.Wiring;
import semel.configuration.Configuration;
import semel.configuration.ConfigurationRefused;
import semel.database.DatabaseUnfit;

/// One Semel in this process, wired as `serve` wires it.
public final class Node implements AutoCloseable {

  private final Storage storage;
  private final Running running;
  public final Caller caller;

  public Node(Map<String, String> environment) {
    try {
      var configuration = Configuration.read(environment, Path.of("no-such-file.properties"));
      this.storage = Storage.open(configuration.storage());
      storage.database().migrate();
      this.running = Wiring.wire(configuration, storage.database(), "test").running();
      this.caller = new Caller(running.start());
    } catch (ConfigurationRefused | DatabaseUnfit e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    running.stop();
    storage.close();
  }
}
