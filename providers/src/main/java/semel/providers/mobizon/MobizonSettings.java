package semel.providers.mobizon;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.message.Channel;
import semel.providers.Secret;

/// One Mobizon account.
///
/// @param url the base address; it follows the site where the account was registered
/// @param from the registered sender name; null for the account's default
/// @param validity how long delivery is attempted, 60 to 1440 minutes; null for Mobizon's default
public record MobizonSettings(
    URI url,
    Secret apiKey,
    @Nullable String from,
    @Nullable Duration validity,
    Codes codes,
    Search search) {

  private static final long VALIDITY_LEAST = 60;
  private static final long VALIDITY_MOST = 1440;

  /// What Mobizon does not document about its codes.
  ///
  /// @param refused further codes that refuse the message for good, without having sent it
  /// @param notSent further codes that prove that nothing was sent, for a reason of the moment
  /// @param balance codes that mean an empty balance; not documented, seen guesses are 1, 12, 15
  ///   and 999
  /// @param notSentHttp HTTP codes that prove that nothing was sent when no envelope came with
  ///   them: only what a proxy in front answers by itself
  /// @param envelopeRules whether an envelope counts under whatever HTTP code it comes; if not, a
  ///   refusal under a 5xx is unknown
  public record Codes(
      Set<Integer> refused,
      Set<Integer> notSent,
      Set<Integer> balance,
      Set<Integer> notSentHttp,
      boolean envelopeRules) {

    /// The documented table; of bare HTTP codes only 429 proves something; the envelope rules.
    public static final Codes DOCUMENTED =
        new Codes(Set.of(), Set.of(), Set.of(), Set.of(429), true);

    public Codes {
      refused = Set.copyOf(refused);
      notSent = Set.copyOf(notSent);
      balance = Set.copyOf(balance);
      notSentHttp = Set.copyOf(notSentHttp);
      int all = refused.size() + notSent.size() + balance.size();
      var distinct = Stream.of(refused, notSent, balance).flatMap(Set::stream).distinct().toList();
      if (all != distinct.size() || distinct.contains(0) || distinct.contains(100)) {
        throw new IllegalArgumentException(
            "A code of Mobizon has one meaning, and 0 and 100 mean that it was accepted.");
      }
    }
  }

  /// How a message in doubt is looked for.
  ///
  /// @param margin how far the window of creation reaches before the first attempt and after now;
  ///   the zone of Mobizon's timestamps is not documented, so a day and more
  /// @param pageSize 25, 50 or 100
  /// @param pagesMax more pages than that are no answer
  /// @param campaignsMax how many campaigns are read one by one when a list comes without them;
  ///   more are no answer, and 0 reads none: what has no name is then judged by its text
  /// @param campaignList whether `campaign/list` must agree before a message counts as absent: it
  ///   is not documented that a message waiting for moderation shows in `message/list`
  /// @param othersSend whether anybody but Semel sends through this account; if not, whatever went
  ///   to the number without a message key counts as perhaps ours, even with another text
  public record Search(
      Duration margin,
      int pageSize,
      int pagesMax,
      int campaignsMax,
      boolean campaignList,
      boolean othersSend) {

    /// Two days, 20 pages of 100, 50 campaigns, both lists, an account that is shared.
    public static final Search DEFAULT = new Search(Duration.ofDays(2), 100, 20, 50, true, true);

    public Search {
      if (!Set.of(25, 50, 100).contains(pageSize)) {
        throw new IllegalArgumentException("Mobizon has pages of 25, 50 or 100.");
      }
      if (!margin.isPositive() || pagesMax < 1 || campaignsMax < 0) {
        throw new IllegalArgumentException("The limits of a search are positive.");
      }
    }
  }

  public MobizonSettings {
    if (from != null && from.isBlank()) {
      throw new IllegalArgumentException("A sender name is not blank.");
    }
    if (validity != null
        && (validity.toMinutes() < VALIDITY_LEAST || validity.toMinutes() > VALIDITY_MOST)) {
      throw new IllegalArgumentException("The validity of an SMS is 60 to 1440 minutes.");
    }
  }

  /// The documented defaults.
  public static MobizonSettings of(URI url, Secret apiKey, @Nullable String from) {
    return new MobizonSettings(url, apiKey, from, null, Codes.DOCUMENTED, Search.DEFAULT);
  }

  /// The same with other codes.
  public MobizonSettings with(Codes other) {
    return new MobizonSettings(url, apiKey, from, validity, other, search);
  }

  /// The same with another search.
  public MobizonSettings with(Search other) {
    return new MobizonSettings(url, apiKey, from, validity, codes, other);
  }

  /// `mobizon-staged`: another account than the one below, because a doubt is settled by what the
  /// sends of its own kind can be asked, also when the mode was changed meanwhile.
  Account stagedAccount() {
    return new Account(new AccountId("mobizon-staged"), Channel.SMS, new Capability.Staged());
  }

  /// `mobizon`: it knows no key and no draft in this mode, but it lists what it accepted.
  Account account() {
    return new Account(new AccountId("mobizon"), Channel.SMS, new Capability.Lookup());
  }
}
