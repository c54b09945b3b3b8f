package semel.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The data of one embedded server, and the password that opens it.
record Database(Path folder, String password) {
  static final String USER = "semel";
  static final String NAME = "semel";

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int PASSWORD_BYTES = 24;
  private static final String PASSWORD_FILE = "semel.password";

  /// What initdb writes into `postgresql.conf`, where it may be changed later.
  private static final List<String> TUNABLE =
      List.of(
          "shared_buffers=64MB",
          "max_connections=50",
          "max_wal_size=512MB",
          "jit=off",
          // The password is 192 random bits: more rounds would protect nothing and cost each start.
          "scram_iterations=1024");

  /// Creates the folder that the account will work in, when there is no database yet.
  static Path prepare(DataFolder data) throws IOException {
    if (Files.exists(data.database())) {
      return data.database();
    }
    DataFolder.delete(data.unfinishedDatabase());
    return Files.createDirectory(data.unfinishedDatabase());
  }

  /// Opens the database, after making it where there is none. An interrupted making leaves only
  /// `database.new`, which the next start throws away: nothing was ever committed there.
  static Database open(DataFolder data, Binaries binaries, Account account)
      throws IOException, InterruptedException, EmbeddedServerException {
    if (!Files.exists(data.database())) {
      create(data, binaries, account);
    }
    var folder = data.database();
    requireSameMajor(folder, binaries, account);
    var file = folder.resolve(PASSWORD_FILE);
    if (!Files.exists(file)) {
      throw new EmbeddedServerException(
          ("The password of the database is missing: there is no %s. Put it back from "
                  + "a copy of the folder.")
              .formatted(file));
    }
    return new Database(folder, Files.readString(file).strip());
  }

  private static void create(DataFolder data, Binaries binaries, Account account)
      throws IOException, InterruptedException, EmbeddedServerException {
    LOG.info("Creating the database in {} (first start only)", data.database());
    var folder = data.unfinishedDatabase();
    // initdb insists on an empty folder, so the password waits beside it.
    var password = folder.resolveSibling(PASSWORD_FILE);
    DataFolder.writeSecret(password, randomPassword());
    account.own(password);
    var words = new ArrayList<>(account.words(binaries.program("initdb").toString()));
    words.addAll(List.of("--pgdata", folder.toString(), "--username", USER));
    words.addAll(List.of("--auth", "scram-sha-256", "--pwfile", password.toString()));
    words.addAll(List.of("--encoding", "UTF8", "--no-locale", "--data-checksums"));
    // Sorted by code point like no locale, and yet it knows that Ж is a large ж.
    words.addAll(List.of("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"));
    TUNABLE.forEach(setting -> words.addAll(List.of("--set", setting)));
    var initdb = Command.run(words);
    if (!initdb.done()) {
      throw new EmbeddedServerException(
          "The database could not be created in %s: %s.".formatted(folder, complaint(initdb)));
    }
    DataFolder.rename(password, folder.resolve(PASSWORD_FILE));
    DataFolder.rename(folder, data.database());
  }

  private static void requireSameMajor(Path folder, Binaries binaries, Account account)
      throws IOException, InterruptedException, EmbeddedServerException {
    var file = folder.resolve("PG_VERSION");
    var theirs = Files.exists(file) ? Files.readString(file).strip() : "nothing known";
    var postgres = binaries.program("postgres").toString();
    var ours = Command.run(account.words(postgres, "--version")).output();
    if (!ours.matches(".* " + Pattern.quote(theirs) + "[^0-9].*")) {
      throw new EmbeddedServerException(
          ("The database in %s was made by PostgreSQL %s, and this Semel brings %s, "
                  + "which cannot read it. Start the Semel that made it and move the data with "
                  + "pg_dump, or choose another folder with SEMEL_DATA_DIR.")
              .formatted(folder, theirs, ours));
    }
  }

  /// The lines that say what went wrong, without the report of what went well before.
  private static String complaint(Command initdb) {
    var lines =
        initdb
            .output()
            .lines()
            .filter(line -> line.contains("error:") || line.contains("FATAL:"))
            .toList();
    return lines.isEmpty() ? initdb.output() : String.join("; ", lines);
  }

  private static String randomPassword() {
    var bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
