package semel.providers.mobizon.certification;

import static semel.providers.mobizon.certification.Certificate.Verdict.CONFIRMED;
import static semel.providers.mobizon.certification.Certificate.Verdict.CONTRADICTED;
import static semel.providers.mobizon.certification.Certificate.Verdict.NOT_LEARNED;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import semel.message.Recipient.PhoneNumber;
import semel.providers.Form;
import semel.providers.Json;
import semel.providers.mobizon.MobizonCalls;
import semel.providers.mobizon.MobizonSettings;
import semel.providers.mobizon.certification.Certificate.Point;
import semel.providers.mobizon.certification.Certificate.Verdict;
import semel.providers.mobizon.certification.Trial.Told;
import semel.providers.wire.Wire;
import tools.jackson.databind.JsonNode;

/// Sends one draft three times, two of them at once; deletes a draft and sends it; sends one
/// message in one call; and looks each of them up.
///
/// What Mobizon says about a repeated send is its word only, so the owner is asked in the end how
/// many SMS arrived.
public final class Certification {

  /// The most that it can cost: a draft that is emitted at every send, a deleted one that is, and
  /// one message in one call.
  public static final int SMS_MAX = 5;

  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int QUARTER_SECONDS = 15 * 60;
  private static final String DRAFT = "NEW";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final MobizonCalls calls;
  private final Circumstances circumstances;
  private final List<Point> points = new ArrayList<>();

  /// @param wire whose limits are the longest that a call may take
  public Certification(MobizonSettings settings, Wire wire, Circumstances circumstances) {
    this.calls = new MobizonCalls(settings, wire);
    this.circumstances = circumstances;
  }

  /// Runs all of it, once; takes minutes. Whatever is not answered is not learned.
  public Certificate run(PhoneNumber own) {
    var trial = new Trial(calls, own.digits());
    var name = "semel:certification:" + circumstances.clock().wall().getEpochSecond();
    var before = balance(trial);
    if (before.isEmpty()) {
      needed("Mobizon takes the key", NOT_LEARNED, "it does not say the balance; nothing was sent");
      return new Certificate(points);
    }
    refusals(trial, name);
    deleted(trial, name + ":b");
    var draft = sentAgain(trial, name + ":a");
    var single = oneCall(trial, name + ":c");
    lists(trial, draft, single);
    price(before.get(), balance(trial));
    arrivals();
    unasked();
    return new Certificate(points);
  }

  private void tell(String line) {
    circumstances.progress().accept(line);
  }

  private void point(String what, Verdict verdict, String sentence) {
    points.add(new Point(what, verdict, false, sentence));
  }

  private void needed(String what, Verdict verdict, String sentence) {
    points.add(new Point(what, verdict, true, sentence));
  }

  private static Verdict when(boolean seen) {
    return seen ? CONFIRMED : CONTRADICTED;
  }

  private Optional<Double> balance(Trial trial) {
    tell("Asking for the balance.");
    var said = trial.ask("user/getOwnBalance", Form.EMPTY).data().path("balance").asString("");
    return said.matches("-?[0-9]{1,12}([.][0-9]{1,6})?")
        ? Optional.of(Double.parseDouble(said))
        : Optional.empty();
  }

  private void price(double before, Optional<Double> after) {
    after.ifPresentOrElse(
        left ->
            point(
                "balance",
                CONFIRMED,
                String.format(Locale.ROOT, "all of this took %.4f from it so far", before - left)),
        () -> point("balance", NOT_LEARNED, "Mobizon did not say it afterwards"));
  }

  private void refusals(Trial trial, String name) {
    tell("Asking for a campaign that does not exist, and for one that is not valid.");
    var missing = trial.read("1");
    point(
        "HTTP code of refusals",
        missing.code() == Trial.NONE ? NOT_LEARNED : CONFIRMED,
        missing.shown() + " came with HTTP " + missing.http());
    var form = Form.EMPTY.with("data[type]", "1").with("data[name]", name).with("data[text]", "");
    var invalid = trial.ask("campaign/create", form);
    if (invalid.done()) {
      Json.id(invalid.data()).ifPresent(trial::delete);
    }
    point(
        "data of a failed validation",
        invalid.code() == 1 ? when(invalid.data().isObject()) : NOT_LEARNED,
        invalid.shown() + (invalid.data().isObject() ? ", with the names of fields" : ""));
  }

