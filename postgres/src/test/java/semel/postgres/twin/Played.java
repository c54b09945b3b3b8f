package semel.postgres.twin;

import static semel.contract.Scene.RETRY;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.account.Finding;
import semel.account.Outcome;
import semel.contract.Scene;
import semel.desk.Desk;
import semel.desk.Verdict;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Claims;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.dispatch.Drafts;
import semel.dispatch.Endings;
import semel.dispatch.RecipientLimit;
import semel.intake.IdempotencyKey;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.lifecycle.Event;
import semel.lifecycle.Moment;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient.EmailAddress;
import semel.reconcile.Doubt;
import semel.reconcile.Doubts;

/// What a sequence of operations has to choose from, and how each is played on a store. What was
/// learnt comes from the real store; the twin is asked with the same claims and doubts.
final class Played {

  /// The ports of one side.
  record Ports(Leads leads, Claims claims, Drafts drafts, Doubts doubts, Desk desk) {}

  static final List<String> CAMPAIGNS = List.of("spring", "autumn");

  static final Account LOOKUP = account("lookup", Channel.SMS, new Capability.Lookup());
  static final Account BLIND = account("blind", Channel.SMS, new Capability.Blind());
  static final Account STAGED = account("staged", Channel.SMS, new Capability.Staged());
  static final Account KEYED =
      account("keyed", Channel.EMAIL, new Capability.Keyed(Duration.ofHours(20)));
  static final Account BRIEF =
      account("brief", Channel.EMAIL, new Capability.Keyed(Duration.ofMinutes(30)));
  static final List<Account> ACCOUNTS = List.of(LOOKUP, KEYED, STAGED, BLIND, BRIEF);

  static final List<Duration> TIMES =
      List.of(
          Duration.ofMillis(20),
          Duration.ofMillis(700),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(61),
          Duration.ofMinutes(4),
          Duration.ofMinutes(11),
          Duration.ofMinutes(11),
          Duration.ofMinutes(35),
          Duration.ofMinutes(75),
          Duration.ofHours(5),
          Duration.ofHours(21),
          Duration.ofHours(25),
          Duration.ofHours(73));

  private static final Moment BEGAN = new Moment(0, Instant.EPOCH);
  private static final Duration SETTLE = Duration.ofMinutes(10);
  private static final List<Outcome> OUTCOMES =
      List.of(
          new Outcome.Accepted(new ProviderReference("p-1")),
          new Outcome.Accepted(new ProviderReference("p-1")),
          new Outcome.Accepted(new ProviderReference("p-2")),
          new Outcome.Refused("bad number"),
          new Outcome.NotSent("busy", Outcome.Scope.MESSAGE, Duration.ZERO),
          new Outcome.NotSent("moment", Outcome.Scope.MESSAGE, Duration.ofMinutes(3)),
          new Outcome.NotSent("balance", Outcome.Scope.ACCOUNT, Duration.ofMinutes(2)),
          new Outcome.NotSent("limit", Outcome.Scope.ACCOUNT, Duration.ofSeconds(7)),
          new Outcome.Refused("bad address"),
          new Outcome.Unknown("no answer"),
          new Outcome.Unknown("reset"),
          new Outcome.Unknown("no answer"),
          new Outcome.Unknown("another body", true));
  private static final List<Finding> FINDINGS =
      List.of(
          new Finding.Found(new ProviderReference("p-1")),
          new Finding.Found(new ProviderReference("p-2")),
          new Finding.Absent("not in the list"),
          new Finding.Absent("nowhere"),
          new Finding.Ambiguous("two of them"),
          new Finding.NoAnswer("HTTP 500"));

  private final List<LeadId> leads = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<Doubt> doubts = new ArrayList<>();

  private static Account account(String name, Channel channel, Capability capability) {
    return new Account(new AccountId(name), channel, capability);
  }

