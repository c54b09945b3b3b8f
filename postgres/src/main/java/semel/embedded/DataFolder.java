package semel.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The folder that everything of one embedded server lives in, held by one Semel at a time.
///
/// ```
/// semel.pid        held while a Semel uses the folder; names its process
/// cache/           PostgreSQL's programs, may be deleted at any time
/// database/        the data; with the password in it, so that a copy of it is complete
/// connection       how psql reaches the running server
/// postgres.log     what the server says
/// ```
final class DataFolder implements AutoCloseable {
  /// POSIX gives up a process's hold on a file as soon as the process closes any channel to it, so
  /// a second start in this process must be refused before it opens one.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final FileChannel hold;

  private DataFolder(Path root, FileChannel hold) {
    this.root = root;
    this.hold = hold;
  }

  /// Creates the folder where it is missing, and takes it for this process.
  static DataFolder take(Path folder) throws EmbeddedServerException {
    var absolute = folder.toAbsolutePath().normalize();
    try {
      create(absolute);
      var root = absolute.toRealPath();
      if (!HELD_HERE.add(root)) {
        throw inUse(root, "this process");
      }
      try {
        return new DataFolder(root, hold(root));
      } catch (IOException | EmbeddedServerException e) {
        HELD_HERE.remove(root);
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedServerException(
          ("The data folder %s cannot be used: %s. Choose another with "
                  + "SEMEL_DATA_DIR, or give user %s the right to write there.")
              .formatted(absolute, reason(e), System.getProperty("user.name")),
          e);
    }
  }

  Path root() {
    return root;
  }

  Path cache() {
    return root.resolve("cache");
  }

  Path database() {
    return root.resolve("database");
  }

  /// Where a database is made; it gets its real name when it is complete.
  Path unfinishedDatabase() {
    return root.resolve("database.new");
  }

  Path connection() {
    return root.resolve("connection");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  @Override
  public void close() {
    try {
      hold.close();
    } catch (IOException _) {
      // The operating system ends the hold with the process.
    }
    HELD_HERE.remove(root);
  }

  /// Replaces a file that only its owner may read, whole or not at all, and durably.
  static void writeSecret(Path file, String content) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
      channel.write(ByteBuffer.wrap((content + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    rename(fresh, file);
  }

  /// Renames within the folder so that a power cut leaves the old name or the new one.
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    try (var parent = FileChannel.open(to.resolveSibling("."), StandardOpenOption.READ)) {
      parent.force(true);
    }
  }

  /// Deletes a folder and all that is in it; a folder that is not there is no error.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Says in a few words why a file could not be used.
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case NotDirectoryException file -> file.getFile() + " is not a folder";
      case FileAlreadyExistsException file -> file.getFile() + " is not a folder";
      case FileSystemException other when other.getReason() != null ->
          other.getReason() + " (" + other.getFile() + ")";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    // Root's server runs under another account, which must be able to pass through, not to look.
    var permissions = "root".equals(System.getProperty("user.name")) ? "rwx--x--x" : "rwx------";
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  private static FileChannel hold(Path root) throws IOException, EmbeddedServerException {
    var file = root.resolve("semel.pid");
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      var holder = ByteBuffer.allocate(32);
      channel.read(holder);
      channel.close();
      var pid = new String(holder.array(), 0, holder.position(), StandardCharsets.UTF_8).strip();
      throw inUse(root, pid.isEmpty() ? "another process" : "process " + pid);
    }
    channel.truncate(0);
    var pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
    return channel;
  }

  private static EmbeddedServerException inUse(Path root, String holder) {
    return EmbeddedServerException.inUse(
        ("The data folder %s is in use by another Semel (%s). One folder serves one "
                + "Semel: stop the other one, or choose another folder with SEMEL_DATA_DIR.")
            .formatted(root, holder));
  }
}