  private void deleted(Trial trial, String name) {
    tell("Making draft B, deleting it, and sending it all the same.");
    var draft = trial.draft(name, "Semel test B: this must not arrive");
    if (draft.isEmpty()) {
      needed("a deleted draft is gone", NOT_LEARNED, "Mobizon made no draft");
      return;
    }
    var standing = standing(trial.read(draft.get()));
    needed("a new draft says that it is one", standing(standing, DRAFT), "it says " + standing);
    trial.delete(draft.get());
    var read = trial.read(draft.get());
    needed("a deleted draft is gone", seen(read, read.code() == Trial.NOT_FOUND), read.shown());
    var sent = trial.send(draft.get());
    needed("a deleted draft cannot be sent", seen(sent, !sent.done()), sent.shown());
  }

  private static Verdict standing(String seen, String expected) {
    return seen.isEmpty() ? NOT_LEARNED : when(seen.equals(expected));
  }

  private static Verdict seen(Told told, boolean as) {
    return told.code() == Trial.NONE ? NOT_LEARNED : when(as);
  }

  private static String standing(Told read) {
    return read.done() ? read.data().path("commonStatus").asString("") : "";
  }

  private Optional<String> sentAgain(Trial trial, String name) {
    tell("Making draft A.");
    var made = circumstances.clock().wall();
    var draft = trial.draft(name, "Semel test A: this must arrive once");
    if (draft.isEmpty()) {
      needed("a draft is sent once", NOT_LEARNED, "Mobizon made no draft");
      return draft;
    }
    var id = draft.get();
    point("a number is added once", when(trial.add(id) == 4), "the second time is refused");
    zone(trial.read(id).data(), made);
    tell("Waiting until draft A shows on the list of campaigns.");
    var lag = until(() -> trial.onCampaignList(id));
    needed("a draft shows on campaign/list", shown(lag), lag(lag));
    tell("Sending draft A twice at the same time, then once more.");
    var together = together(trial, id);
    var standing = standing(trial.read(id));
    var third = trial.send(id);
    once(together, third);
    needed(
        "a sent draft says so at once",
        standing.isEmpty() ? NOT_LEARNED : when(!standing.equals(DRAFT)),
        "it says " + standing);
    trial.delete(id);
    var left = trial.read(id);
    needed("a sent draft is not deleted", seen(left, left.done()), left.shown());
    return draft;
  }

  private void once(List<Told> together, Told third) {
    var all = new ArrayList<>(together);
    all.add(third);
    var done = all.stream().filter(Told::done).count();
    var unclear = all.stream().anyMatch(told -> told.code() == Trial.NONE);
    var codes = String.join(", ", all.stream().map(Told::shown).toList());
    needed(
        "a draft is sent once",
        done > 1 ? CONTRADICTED : unclear || done == 0 ? NOT_LEARNED : CONFIRMED,
        "three sends were answered " + codes);
    all.stream()
        .filter(Told::done)
        .findFirst()
        .ifPresent(told ->
            point(
                "moderation",
                CONFIRMED,
                Json.whole(told.data()).orElse(0) == 1
                    ? "people look at it first"
                    : "this one was sent without"));
  }

