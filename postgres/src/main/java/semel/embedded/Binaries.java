package semel.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL's programs, unpacked in the data folder's cache.
record Binaries(Path home) {
  private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);
  private static final String INVENTORY = "inventory";

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /// Unpacks the programs for this machine, unless they are there already and whole.
  static Binaries unpack(DataFolder folder) throws IOException, EmbeddedServerException {
    var name = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    return unpack(folder, name, Binaries.class.getResource("/" + name));
  }

  static Binaries unpack(DataFolder folder, String name, @Nullable URL archive)
      throws IOException, EmbeddedServerException {
    if (archive == null) {
      throw new EmbeddedServerException(
          ("Semel brings no PostgreSQL for this machine (%s %s). Set "
                  + "SEMEL_DATABASE_URL to a PostgreSQL 15 or newer.")
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    // The length tells one release from another without reading 15 MB at every start.
    var length = archive.openConnection().getContentLengthLong();
    var home = folder.cache().resolve(name.replace(".txz", "-" + length));
    if (isWhole(home)) {
      return new Binaries(home);
    }
    LOG.info("Unpacking PostgreSQL into {} (first start only)", home);
    DataFolder.delete(folder.cache());
    var unfinished = folder.cache().resolve("new");
    createFolder(folder.cache());
    createFolder(unfinished);
    try (var in = archive.openStream()) {
      extract(in, unfinished);
    }
    Files.writeString(unfinished.resolve(INVENTORY), inventory(unfinished));
    DataFolder.rename(unfinished, home);
    return new Binaries(home);
  }

  /// The archive's name for an operating system and a processor, as its makers spell them.
  static String archive(String system, String processor) {
    var os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : system;
    var arch =
        switch (processor) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> processor;
        };
    return "postgres-%s-%s.txz".formatted(os, arch).toLowerCase(Locale.ROOT);
  }

  /// A power cut can leave a renamed folder with empty files in it, so names alone prove nothing.
  private static boolean isWhole(Path home) throws IOException {
    var inventory = home.resolve(INVENTORY);
    return Files.exists(inventory) && Files.readString(inventory).equals(inventory(home));
  }

  private static String inventory(Path home) throws IOException {
    var files = 0;
    var bytes = 0L;
    try (var paths = Files.walk(home)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        if (Files.isRegularFile(path) && !path.endsWith(INVENTORY)) {
          files++;
          bytes += Files.size(path);
        }
      }
    }
    return "%d files, %d bytes%n".formatted(files, bytes);
  }

  private static void extract(InputStream in, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive names a file outside of it: " + entry.getName());
        }
        extract(tar, entry, path);
      }
    }
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      createFolder(path);
      return;
    }
    var parent = path.getParent();
    if (parent != null) {
      createFolder(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
    var executable = (entry.getMode() & 0100) != 0;
    permit(path, executable ? "rwxr-xr-x" : "rw-r--r--");
  }

  private static void createFolder(Path folder) throws IOException {
    var parent = folder.getParent();
    if (Files.exists(folder) || parent == null) {
      return;
    }
    createFolder(parent);
    Files.createDirectory(folder);
    permit(folder, "rwxr-xr-x");
  }

  /// Set by hand, whatever the umask: root's server reads these files under another account.
  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