  /// What a store answered, in a form that can be compared.
  Object play(Operation o, Ports ports) {
    return switch (o.kind()) {
      case REGISTER -> ports.leads().register(registration(o));
      case CLAIM -> timeless(ports.claims().claim(order(o), composer(o)));
      case CLOSE -> claims.isEmpty() ? "none" : close(o, ports, List.of(ending(o, o.a())));
      case CLOSE_MANY -> claims.isEmpty() ? "none" : close(o, ports, endings(o));
      case RELEASE -> claims.isEmpty() ? "none" : close(o, ports, List.of(release(o)));
      case CHOOSE -> claims.isEmpty() ? "none" : choose(o, ports);
      case SWEEP -> ports.doubts().sweep(RETRY);
      case OPEN -> open(o, ports);
      case TAKE_TURN ->
          doubts.isEmpty() ? "none" : ports.doubts().takeTurn(doubt(o), TIMES.get(o.b() % 5));
      case NOTE_ABSENT -> {
        if (!doubts.isEmpty()) {
          ports.doubts().noteAbsent(doubt(o), TIMES.get(o.b() % 5));
        }
        yield "noted";
      }
      case SETTLE -> doubts.isEmpty() ? "none" : settle(o, ports);
      case CANCEL -> leads.isEmpty() ? "none" : ports.desk().cancel(key(o), "anna");
      case RESOLVE -> leads.isEmpty() ? "none" : resolve(o, ports);
      case RESEND -> leads.isEmpty() ? "none" : ports.desk().resend(lead(o), "boris");
      case ERASE -> leads.isEmpty() ? "none" : ports.desk().erase(lead(o), "anna");
      case CLICK -> leads.isEmpty() ? "none" : ports.leads().click(lead(o), channel(o));
      case PASS, RATE, HISTORY -> "done"; // not a port's; see Comparison
    };
  }

  /// Keeps what later operations choose from.
  void learn(Object answer) {
    switch (answer) {
      case Registered.Fresh fresh -> leads.add(fresh.lead());
      case ClaimAnswer.Granted granted -> claims.addAll(granted.claims());
      case List<?> list -> {
        if (list.stream().allMatch(Doubt.class::isInstance) && !list.isEmpty()) {
          doubts.clear();
          list.forEach(each -> doubts.add((Doubt) each));
        }
      }
      default -> {}
    }
  }

  private static Registration registration(Operation o) {
    var person = o.a() % 7;
    var known = Scene.registration(CAMPAIGNS.get(o.b() % 2), person, key(o, person));
    return o.c() % 5 == 0
        ? new Registration(
            o.c() % 25 == 0 ? "winter" : known.campaign(),
            known.name(),
            new EmailAddress("other" + person + "@example.org"),
            known.typedPhone(),
            known.phone(),
            null,
            null,
            null,
            known.key(),
            known.origin())
        : known;
  }

  private static @Nullable IdempotencyKey key(Operation o, int person) {
    return switch (o.c() % 4) {
      case 0 -> new IdempotencyKey("key-" + o.b() % 12, "request-" + o.b() % 3);
      case 1 -> new IdempotencyKey("person-" + person, "request");
      default -> null;
    };
  }

  private static ClaimOrder order(Operation o) {
    var random = new Random(o.salt());
    var ids = Stream.generate(() -> ClaimId.draw(random)).limit(1 + o.b() % 6).toList();
    var limit =
        switch (o.c() % 4) {
          case 0 -> new RecipientLimit(1, Duration.ofHours(1), SETTLE);
          case 1 -> new RecipientLimit(2, Duration.ofMillis(1_500), Duration.ofSeconds(20));
          default -> null;
        };
    return new ClaimOrder(
        owner(o.a()), ids, "worker-" + o.b() % 3, BEGAN, Scene.LEASE, RETRY, limit);
  }

  static Account owner(int chosen) {
    return ACCOUNTS.get(chosen % ACCOUNTS.size());
  }

  private static Composer composer(Operation o) {
    return (campaign, key, card) -> {
      if (o.c() % 9 == 3 && key.lead().value().getLeastSignificantBits() % 3 == 0) {
        throw new IllegalStateException("cannot be composed");
      }
      return new Body(String.format(Locale.ROOT, "%s %s %s", campaign, key, card.name()));
    };
  }

  /// A claim that was granted, mostly one of the last. How late a claim is depends on when each of
  /// the two is asked, and decides nothing.
  private static ClaimAnswer timeless(ClaimAnswer answer) {
    return answer instanceof ClaimAnswer.Granted(var claims, var entries, var idle, _)
        ? new ClaimAnswer.Granted(claims, entries, idle, List.of())
        : answer;
  }

