package semel.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// A copy of the embedded database in one file, made while it runs, as PostgreSQL's manual has it
/// ("Making a Base Backup Using the Low Level API"): files are copied as they are between two
/// calls, and the log of that time, which comes along, puts them right at the next start.
public final class Backup {

  private static final String HOLD_LOG =
      "SELECT pg_create_physical_replication_slot('semel_backup_' || pg_backend_pid(), true, true)";

  private static final String BEGIN = "SELECT pg_walfile_name(pg_backup_start('semel', true))";

  private static final String END =
      "SELECT pg_walfile_name(lsn), labelfile FROM pg_backup_stop(false)";

  private static final String FILES =
      "SELECT current_setting('data_directory'), current_setting('server_version_num')";

  /// What belongs to the server that runs, or is made anew at a start.
  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "backup_label", "pg_internal.init");

  private static final Set<String> LEFT_EMPTY =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final String LOG = "[0-9A-F]{24}";

  /// The last entry: a file without it was cut short.
  private static final String WHOLE = "semel.backup.whole";

  private final TarArchiveOutputStream tar;
  private final Path database;

  private Backup(TarArchiveOutputStream tar, Path database) {
    this.tar = tar;
    this.database = database;
  }

  /// Writes the database of a server into a file, which appears when it is complete.
  ///
  /// @param url of the server, as [EmbeddedServer#url()] tells it
  /// @throws EmbeddedServerException with a sentence for a person
  public static void write(String url, Path file) throws EmbeddedServerException {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    try (var connection = DriverManager.getConnection("jdbc:" + withLogin(url))) {
      requireAbsent(file);
      Files.deleteIfExists(unfinished);
      var owner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Files.createFile(unfinished, owner);
      try (var out = Files.newOutputStream(unfinished, StandardOpenOption.WRITE);
          var tar = new TarArchiveOutputStream(out, "UTF-8")) {
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        new Backup(tar, Path.of(ask(connection, FILES).getFirst())).copy(connection);
      }
      try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      DataFolder.rename(unfinished, file);
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "The backup cannot be written to %s: %s.".formatted(file, DataFolder.reason(e)), e);
    } catch (SQLException e) {
      throw new EmbeddedServerException(
          "The database cannot be copied: " + e.getMessage() + ".", e);
    }
  }

  private static void requireAbsent(Path file) throws EmbeddedServerException {
    if (Files.exists(file)) {
      throw new EmbeddedServerException(
          "There is a %s already; a backup never overwrites one. Name another file."
              .formatted(file));
    }
  }

  /// `postgresql://user:password@host/db` as JDBC wants it.
  private static String withLogin(String url) {
    var at = url.indexOf('@');
    var login = url.substring("postgresql://".length(), at).split(":", 2);
    return "postgresql://"
        + url.substring(at + 1)
        + ("?user=" + login[0] + "&password=" + login[1])
        + "&sslmode=disable&gssEncMode=disable&requireAuth=scram-sha-256";
  }

  private void copy(Connection connection) throws IOException, SQLException {
    ask(connection, HOLD_LOG);
    var first = ask(connection, BEGIN).getFirst();
    folder(database);
    var end = ask(connection, END);
    entry("backup_label", end.getLast().getBytes(StandardCharsets.UTF_8));
    try (var logs = Files.list(database.resolve("pg_wal"))) {
      for (var log : logs.sorted().toList()) {
        var name = log.getFileName().toString();
        if (name.matches(LOG)
            && name.compareTo(first) >= 0
            && name.compareTo(end.getFirst()) <= 0) {
          file(log);
        }
      }
    }
    entry(WHOLE, new byte[0]);
  }

  private void folder(Path folder) throws IOException {
    var inside = database.relativize(folder).toString();
    if (!inside.isEmpty()) {
      var entry = new TarArchiveEntry(inside + "/");
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    List<Path> paths;
    try (var listed = Files.list(folder)) {
      paths = listed.sorted().toList();
    } catch (NoSuchFileException _) {
      return; // a table that was dropped meanwhile
    }
    for (var path : paths) {
      var name = path.getFileName().toString();
      if (Files.isDirectory(path)) {
        if (LEFT_EMPTY.contains(name)) {
          tar.putArchiveEntry(new TarArchiveEntry(database.relativize(path) + "/"));
          tar.closeArchiveEntry();
        } else if (!name.startsWith("pgsql_tmp")) {
          folder(path);
        }
      } else if (!LEFT_OUT.contains(name) && !name.startsWith("pgsql_tmp")) {
        file(path);
      }
    }
  }

  /// As long as it was when it was opened: the log makes good what is torn, and what is missing.
  private void file(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      var size = Files.size(path);
      var entry = new TarArchiveEntry(database.relativize(path).toString());
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      pour(in, size);
      tar.closeArchiveEntry();
    } catch (NoSuchFileException _) {
      // Dropped meanwhile; the log says so too.
    }
  }

  private void pour(InputStream in, long size) throws IOException {
    var buffer = new byte[65_536];
    for (var left = size; left > 0; ) {
      var n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        Arrays.fill(buffer, (byte) 0); // cut meanwhile
        n = (int) Math.min(buffer.length, left);
      }
      tar.write(buffer, 0, n);
      left -= n;
    }
  }

  private void entry(String name, byte[] content) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static List<String> ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      var first = row.getString(1);
      return row.getMetaData().getColumnCount() == 1
          ? List.of(first)
          : List.of(first, row.getString(2));
    }
  }

  /// Puts a backup into a data folder that has no database. The next start brings it to the moment
  /// at which the backup ended; Semel then sees that its past is another.
  ///
  /// @throws EmbeddedServerException with a sentence for a person, also when the folder is in use
  public static void restore(Path file, Path dataFolder) throws EmbeddedServerException {
    if (!Files.isRegularFile(file)) {
      throw new EmbeddedServerException("There is no backup " + file + ".");
    }
    try (var data = DataFolder.take(dataFolder)) {
      if (Files.exists(data.database())) {
        throw new EmbeddedServerException(
            ("There is a database in %s already; a restore never overwrites one. Move it"
                    + " aside (mv %s %s.old), or name another folder with SEMEL_DATA_DIR.")
                .formatted(data.database(), data.database(), data.database()));
      }
      var folder = data.unfinishedDatabase();
      DataFolder.delete(folder);
      var owner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectory(folder, owner);
      try (var in = Files.newInputStream(file)) {
        unpack(in, folder, file);
      }
      DataFolder.rename(folder, data.database());
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "The backup %s cannot be restored: %s.".formatted(file, DataFolder.reason(e)), e);
    }
  }

  private static void unpack(InputStream in, Path folder, Path file)
      throws IOException, EmbeddedServerException {
    var whole = false;
    try (var tar = new TarArchiveInputStream(new BufferedInputStream(in))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
          throw new IOException("it names a file outside of it");
        }
        if (entry.getName().equals(WHOLE)) {
          whole = true;
        } else if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.copy(tar, path);
        }
      }
    }
    if (!whole || !Files.exists(folder.resolve("backup_label"))) {
      DataFolder.delete(folder);
      throw new EmbeddedServerException(
          file + " is no backup of Semel, or was cut short. Nothing was restored.");
    }
    close(folder);
  }

  /// PostgreSQL insists that nobody else can read its files.
  private static void close(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.toList()) {
        Files.setPosixFilePermissions(
            path,
            PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
      }
    }
  }
}
