package semel.web.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens that tell when a form was shown. Nothing is kept of them: each is the time and a keyed
/// hash of it and of the name of that form, so that every worker knows the tokens of all, and a
/// token of one form is worth nothing in another.
public final class FormTokens {

  /// What a token turned out to be.
  public enum Finding {
    GOOD,
    /// The form was shown so short a time ago that no person can have filled it in.
    TOO_YOUNG,
    /// There is none, it is not ours or another form's, or it is older than anybody takes.
    WORTHLESS
  }

  /// Older than this nobody leaves a form open and means it.
  static final Duration OLDEST = Duration.ofDays(1);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = Long.BYTES + 32;

  private final SecretKeySpec key;
  private final Duration least;

  /// @param key the same for all workers
  /// @param least how long a person takes at least; zero for no matter
  public FormTokens(byte[] key, Duration least) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.least = least;
  }

  /// A token for a form that is shown now.
  ///
  /// @param form names this view of the form
  public String issue(String form, Instant now) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(form, now.toEpochMilli()));
  }

  /// Looks at a token that came back.
  public Finding judge(String form, String token, Instant now) {
    var issued = issued(form, token);
    if (issued.isEmpty()) {
      return Finding.WORTHLESS;
    }
    var age = Duration.between(issued.get(), now);
    if (age.compareTo(OLDEST) > 0) {
      return Finding.WORTHLESS;
    }
    return least.isPositive() && age.compareTo(least) < 0 ? Finding.TOO_YOUNG : Finding.GOOD;
  }

  private Optional<Instant> issued(String form, String token) {
    try {
      var bytes = Base64.getUrlDecoder().decode(token);
      if (bytes.length != LENGTH) {
        return Optional.empty();
      }
      var millis = ByteBuffer.wrap(bytes).getLong();
      return MessageDigest.isEqual(bytes, bytes(form, millis))
          ? Optional.of(Instant.ofEpochMilli(millis))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private byte[] bytes(String form, long millis) {
    try {
      var time = ByteBuffer.allocate(LENGTH).putLong(millis);
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(Arrays.copyOf(time.array(), Long.BYTES));
      return time.put(mac.doFinal(form.getBytes(UTF_8))).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC with SHA-256", e);
    }
  }
}
