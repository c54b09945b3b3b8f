package semel.web.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import semel.users.PasswordHash;

/// Argon2id (RFC 9106) over passwords, kept in the PHC string format with the cost that it took.
///
/// @param random for salts; used by many threads at once
/// @param cost of what is hashed from now on
record Argon2(RandomGenerator random, Cost cost) {

  /// What one hash takes.
  record Cost(int kibibytes, int passes, int lanes) {
    private boolean covers(Cost other) {
      return kibibytes >= other.kibibytes && passes >= other.passes && lanes >= other.lanes;
    }
  }

  /// What OWASP advises as the least, in its variant of 19 MiB.
  static final Cost OWASP = new Cost(19 << 10, 2, 1);

  /// A hash that was tampered with shall not cost more than this.
  private static final int KIBIBYTES_MAX = 64 << 10;

  private static final int PASSES_MAX = 16;
  private static final int LANES_MAX = 4;
  private static final int SALT = 16;
  private static final int TAG = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private static final class Parsed {
    final Cost cost;
    final byte[] salt;
    final byte[] tag;

    Parsed(Cost cost, byte[] salt, byte[] tag) {
      this.cost = cost;
      this.salt = salt;
      this.tag = tag;
    }
  }

  /// Hashes a password with a salt of its own.
  PasswordHash hash(String password) {
    var salt = new byte[SALT];
    random.nextBytes(salt);
    return phc(salt, tag(password, new Parsed(cost, salt, new byte[TAG])));
  }

  /// What takes as long to compare with as any other hash, and what no password has.
  PasswordHash nobodys() {
    var salt = new byte[SALT];
    var tag = new byte[TAG];
    random.nextBytes(salt);
    random.nextBytes(tag);
    return phc(salt, tag);
  }

  private PasswordHash phc(byte[] salt, byte[] tag) {
    var to64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(
                cost.kibibytes(),
                cost.passes(),
                cost.lanes(),
                to64.encodeToString(salt),
                to64.encodeToString(tag)));
  }

  /// Whether the password is the one that was hashed; what is no hash of ours fits nothing.
  boolean matches(PasswordHash kept, String password) {
    return parsed(kept).stream()
        .anyMatch(parsed -> MessageDigest.isEqual(parsed.tag, tag(password, parsed)));
  }

  /// Whether a password should be hashed again, because what it took is less than it takes today.
  boolean outgrown(PasswordHash kept) {
    return parsed(kept).stream().noneMatch(parsed -> parsed.cost.covers(cost));
  }

  private static Optional<Parsed> parsed(PasswordHash kept) {
    var match = PHC.matcher(kept.phc());
    if (!match.matches()) {
      return Optional.empty();
    }
    var cost =
        new Cost(
            Integer.parseInt(match.group(1)),
            Integer.parseInt(match.group(2)),
            Integer.parseInt(match.group(3)));
    if (cost.kibibytes() > KIBIBYTES_MAX
        || cost.passes() > PASSES_MAX
        || cost.lanes() > LANES_MAX
        || cost.kibibytes() < 8 * cost.lanes()
        || cost.passes() < 1
        || cost.lanes() < 1) {
      return Optional.empty();
    }
    try {
      var from64 = Base64.getDecoder();
      return Optional.of(
          new Parsed(cost, from64.decode(match.group(4)), from64.decode(match.group(5))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static byte[] tag(String password, Parsed parsed) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(parsed.cost.kibibytes())
            .withIterations(parsed.cost.passes())
            .withParallelism(parsed.cost.lanes())
            .withSalt(parsed.salt)
            .build());
    var tag = new byte[parsed.tag.length];
    // Two keyboards may write one letter in two ways.
    var typed = Normalizer.normalize(password, Normalizer.Form.NFC);
    generator.generateBytes(typed.getBytes(StandardCharsets.UTF_8), tag);
    return tag;
  }
}
