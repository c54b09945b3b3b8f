package semel.web.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signature of Svix webhooks, which Resend uses: HMAC-SHA-256 over id, time and the very bytes
/// of the body (Standard Webhooks).
final class Svix {

  /// How far the time of a signature may be from now, either way.
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final String ALGORITHM = "HmacSHA256";

  /// A header with more is not read further.
  private static final int SIGNATURES_MAX = 10;

  private static final Pattern ID = Pattern.compile("[!-~]{1,255}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

  /// What a signature turned out to be.
  enum Verdict {
    GENUINE,
    /// A header is missing, or not of its form.
    UNSIGNED,
    /// Too old or too new, so it may be a copy.
    STALE,
    /// No signature is that of these bytes.
    FORGED
  }

  /// The headers that come with a body.
  record Signed(String id, String timestamp, String signatures) {}

  private final SecretKeySpec key;

  /// @param secret base64, with or without `whsec_` before it
  /// @throws IllegalArgumentException when it is not base64, or nothing
  Svix(String secret) {
    var text = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    this.key = new SecretKeySpec(Base64.getDecoder().decode(text), ALGORITHM);
  }

  Verdict judge(Signed signed, ByteBuffer body, Instant now) {
    if (!ID.matcher(signed.id()).matches() || !SECONDS.matcher(signed.timestamp()).matches()) {
      return Verdict.UNSIGNED;
    }
    // The time is only believed once the signature is: who forges one learns nothing from it.
    if (!isSigned(signed, body)) {
      return Verdict.FORGED;
    }
    var at = Instant.ofEpochSecond(Long.parseLong(signed.timestamp()));
    return Duration.between(at, now).abs().compareTo(TOLERANCE) > 0
        ? Verdict.STALE
        : Verdict.GENUINE;
  }

  private boolean isSigned(Signed signed, ByteBuffer body) {
    var expected = mac(signed, body);
    var matches = false;
    for (var one : signatures(signed)) {
      matches |= MessageDigest.isEqual(expected, one.getBytes(UTF_8));
    }
    return matches;
  }

  private static List<String> signatures(Signed signed) {
    return Arrays.stream(signed.signatures().split(" ", SIGNATURES_MAX + 1))
        .limit(SIGNATURES_MAX)
        .filter(one -> one.startsWith(VERSION))
        .map(one -> one.substring(VERSION.length()))
        .toList();
  }

  private byte[] mac(Signed signed, ByteBuffer body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((signed.id() + "." + signed.timestamp() + ".").getBytes(UTF_8));
      mac.update(body.duplicate());
      return Base64.getEncoder().encode(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
