package semel.web.signin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import semel.users.PasswordHash;

/// Hashes passwords, a few at once: each takes 19 MiB, and all of Semel lives in 256.
public final class Hashing {

  static final int AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final Argon2 argon2;
  private final PasswordHash nobodys;

  /// @param random for salts; used by many threads at once
  public Hashing(RandomGenerator random) {
    this(new Argon2(random, Argon2.OWASP));
  }

  Hashing(Argon2 argon2) {
    this.argon2 = argon2;
    this.nobodys = argon2.nobodys();
  }

  /// Hashes a password; empty when too many are being hashed.
  public Optional<PasswordHash> hash(String password) {
    return inTurn(() -> argon2.hash(password));
  }

  /// Whether the password is the one that is kept; empty when too many are being hashed. Where none
  /// is kept the answer is no, and takes as long.
  Optional<Boolean> matches(Optional<PasswordHash> kept, String password) {
    return inTurn(() -> argon2.matches(kept.orElse(nobodys), password) && kept.isPresent());
  }

  /// Whether a password should be hashed again.
  boolean outgrown(PasswordHash kept) {
    return argon2.outgrown(kept);
  }

  private <T> Optional<T> inTurn(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      places.release();
    }
  }
}
