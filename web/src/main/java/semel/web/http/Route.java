package semel.web.http;

import semel.users.Role;

/// One entry of the server: a method, a path whose `{names}` are parameters, who may enter, and
/// what answers.
public record Route(String method, String path, Entry entry, Handler handler) {

  /// Who may call.
  public sealed interface Entry {
    /// Anybody.
    record Open() implements Entry {}

    /// Whoever has at least a role, by token or session. Others get a 401 or 403 for programs.
    record Api(Role least) implements Entry {}

    /// Whoever has at least a role. A stranger is led to the sign-in.
    record Page(Role least) implements Entry {}
  }

  /// Answers one call. Throws [java.io.UncheckedIOException] when the database does not answer.
  @FunctionalInterface
  public interface Handler {
    Answer handle(Call call);
  }

  /// A route anybody may call.
  public static Route open(String method, String path, Handler handler) {
    return new Route(method, path, new Entry.Open(), handler);
  }

  /// A route for programs and scripts of operators.
  public static Route api(Role least, String method, String path, Handler handler) {
    return new Route(method, path, new Entry.Api(least), handler);
  }

  /// A page, or what a form of a page is sent to.
  public static Route page(Role least, String method, String path, Handler handler) {
    return new Route(method, path, new Entry.Page(least), handler);
  }
}
