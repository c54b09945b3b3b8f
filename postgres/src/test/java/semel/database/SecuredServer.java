package semel.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import semel.contract.Eventually;
import semel.embedded.EmbeddedServer;
import semel.embedded.FailOver;

/// A PostgreSQL with a certificate for `localhost`, made for it with the tool of this Java.
final class SecuredServer implements AutoCloseable {

  private static final String SECRET = "changeit";

  private final EmbeddedServer server;
  private final Path certificate;

  /// @param folder an empty one of its own
  SecuredServer(Path folder) {
    this.server = FailOver.start(FailOver.data(folder.resolve("data")));
    this.certificate = certificate(folder, "server");
    FailOver.ask(server, "ALTER SYSTEM SET ssl = on");
    FailOver.ask(server, "SELECT pg_reload_conf()");
    Eventually.eventually(
        "the server takes TLS", () -> FailOver.ask(server, "SHOW ssl").equals("on"));
  }

  /// The file that names its certificate as trusted.
  Path certificate() {
    return certificate;
  }

  /// Makes a certificate that has signed itself; of the name `server` it becomes the server's.
  Path certificate(Path folder, String name) {
    try {
      var store = folder.resolve(name + ".p12");
      keytool(store);
      var keys = KeyStore.getInstance(store.toFile(), SECRET.toCharArray());
      var certified = pem("CERTIFICATE", keys.getCertificate(name(store)).getEncoded());
      if (name.equals("server")) {
        var key = keys.getKey(name(store), SECRET.toCharArray());
        give("server.crt", certified);
        give("server.key", pem("PRIVATE KEY", key.getEncoded()));
      }
      return Files.writeString(folder.resolve(name + ".pem"), certified);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Path store) {
    return String.valueOf(store.getFileName()).replace(".p12", "");
  }

  private static void keytool(Path store) throws IOException {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var words =
        List.of(
            tool,
            "-genkeypair",
            "-alias",
            name(store),
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-validity",
            "30",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            SECRET);
    try {
      var made = new ProcessBuilder(words).redirectErrorStream(true).start();
      var said = new String(made.getInputStream().readAllBytes(), UTF_8);
      if (made.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    var text = Base64.getMimeEncoder().encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what);
  }

  /// The server writes the file itself, so it is its own and closed to others.
  private void give(String file, String text) {
    var packed = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    FailOver.ask(
        server,
        "COPY (SELECT '%s') TO PROGRAM 'umask 077; base64 -d > %s'".formatted(packed, file));
  }

  /// Its address under a name, with what an operator adds to it.
  Address address(String host, String options) {
    var url = server.jdbcUrl().replaceFirst("//[^:/]+", "//" + host).replaceFirst("\\?.*", "");
    return new Address(url + "?" + options, server.user(), server.password());
  }

  @Override
  public void close() {
    server.close();
  }
}
