package semel.contract;

import java.time.Duration;
import semel.settings.Installation;
import semel.users.Acts;
import semel.users.Passwords;
import semel.users.Users;
import semel.visits.Attempts;
import semel.visits.Reveals;
import semel.visits.Sessions;

/// The ports of who may enter, empty at first, and time that passes when it is told to.
public interface EntryUnderTest {

  Users users();

  Passwords passwords();

  Acts acts();

  Sessions sessions();

  Attempts attempts();

  Reveals reveals();

  Installation installation();

  /// Lets time pass for everything that is stored.
  void passed(Duration time);
}
