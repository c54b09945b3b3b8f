import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a Semel for a few seconds, as people will, so that Java can note what such a run loads:
/// `java Rehearsal.java CACHE COMMAND...`, in a folder that is thrown away afterwards.
///
/// A second Semel, of which nothing is noted, holds the database. It unpacks PostgreSQL with a
/// library that is sealed, and Java does not start with a cache that holds classes of such a one.
final class Rehearsal {

  private static final Duration START_MAX = Duration.ofMinutes(10);
  private static final long END_MAX_MINUTES = 5;

  private static final List<String> PAGES =
      List.of("/health/ready", "/", "/messages", "/proftest", "/metrics", "/openapi.json");

  private static final String LEAD =
      """
      {"name":"Aigerim","email":"aigerim@example.com","phone":"8 777 123 45 67","answers":{}}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI place;

  private Rehearsal(int port) {
    place = URI.create("http://127.0.0.1:" + port);
  }

  public static void main(String[] arguments) throws Exception {
    var cache = arguments[0];
    var command = List.of(arguments).subList(1, arguments.length);
    var connection = Path.of("data", "connection");
    var stage = start(command, Map.of("SEMEL_PORT", "0", "SEMEL_SWEEP", "1h"));
    var deadline = System.nanoTime() + START_MAX.toNanos();
    while (!Files.exists(connection)) {
      pause(stage, deadline);
    }
    var port = freePort();
    var noting = new ArrayList<>(command);
    noting.add(1, "-XX:AOTCacheOutput=" + cache);
    var told = new HashMap<>(Map.of("SEMEL_PORT", "" + port, "SEMEL_DELAY", "100ms"));
    told.put("SEMEL_DATABASE_URL", Files.readString(connection).strip());
    var semel = start(noting, told);
    new Rehearsal(port).play(semel);
    end(semel);
    end(stage);
  }

  private static Process start(List<String> command, Map<String, String> environment)
      throws IOException {
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment);
    var process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  /// As an operator ends it.
  private static void end(Process semel) throws InterruptedException {
    semel.destroy();
    if (!semel.waitFor(END_MAX_MINUTES, TimeUnit.MINUTES) || semel.exitValue() != 0) {
      throw new IllegalStateException("Semel does not end well.");
    }
  }

  private static void pause(Process semel, long deadline) throws InterruptedException {
    if (!semel.isAlive() || System.nanoTime() - deadline > 0) {
      throw new IllegalStateException("Semel does not start.");
    }
    Thread.sleep(50);
  }

  private void play(Process semel) throws Exception {
    var deadline = System.nanoTime() + START_MAX.toNanos();
    while (!answers()) {
      pause(semel, deadline);
    }
    var lead = request("/api/landing/proftest").POST(BodyPublishers.ofString(LEAD));
    lead.header("Content-Type", "application/json");
    var answers = new ArrayList<String>();
    answers.add("lead " + client.send(lead.build(), BodyHandlers.ofString()).statusCode());
    for (var page : PAGES) {
      var answer = client.send(request(page).build(), BodyHandlers.ofString());
      answers.add(page + " " + answer.statusCode());
    }
    System.out.println("Answered: " + answers);
  }

  private boolean answers() throws InterruptedException {
    try {
      var call = request("/health/live").build();
      return client.send(call, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(place.resolve(path)).timeout(Duration.ofSeconds(30));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
