package semel.providers.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import semel.providers.Secret;

/// The signature of Standard Webhooks, version 1: HMAC-SHA-256 over id, time and body.
final class Signature {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /// @throws IllegalArgumentException when the secret is not base64, or nothing
  Signature(Secret secret) {
    var text = secret.value();
    var bare = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    this.key = new SecretKeySpec(Base64.getDecoder().decode(bare), ALGORITHM);
  }

  /// What the header `webhook-signature` holds.
  String of(String id, Instant at, String body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      var signed = mac.doFinal((id + "." + at.getEpochSecond() + "." + body).getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