  private Claim claim(int chosen) {
    var from = chosen % 4 == 0 ? claims.size() : Math.min(claims.size(), 5);
    return claims.get(claims.size() - 1 - chosen / 4 % from);
  }

  private Closing ending(Operation o, int chosen) {
    return Endings.of(claim(chosen), OUTCOMES.get(o.b() % OUTCOMES.size()));
  }

  private List<Closing> endings(Operation o) {
    return List.of(
        ending(o, o.a()),
        Endings.of(claim(o.a() + 4), OUTCOMES.get(o.c() % OUTCOMES.size())),
        ending(o, o.a() + 8));
  }

  private Closing release(Operation o) {
    return Endings.release(claim(o.a()), "stopping");
  }

  /// A draft for a claim that is live, over, or of another message; and whether it may withdraw
  /// one.
  private Object choose(Operation o, Ports ports) {
    var claim = claim(o.a());
    var key = o.c() % 8 == 0 ? claim(o.b()).key() : claim.key();
    var mayWithdraw = ports.drafts().mayWithdraw(key, claim.id());
    return List.of(
        mayWithdraw, ports.drafts().choose(key, claim.id(), new DraftId("draft-" + o.b() % 3)));
  }

  private static Object close(Operation o, Ports ports, List<Closing> closings) {
    var channel = closings.getFirst().claim().key().channel();
    var account = owner(o.c());
    var own = account.channel() == channel ? account : channel == Channel.SMS ? LOOKUP : KEYED;
    return ports.claims().close(own, RETRY, "worker", closings);
  }

  /// Doubts that began at the same instant come in any order.
  private static Object open(Operation o, Ports ports) {
    var asked = new HashSet<AccountId>();
    for (var i = 0; i < ACCOUNTS.size(); i++) {
      if ((o.a() >> i & 1) == 0) {
        asked.add(ACCOUNTS.get(i).id());
      }
    }
    var all = new ArrayList<>(ports.doubts().open(asked, 1_000));
    var first = ports.doubts().open(asked, 1 + o.b() % 3);
    if (first.size() != Math.min(all.size(), 1 + o.b() % 3)) {
      return "asked for " + (1 + o.b() % 3) + " of " + all.size() + ", got " + first.size();
    }
    all.sort(
        Comparator.comparing((Doubt doubt) -> doubt.times().openSince())
            .thenComparing(Doubt::key, KEYS));
    return all;
  }

  static final Comparator<MessageKey> KEYS = Comparator.comparing(MessageKey::text);

  private Doubt doubt(Operation o) {
    return doubts.get(o.a() % doubts.size());
  }

  private Object settle(Operation o, Ports ports) {
    var doubt = doubt(o);
    var event = new Event.Looked(doubt.claim(), FINDINGS.get(o.b() % FINDINGS.size()));
    var account = owner(o.c());
    return ports.doubts().settle(account, doubt, event, RETRY);
  }

  /// Mostly of the open doubt; sometimes of none, of one that is over, or of one that never was.
  private Object resolve(Operation o, Ports ports) {
    var key = key(o);
    var open = ports.desk().doubt(key);
    var claim =
        switch (o.c() % 10) {
          case 0 -> null;
          case 1 -> new ClaimId(new UUID(o.salt(), o.salt()));
          case 2 -> claims.isEmpty() ? null : claim(o.a() + 4).id();
          default -> open.orElse(null);
        };
    var verdict = new Verdict(claim, o.b() % 3 == 0, "anna", "looked");
    return List.of(open, ports.desk().resolve(key, verdict));
  }

  private LeadId lead(Operation o) {
    return o.a() % 40 == 0 ? new LeadId(new UUID(9, 9)) : leads.get(o.a() % leads.size());
  }

  /// Often the message of one of the last claims: there the races are.
  private MessageKey key(Operation o) {
    return claims.isEmpty() || o.c() % 3 == 0
        ? new MessageKey(lead(o), channel(o))
        : claim(o.a()).key();
  }

  private static Channel channel(Operation o) {
    return o.b() % 2 == 0 ? Channel.SMS : Channel.EMAIL;
  }
}
