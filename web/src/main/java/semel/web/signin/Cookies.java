package semel.web.signin;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import semel.visits.Sessions;
import semel.web.http.Call;

/// The one cookie of a session. Where Semel is reached by https, the browser itself sees to it that
/// no other host and no plain connection can set it (`__Host-`).
///
/// @param secure whether the address that people use is https
record Cookies(boolean secure) {

  static Cookies at(URI publicUrl) {
    return new Cookies("https".equalsIgnoreCase(publicUrl.getScheme()));
  }

  private String name() {
    return secure ? "__Host-semel" : "semel";
  }

  /// The secret that the browser brings, if it brings exactly one.
  Optional<String> secret(Call call) {
    var start = name() + "=";
    var values =
        call.headers("Cookie").stream()
            .flatMap(header -> Arrays.stream(header.split(";", -1)))
            .map(String::strip)
            .filter(pair -> pair.startsWith(start))
            .map(pair -> pair.substring(start.length()))
            .toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /// The header that gives the browser a secret.
  String given(String secret) {
    return cookie(secret, Sessions.LIFE_MAX.toSeconds());
  }

  /// The header that takes it away.
  String taken() {
    return cookie("", 0);
  }

  private String cookie(String value, long seconds) {
    var cookie = name() + "=" + value + "; Path=/; Max-Age=" + seconds;
    return cookie + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
  }
}