  private static List<Told> together(Trial trial, String draft) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = threads.submit(() -> trial.send(draft));
      var other = threads.submit(() -> trial.send(draft));
      return List.of(one.get(), other.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a trial never throws", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two sends", e);
    }
  }

  /// Which zone its timestamps are in, by a campaign that was made just now.
  private void zone(JsonNode campaign, Instant made) {
    try {
      var shown = LocalDateTime.parse(campaign.path("createTs").asString(""), TIMESTAMP);
      var apart = Duration.between(made, shown.toInstant(ZoneOffset.UTC)).toSeconds();
      var quarters = Math.round((double) apart / QUARTER_SECONDS);
      var zone = ZoneOffset.ofTotalSeconds((int) quarters * QUARTER_SECONDS);
      point("zone of timestamps", CONFIRMED, "they are in UTC" + (quarters == 0 ? "" : zone));
    } catch (DateTimeException _) {
      point("zone of timestamps", NOT_LEARNED, "a campaign does not show when it was made");
    }
  }

  private Optional<String> oneCall(Trial trial, String name) {
    tell("Sending message C in one call.");
    var form =
        Form.EMPTY
            .with("recipient", trial.digits())
            .with("text", "Semel test C: this must arrive once")
            .with("params[name]", name);
    var sent = trial.ask("message/sendSmsMessage", form);
    var campaign = sent.done() ? Json.id(sent.data().path("campaignId")) : Optional.<String>empty();
    if (campaign.isEmpty()) {
      point("params[name] is the campaign's name", NOT_LEARNED, sent.shown());
      return campaign;
    }
    var read = trial.read(campaign.get());
    var stored = read.data().path("name").asString("");
    point(
        "params[name] is the campaign's name",
        seen(read, stored.equals(name)),
        stored.isEmpty() ? "it has no name" : "it has a name");
    return campaign;
  }

  private void lists(Trial trial, Optional<String> draft, Optional<String> single) {
    tell("Waiting until A and C show on the list of messages.");
    draft.ifPresent(id -> {
      var lag = until(() -> trial.messages(id) > 0);
      point("a staged message shows on message/list", shown(lag), lag(lag));
      var count = trial.messages(id);
      needed(
          "one draft is one message on the list",
          count == 0 ? NOT_LEARNED : when(count == 1),
          "it shows " + count);
    });
    single.ifPresent(id -> {
      var lag = until(() -> trial.messages(id) > 0);
      point("a message of one call shows on message/list", shown(lag), lag(lag));
      point("it shows on campaign/list", when(trial.onCampaignList(id)), "asked for by its number");
    });
    var nested = false;
    var any = false;
    for (var item : trial.list("message/list", Form.EMPTY.with("criteria[to]", trial.digits()))) {
      any = true;
      nested |= item.path("campaign").isObject();
    }
    point(
        "items of message/list carry their campaign",
        any ? when(nested) : NOT_LEARNED,
        nested ? "they do" : "each campaign has to be read by itself");
  }

  /// How long it took from now, or nothing when patience ended first.
  private Optional<Duration> until(BooleanSupplier condition) {
    var clock = circumstances.clock();
    var began = clock.monotonicNanos();
    while (true) {
      var seen = condition.getAsBoolean();
      var passed = Duration.ofNanos(clock.monotonicNanos() - began);
      if (seen) {
        return Optional.of(passed);
      }
      if (passed.compareTo(circumstances.patience()) > 0) {
        return Optional.empty();
      }
      circumstances.pass().accept(LOOK);
    }
  }

  private static Verdict shown(Optional<Duration> lag) {
    return lag.isPresent() ? CONFIRMED : NOT_LEARNED;
  }

  private static String lag(Optional<Duration> lag) {
    return lag.map(passed -> "after " + passed.toMillis() + " ms").orElse("not in that time");
  }

  private void arrivals() {
    arrived("A", 1);
    arrived("B", 0);
  }

  private void arrived(String letter, int expected) {
    var count = circumstances.owner().apply("How many SMS \"Semel test " + letter + "\" arrived?");
    var verdict =
        count.isEmpty() || count.getAsInt() < expected
            ? NOT_LEARNED
            : when(count.getAsInt() == expected);
    needed(
        "SMS " + letter + " on the phone",
        verdict,
        count.isEmpty() ? "nobody counted" : "the owner counted " + count.getAsInt());
  }

  private void unasked() {
    point("code of an empty balance", NOT_LEARNED, "it would need an empty account");
    point("limits of rate", NOT_LEARNED, "they are not tried out");
    point("answer to a foreign IP address", NOT_LEARNED, "it would need another one");
    point("terms of moderation", NOT_LEARNED, "Mobizon's support can tell");
  }
}
