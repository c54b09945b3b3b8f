package semel.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who PostgreSQL runs as. It refuses to run as root, so where Semel is root its programs are
/// started through a few words that give up root's power first.
///
/// @param prefix the words before the program's own
/// @param user the numeric user that must own the database folder
/// @param group the group that goes with it
/// @param caveat what a person should know about this choice; empty when there is nothing
record Account(List<String> prefix, int user, int group, String caveat) {
  private static final Logger LOG = LoggerFactory.getLogger(Account.class);
  private static final int NOBODY = 65534;

  /// Answers 0 when this account has a name (initdb insists), can run the programs and can write to
  /// the database folder. Prints the version.
  private static final String TRIAL =
      """
      id -un >/dev/null && "$1" --version && cd "$2" && test -w .
      """;

  Account {
    prefix = List.copyOf(prefix);
  }

  /// The first account that can really work with this database folder; the folder is then its own.
  static Account choose(Binaries binaries, Path database)
      throws IOException, InterruptedException, EmbeddedServerException {
    var me = Integer.parseInt(Command.run(List.of("id", "-u")).output());
    var owner = (int) Files.getAttribute(database, "unix:uid");
    if (me != 0 && owner != me) {
      throw new EmbeddedServerException(
          ("The database in %s belongs to user %s. Start Semel as that user, or "
                  + "choose another folder with SEMEL_DATA_DIR.")
              .formatted(database, Files.getOwner(database).getName()));
    }
    var refusals = new ArrayList<String>();
    for (var account : me == 0 ? forRoot(database, owner) : forOrdinaryUser(me)) {
      if (me == 0) {
        account.own(database);
      }
      var trial =
          Command.run(
              account.words(
                  "sh", "-c", TRIAL, "sh", "" + binaries.program("postgres"), "" + database));
      if (trial.done()) {
        if (!account.caveat.isEmpty()) {
          LOG.warn("{} {}", trial.output(), account.caveat);
        }
        return account;
      }
      refusals.add(trial.output());
    }
    throw new EmbeddedServerException(
        (me == 0
                ? ("PostgreSQL does not run as root, and neither setpriv nor unshare "
                    + "could start it under another account (%s). Start Semel as an "
                    + "ordinary user, or set SEMEL_DATABASE_URL to a PostgreSQL 15 or "
                    + "newer.")
                : ("PostgreSQL's programs do not run on this machine (%s). Set "
                    + "SEMEL_DATABASE_URL to a PostgreSQL 15 or newer."))
            .formatted(refusals.getFirst()));
  }

  /// A program of PostgreSQL, with what must stand before it.
  List<String> words(String... program) {
    var words = new ArrayList<>(prefix);
    words.addAll(List.of(program));
    return words;
  }

  /// Makes a folder, with all that is in it, this account's own. The folder itself comes last: a
  /// change of owner that was interrupted is then done again.
  void own(Path folder) throws IOException {
    if ((int) Files.getAttribute(folder, "unix:uid") == user) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.toList().reversed()) {
        Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static List<Account> forOrdinaryUser(int me) {
    return List.of(
        new Account(List.of(), me, me, ""),
        // A container may run us under a number that has no name; inside a user namespace it has.
        new Account(List.of("unshare", "-U"), me, me, ""));
  }

  /// From the least power to the most. The later ones are for a folder that no ordinary user can
  /// reach, typically one below /root; which of them works depends on what the machine allows.
  private static List<Account> forRoot(Path database, int owner) throws IOException {
    var user = owner == 0 ? NOBODY : owner;
    var group = owner == 0 ? NOBODY : (int) Files.getAttribute(database, "unix:gid");
    var drop =
        List.of(
            "setpriv",
            "--reuid=" + Integer.toUnsignedString(user),
            "--regid=" + Integer.toUnsignedString(group),
            "--clear-groups");
    return List.of(
        new Account(drop, user, group, ""),
        new Account(with(drop, "dac_read_search"), user, group, caveat("may read every file")),
        new Account(List.of("unshare", "-U"), 0, 0, caveat("may use root's files")),
        new Account(with(drop, "dac_override"), user, group, caveat("may use every file")));
  }

  /// Keeps one capability. Without the secure bit, access(2) would not count it, and PostgreSQL
  /// asks access(2) whether its own programs may be run.
  private static List<String> with(List<String> drop, String capability) {
    var words = new ArrayList<>(drop);
    words.add("--inh-caps=+" + capability);
    words.add("--ambient-caps=+" + capability);
    words.add("--securebits=+no_setuid_fixup");
    return words;
  }

  private static String caveat(String power) {
    return "runs under an account that "
        + power
        + ", because only root can enter the data folder. Choose a folder with "
        + "SEMEL_DATA_DIR that others may pass through to avoid this.";
  }
}
