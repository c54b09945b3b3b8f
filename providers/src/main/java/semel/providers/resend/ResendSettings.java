package semel.providers.resend;

import java.net.URI;
import java.time.Duration;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.message.Channel;
import semel.providers.Secret;

/// One Resend account.
///
/// @param from `Name <address@domain>` or an address; the domain must be verified at Resend
/// @param ttlSafe how long after the first attempt a message is repeated under its key; Resend
///   keeps a key for 24 hours
/// @param refusalsProve whether an answer of 4xx proves that its request sent nothing. It is not
///   documented whether such an answer uses the key up, nor needed: every request speaks for itself
///   and a repeat carries the same key. Whoever doubts it says no, and all of them become unknown
///   and are repeated under the key
public record ResendSettings(
    URI url, Secret apiKey, String from, Duration ttlSafe, boolean refusalsProve) {

  private static final Duration KEY_LIFE = Duration.ofHours(24);

  /// Twenty of the 24 hours.
  public static final Duration TTL_SAFE = Duration.ofHours(20);

  public ResendSettings {
    if (from.indexOf('@') < 1) {
      throw new IllegalArgumentException("The sender of an email is an address.");
    }
    if (!ttlSafe.isPositive() || ttlSafe.compareTo(KEY_LIFE) >= 0) {
      throw new IllegalArgumentException("Resend forgets a key after 24 hours.");
    }
  }

  /// The documented defaults.
  public static ResendSettings of(URI url, Secret apiKey, String from) {
    return new ResendSettings(url, apiKey, from, TTL_SAFE, true);
  }

  /// `resend`: it honours a key for a while.
  Account account() {
    return new Account(new AccountId("resend"), Channel.EMAIL, new Capability.Keyed(ttlSafe));
  }
}
