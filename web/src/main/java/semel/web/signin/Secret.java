package semel.web.signin;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import semel.visits.SessionKey;

/// What the cookie of one session holds: 256 random bits. All else that a session needs is a digest
/// of it, so that a worker that never saw the session knows it too.
record Secret(String value) {

  private static final int BYTES = 32;

  static Secret random(RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// What the session is kept under.
  SessionKey key() {
    return new SessionKey(HexFormat.of().formatHex(BearerToken.digest(value)));
  }

  /// What the pages of the session send back.
  String csrf() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(BearerToken.digest("csrf " + value));
  }

  /// That the session began with this token. Without the secret nobody can try tokens against it.
  String proof(BearerToken token) {
    return HexFormat.of().formatHex(BearerToken.digest("token " + value + " " + token.hex()));
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
