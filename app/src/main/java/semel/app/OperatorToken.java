package semel.app;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import semel.postgres.PostgresToken;
import semel.providers.Secret;
import semel.web.signin.BearerToken;

/// The operator's token: configured, or made at the first start and then known by its hash only.
///
/// @param fresh the token to show once, when this start made it
record OperatorToken(BearerToken token, Optional<String> fresh) {

  private static final int BYTES = 24;

  static OperatorToken of(Optional<Secret> configured, PostgresToken store) {
    if (configured.isPresent()) {
      return new OperatorToken(BearerToken.of(configured.get().value()), Optional.empty());
    }
    var token = random();
    var made = store.hash().isEmpty() && store.keep(BearerToken.digest(token));
    var hash = store.hash().orElseThrow();
    return new OperatorToken(
        BearerToken.ofDigest(hash), made ? Optional.of(token) : Optional.empty());
  }

  private static String random() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
