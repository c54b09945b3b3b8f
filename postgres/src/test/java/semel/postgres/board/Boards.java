package semel.postgres.board;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.board.Repeats;
import semel.campaign.Campaign;
import semel.campaign.Texts;
import semel.message.Channel;
import semel.postgres.SharedServer;

/// The ports under test, on the shared server.
final class Boards {

  static final Account SMS =
      new Account(new AccountId("contract-sms"), Channel.SMS, new Capability.Lookup());

  static final Account EMAIL =
      new Account(
          new AccountId("contract-email"),
          Channel.EMAIL,
          new Capability.Keyed(Duration.ofHours(20)));

  static final List<Account> ACCOUNTS = List.of(SMS, EMAIL);

  /// Nothing of `rare` is sent from here.
  static final List<Campaign> CAMPAIGNS =
      List.of(campaign("spring", "ru", "kk"), campaign("autumn", "kk", "ru", "en"));

  /// A made-up price: as many segments as the body has words.
  static final Repeats.Meter METER = (_, body) -> body.value().split(" ", -1).length;

  private static final String EMPTY =
      """
      TRUNCATE semel.message, semel.lead, semel.journal, semel.blocked_repeat,
               semel.idempotency_key, semel.rate_gate, semel.alert, semel.telling, semel.campaign
      """;

  private Boards() {}

  static void empty() {
    SharedServer.execute(EMPTY);
  }

  /// Shuts the gates of these channels' accounts.
  static void pause(Channel... channels) {
    for (var channel : channels) {
      SharedServer.execute(
          """
          INSERT INTO semel.rate_gate (account, paused_until, pause_reason)
          VALUES ('%s', clock_timestamp() + interval '1 hour', 'no balance')
          """
              .formatted(Crowd.account(channel)));
    }
  }

  private static Campaign campaign(String slug, String own, String... others) {
    var nothing = new Texts("", "", "", "");
    var texts =
        Stream.concat(Stream.of(own), Stream.of(others))
            .collect(Collectors.toMap(language -> language, _ -> nothing));
    var here = URI.create("https://semel.example");
    return new Campaign(slug, Locale.of(own), texts, Duration.ofMinutes(10), here, here);
  }

  static PostgresListing listing() {
    return new PostgresListing(SharedServer.database(), ACCOUNTS, CAMPAIGNS);
  }

  static PostgresBoard board() {
    return new PostgresBoard(SharedServer.database(), ACCOUNTS, CAMPAIGNS, METER);
  }

  static PostgresWatch watch() {
    return new PostgresWatch(SharedServer.database(), ACCOUNTS);
  }
}
