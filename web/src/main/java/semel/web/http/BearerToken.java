package semel.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// Lets in whoever presents the one token in an `Authorization: Bearer` header.
public final class BearerToken implements Access {

  private static final String WHO = "operator";
  private static final String SCHEME = "Bearer ";

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

  @Override
  public Optional<String> who(Call call) {
    var headers = call.headers("Authorization");
    if (headers.size() != 1 || !headers.getFirst().regionMatches(true, 0, SCHEME, 0, 7)) {
      return Optional.empty();
    }
    var presented = digest(headers.getFirst().substring(SCHEME.length()).strip());
    return MessageDigest.isEqual(expected, presented) ? Optional.of(WHO) : Optional.empty();
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
