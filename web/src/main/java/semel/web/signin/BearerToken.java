package semel.web.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import semel.users.Preferences;
import semel.users.Role;
import semel.web.http.Call;
import semel.web.http.Visitor;

/// Lets in whoever presents the one token in an `Authorization: Bearer` header.
public final class BearerToken {

  private static final String SCHEME = "Bearer ";

  /// Under which name whoever has the token acts.
  static final String NAME = "operator";

  private static final Visitor OPERATOR =
      new Visitor(NAME, Role.ADMIN, Visitor.Kind.TOKEN, "token", "", Preferences.USUAL);

  private final byte[] expected;

  private BearerToken(byte[] expected) {
    this.expected = expected.clone();
  }

  /// Lets in whoever presents this token.
  public static BearerToken of(String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("a token is never blank");
    }
    return new BearerToken(digest(token));
  }

  /// Lets in whoever presents the token that has this SHA-256.
  public static BearerToken ofDigest(byte[] digest) {
    return new BearerToken(digest);
  }

  /// Who presents a token in the header of a call: the operator or a stranger.
  Optional<Visitor> visitor(Call call) {
    var headers = call.headers("Authorization");
    if (headers.size() != 1 || !headers.getFirst().regionMatches(true, 0, SCHEME, 0, 7)) {
      return Optional.empty();
    }
    var presented = headers.getFirst().substring(SCHEME.length()).strip();
    return is(presented) ? Optional.of(OPERATOR) : Optional.empty();
  }

  /// Whether this is the token.
  boolean is(String presented) {
    return MessageDigest.isEqual(expected, digest(presented));
  }

  /// The SHA-256 of the token in hexadecimal.
  String hex() {
    return HexFormat.of().formatHex(expected);
  }

  /// The SHA-256 of a token. Digests are compared, so the time tells neither its length nor a
  /// prefix.
  public static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
