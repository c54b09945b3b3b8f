package semel.app.front;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import semel.configuration.Configuration;
import semel.database.Database;
import semel.postgres.user.PostgresActs;
import semel.postgres.user.PostgresAdmissions;
import semel.postgres.user.PostgresAttempts;
import semel.postgres.user.PostgresInstallation;
import semel.postgres.user.PostgresReveals;
import semel.postgres.user.PostgresSessions;
import semel.postgres.user.PostgresUsers;
import semel.settings.Remembered;
import semel.settings.RememberedAdmissions;
import semel.web.Household;
import semel.web.dashboard.settings.OwnPages;
import semel.web.dashboard.settings.SettingsPages;
import semel.web.http.Route;
import semel.web.page.Pages;
import semel.web.signin.BearerToken;
import semel.web.signin.Doorway;
import semel.web.signin.Hashing;
import semel.web.signin.SignInPages;

/// Who may enter, and the pages on which that is said.
public final class Residents {

  private Residents() {}

  /// Everything of it is kept in the database, so that all workers know the same.
  ///
  /// @param random unguessable
  public static Household of(
      Configuration configuration, Database database, BearerToken token, RandomGenerator random) {
    var users = new PostgresUsers(database);
    var doorway =
        new Doorway(
            token,
            users,
            users,
            new PostgresSessions(database),
            new PostgresAttempts(database),
            new Hashing(random),
            configuration.listening().publicUrl(),
            random,
            isUnconfigured(configuration));
    return new Household(
        doorway,
        new PostgresActs(database),
        new PostgresReveals(database),
        new Remembered(new PostgresInstallation(database), System::nanoTime),
        new RememberedAdmissions(new PostgresAdmissions(database), System::nanoTime));
  }

  /// The pages of signing in and of settings.
  public static List<Route> routes(Household household, Pages pages) {
    var doorway = household.doorway();
    var routes = new ArrayList<Route>();
    routes.addAll(new SignInPages(doorway, pages).routes());
    routes.addAll(
        new SettingsPages(doorway, household.acts(), household.installation(), pages).routes());
    routes.addAll(new OwnPages(doorway, pages).routes());
    return routes;
  }

  /// Whether everything goes to the sandbox.
  static boolean isSandbox(Configuration configuration) {
    var providers = configuration.providers();
    return providers.mobizon().isEmpty() && providers.resend().isEmpty();
  }

  /// No token, no account, and nobody else can connect: the pages may open without a sign-in.
  private static boolean isUnconfigured(Configuration configuration) {
    return configuration.adminToken().isEmpty()
        && isSandbox(configuration)
        && isLoopback(configuration.listening().host());
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
