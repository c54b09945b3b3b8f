package semel.web.http;

/// One entry of the server: a method, a path whose `{names}` are parameters, and what answers.
///
/// @param guarded whether only operators may call it
public record Route(String method, String path, boolean guarded, Handler handler) {

  /// Answers one call. Throws [java.io.UncheckedIOException] when the database does not answer.
  @FunctionalInterface
  public interface Handler {
    Answer handle(Call call);
  }

  /// A route anybody may call.
  public static Route open(String method, String path, Handler handler) {
    return new Route(method, path, false, handler);
  }

  /// A route for operators.
  public static Route guarded(String method, String path, Handler handler) {
    return new Route(method, path, true, handler);
  }
}
