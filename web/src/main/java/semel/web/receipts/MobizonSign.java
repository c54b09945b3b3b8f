package semel.web.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The sign of Mobizon's webhooks: SHA-1 over event, attempt, time and secret. It does not cover
/// what the event says, so it only keeps strangers out (R9).
final class MobizonSign {

  private final String secret;

  MobizonSign(String secret) {
    this.secret = secret;
  }

  /// The members that are signed, and the sign.
  record Signed(String eventId, String attempt, String createTs, String sign) {}

  boolean isOf(Signed signed) {
    var text = String.join("|", signed.eventId(), signed.attempt(), signed.createTs(), secret);
    return MessageDigest.isEqual(sha1(text), signed.sign().getBytes(UTF_8));
  }

  private static byte[] sha1(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).getBytes(UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
