package semel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.account.Finding;
import semel.account.Outcome;
import semel.campaign.Campaign;
import semel.campaign.Texts;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.dispatch.Endings;
import semel.dispatch.RecipientLimit;
import semel.intake.IdempotencyKey;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.Moment;
import semel.lifecycle.RetryPolicy;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State;
import semel.reconcile.Doubt;

/// A store with two campaigns and four accounts, and the verbs the contracts are told in.
public final class Scene {

  public static final String SPRING = "spring";
  public static final String AUTUMN = "autumn";
  public static final Duration DELAY = Duration.ofMinutes(10);
  public static final Duration LEASE = Duration.ofMinutes(1);
  public static final Duration TTL_SAFE = Duration.ofHours(20);
  public static final URI TARGET = URI.create("https://example.org/test");

  /// Can be asked, cannot be repeated.
  public static final Account SMS = account("contract-sms", Channel.SMS, new Capability.Lookup());

  /// Can neither be asked nor repeated.
  public static final Account BLIND =
      account("contract-blind", Channel.SMS, new Capability.Blind());

  /// Can be repeated by its draft.
  public static final Account STAGED =
      account("contract-staged", Channel.SMS, new Capability.Staged());

  /// Can be repeated under its key.
  public static final Account EMAIL =
      account("contract-email", Channel.EMAIL, new Capability.Keyed(TTL_SAFE));

  public static final Set<AccountId> ACCOUNTS =
      Set.of(SMS.id(), BLIND.id(), STAGED.id(), EMAIL.id());

  public static final RetryPolicy RETRY =
      new RetryPolicy(3, Duration.ofSeconds(2), Duration.ofMinutes(10));

  public static final RecipientLimit ONE_PER_HOUR =
      new RecipientLimit(1, Duration.ofHours(1), StoreUnderTest.SETTLE);

  private static final Random RANDOM = new Random();
  private static final Composer COMPOSER =
      (campaign, key, lead) -> new Body(campaign + "|" + key.text() + "|" + lead.name());

  private final StoreUnderTest store;

  public Scene(StoreUnderTest store) {
    this.store = store;
    store.leads().publish(campaign(SPRING, TARGET));
    store.leads().publish(campaign(AUTUMN, TARGET));
  }

  private static Account account(String name, Channel channel, Capability capability) {
    return new Account(new AccountId(name), channel, capability);
  }

  public static Campaign campaign(String slug, URI target) {
    var texts = new Texts("{name}: {link}", "{name}", "{name}: {link}", "<p>{name}: {link}</p>");
    return new Campaign(
        slug,
        Locale.ENGLISH,
        Map.of("en", texts),
        DELAY,
        URI.create("https://semel.example"),
        target);
  }

  /// A request of the person with that number; no two numbers share a phone or an address.
  public static Registration registration(
      String campaign, int person, @Nullable IdempotencyKey key) {
    var phone = "+7701%07d".formatted(person);
    return new Registration(
        campaign,
        "Person " + person,
        new EmailAddress("person" + person + "@example.org"),
        phone.replace("+7", "8 "),
        new PhoneNumber(phone),
        "landing",
        "{\"a\":1}",
        null,
        key,
        null);
  }

  /// Registers a new person.
  public LeadId register(String campaign, int person) {
    var registered = store.leads().register(registration(campaign, person, null));
    assertThat(registered).isInstanceOf(Registered.Fresh.class);
    return ((Registered.Fresh) registered).lead();
  }

  /// Registers a new person and waits until the messages are due.
  public LeadId due(int person) {
    var lead = register(SPRING, person);
    store.passed(DELAY.plusSeconds(1));
    return lead;
  }

  /// Registers new persons from `first` on and waits until their messages are due.
  public void dueMany(int first, int count) {
    for (var person = first; person < first + count; person++) {
      register(SPRING, person);
    }
    store.passed(DELAY.plusSeconds(1));
  }

  public static MessageKey sms(LeadId lead) {
    return new MessageKey(lead, Channel.SMS);
  }

  public static MessageKey email(LeadId lead) {
    return new MessageKey(lead, Channel.EMAIL);
  }

  /// An order of a worker for at most `count` claims.
  public static ClaimOrder order(Account account, int count, @Nullable RecipientLimit limit) {
    var ids = Stream.generate(() -> ClaimId.draw(RANDOM)).limit(count).toList();
    var began = new Moment(System.nanoTime(), Instant.now());
    return new ClaimOrder(account, ids, "worker", began, LEASE, RETRY, limit);
  }

  public ClaimAnswer.Granted granted(ClaimOrder order, Composer composer) {
    var answer = store.claims().claim(order, composer);
    assertThat(answer).isInstanceOf(ClaimAnswer.Granted.class);
    return (ClaimAnswer.Granted) answer;
  }

  public List<Claim> claim(Account account, int count) {
    return granted(order(account, count, null), COMPOSER).claims();
  }

  public List<Claim> claimLimited(Account account, int count) {
    return granted(order(account, count, ONE_PER_HOUR), COMPOSER).claims();
  }

  public Claim claimOne(Account account) {
    var claims = claim(account, 1);
    assertThat(claims).hasSize(1);
    return claims.getFirst();
  }

  /// Records the end of an attempt; fails when it is not known whether it was recorded.
  public List<JournalEntry> close(Account account, Claim claim, Outcome outcome) {
    return record(account, Endings.of(claim, outcome));
  }

  public List<JournalEntry> release(Account account, Claim claim) {
    return record(account, Endings.release(claim, "stopping"));
  }

  private List<JournalEntry> record(Account account, Closing closing) {
    return store.claims().close(account, RETRY, "worker", List.of(closing)).orElseThrow();
  }

  public List<JournalEntry> sweep() {
    return store.doubts().sweep(RETRY).entries();
  }

  /// A message whose lease lapsed.
  public Claim lapsed(Account account) {
    var claim = claimOne(account);
    store.passed(LEASE.plusSeconds(1));
    sweep();
    return claim;
  }

  /// Another worker settles the doubt and claims the message anew.
  public void movedOn(Doubt doubt) {
    var event = new Event.Looked(doubt.claim(), new Finding.Absent("not in the list"));
    store.doubts().settle(SMS, doubt, event, RETRY);
    claimOne(SMS);
  }

  public Message message(MessageKey key) {
    return store.message(key).orElseThrow();
  }

  public State.Name state(MessageKey key) {
    return message(key).state().name();
  }

  /// A message in doubt whose claim had chosen a draft.
  public Claim drafted(String draft) {
    var claim = claimOne(STAGED);
    var chosen = new DraftId(draft);
    assertThat(store.drafts().choose(claim.key(), claim.id(), chosen)).contains(chosen);
    close(STAGED, claim, new Outcome.Unknown("no answer"));
    return claim;
  }

  /// The doubt about a message, as it reads now.
  public Doubt doubt(MessageKey key) {
    return doubts().stream().filter(d -> d.key().equals(key)).findFirst().orElseThrow();
  }

  public List<Doubt> doubts() {
    return new ArrayList<>(store.doubts().open(ACCOUNTS, 1_000));
  }

  /// All blocked repeats so far.
  public long repeats() {
    return store.records().totals().repeats().values().stream().mapToLong(n -> n).sum();
  }

  public long incidents() {
    return store.records().totals().incidents();
  }
}
