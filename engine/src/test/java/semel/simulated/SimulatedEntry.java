package semel.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import semel.contract.EntryUnderTest;
import semel.message.LeadId;
import semel.settings.Admission;
import semel.settings.Admissions;
import semel.settings.Installation;
import semel.settings.Settings;
import semel.users.Act;
import semel.users.Act.Deed;
import semel.users.Acts;
import semel.users.PasswordHash;
import semel.users.Passwords;
import semel.users.Preferences;
import semel.users.Role;
import semel.users.User;
import semel.users.UserName;
import semel.users.Users;
import semel.visits.Attempts;
import semel.visits.Reveals;
import semel.visits.Session;
import semel.visits.SessionKey;
import semel.visits.Sessions;

/// Who may enter, in memory, with a clock that stands still until it is moved.
public final class SimulatedEntry
    implements EntryUnderTest,
        Users,
        Passwords,
        Acts,
        Sessions,
        Attempts,
        Reveals,
        Installation,
        Admissions {

  private record Kept(User user, PasswordHash password) {}

  private record Begun(String name, @Nullable String proof, Instant began, Instant seen) {}

  private record Attempt(String name, String address, Instant at) {}

  private record Revealed(LeadId lead, String visit) {}

  private final Map<String, Kept> users = new TreeMap<>();
  private final Map<String, Preferences> preferences = new HashMap<>();
  private final Map<SessionKey, Begun> sessions = new HashMap<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Act> acts = new ArrayList<>();
  private final Map<Revealed, Instant> reveals = new HashMap<>();
  private final Map<String, Admission> admissions = new HashMap<>();
  private Settings settings = Settings.USUAL;
  private Instant now = Instant.parse("2026-11-01T10:00:00Z");
  private @Nullable RuntimeException failure;

  /// From now on nothing answers, or with null everything does again.
  public synchronized void failWith(@Nullable RuntimeException failure) {
    this.failure = failure;
  }

  private void reach() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public synchronized void passed(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Users users() {
    return this;
  }

  @Override
  public Passwords passwords() {
    return this;
  }

  @Override
  public Acts acts() {
    return this;
  }

  @Override
  public Sessions sessions() {
    return this;
  }

  @Override
  public Attempts attempts() {
    return this;
  }

  @Override
  public Reveals reveals() {
    return this;
  }

  @Override
  public Installation installation() {
    return this;
  }

  @Override
  public synchronized List<User> all() {
    reach();
    return users.values().stream().map(Kept::user).toList();
  }

  @Override
  public synchronized boolean add(User user, PasswordHash password, String who) {
    reach();
    var name = user.name().value();
    if (users.putIfAbsent(name, new Kept(user, password)) != null) {
      return false;
    }
    add(who, Deed.USER_ADDED, name, user.role().key());
    return true;
  }

  @Override
  public synchronized boolean change(User user, String who) {
    reach();
    var name = user.name().value();
    var before = users.get(name);
    if (before == null || before.user().equals(user)) {
      return before != null;
    }
    users.put(name, new Kept(user, before.password()));
    endSessions(name);
    var old = before.user();
    if (old.role() != user.role()) {
      add(who, Deed.ROLE_CHANGED, name, old.role().key() + " → " + user.role().key());
    }
    if (old.disabled() != user.disabled()) {
      add(who, user.disabled() ? Deed.USER_DISABLED : Deed.USER_ENABLED, name, null);
    }
    return true;
  }

  private void endSessions(String name) {
    sessions.values().removeIf(session -> session.name().equals(name));
  }

  @Override
  public synchronized Preferences preferences(String name) {
    reach();
    return preferences.getOrDefault(name, Preferences.USUAL);
  }

  @Override
  public synchronized void prefer(String name, Preferences preferences) {
    reach();
    this.preferences.put(name, preferences);
  }

  @Override
  public synchronized Optional<PasswordHash> of(UserName name) {
    reach();
    return Optional.ofNullable(users.get(name.value()))
        .filter(kept -> !kept.user().disabled())
        .map(Kept::password);
  }

  @Override
  public synchronized boolean set(UserName name, PasswordHash password, String who) {
    reach();
    var kept = users.computeIfPresent(name.value(), (_, old) -> new Kept(old.user(), password));
    if (kept == null) {
      return false;
    }
    endSessions(name.value());
    add(who, Deed.PASSWORD_SET, name.value(), null);
    return true;
  }

  @Override
  public synchronized void renew(UserName name, PasswordHash before, PasswordHash after) {
    reach();
    users.computeIfPresent(
        name.value(),
        (_, old) -> old.password().equals(before) ? new Kept(old.user(), after) : old);
  }

  @Override
  public synchronized void add(
      String who, Deed deed, @Nullable String about, @Nullable String detail) {
    reach();
    acts.add(new Act(now, who, deed, about, detail));
  }

  @Override
  public synchronized List<Act> newest(int limit) {
    reach();
    return acts.reversed().stream().limit(limit).toList();
  }

  @Override
  public synchronized boolean begin(SessionKey key, UserName name, PasswordHash password) {
    reach();
    if (!of(name).equals(Optional.of(password))) {
      return false;
    }
    sessions.put(key, new Begun(name.value(), null, now, now));
    add(name.value(), Deed.SIGNED_IN, null, null);
    return true;
  }

  @Override
  public synchronized void begin(SessionKey key, String operator, String proof) {
    reach();
    sessions.put(key, new Begun(operator, proof, now, now));
    add(operator, Deed.SIGNED_IN, null, null);
  }

  @Override
  public synchronized Optional<Session> find(SessionKey key) {
    reach();
    var begun = sessions.get(key);
    if (begun == null
        || begun.began().plus(LIFE_MAX).isBefore(now)
        || begun.seen().plus(IDLE_MAX).isBefore(now)) {
      return Optional.empty();
    }
    sessions.put(key, new Begun(begun.name(), begun.proof(), begun.began(), now));
    var kept = users.get(begun.name());
    var role = begun.proof() != null || kept == null ? Role.ADMIN : kept.user().role();
    return Optional.of(new Session(begun.name(), role, begun.proof(), preferences(begun.name())));
  }

  @Override
  public synchronized void end(SessionKey key) {
    reach();
    var begun = sessions.remove(key);
    if (begun != null) {
      add(begun.name(), Deed.SIGNED_OUT, null, null);
    }
  }

  @Override
  public synchronized Duration begin(String name, String address) {
    reach();
    var plain = plain(name);
    attempts.removeIf(attempt -> !attempt.at().plus(WINDOW).isAfter(now));
    var wait =
        longer(
            wait(attempts.stream().filter(a -> a.name().equals(plain)).toList(), PER_NAME),
            wait(attempts.stream().filter(a -> a.address().equals(address)).toList(), PER_ADDRESS));
    if (wait.isZero()) {
      attempts.add(new Attempt(plain, address, now));
    }
    return wait;
  }

  private Duration wait(List<Attempt> lately, int allowed) {
    return lately.stream()
        .map(Attempt::at)
        .sorted(Comparator.reverseOrder())
        .skip(allowed - 1L)
        .findFirst()
        .map(at -> Duration.between(now, at.plus(WINDOW)))
        .orElse(Duration.ZERO);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public synchronized void forgive(String name, String address) {
    reach();
    attempts.removeIf(a -> a.name().equals(plain(name)) && a.address().equals(address));
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public synchronized void reveal(LeadId lead, String visit, String who) {
    reach();
    reveals.put(new Revealed(lead, visit), now.plus(LASTS));
    add(who, Deed.LEAD_REVEALED, lead.toString(), null);
  }

  @Override
  public synchronized Duration left(LeadId lead, String visit) {
    reach();
    var until = reveals.getOrDefault(new Revealed(lead, visit), now);
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  /// Here every campaign is known.
  @Override
  public synchronized Map<String, Admission> admissions() {
    reach();
    return Map.copyOf(admissions);
  }

  @Override
  public synchronized boolean change(String campaign, Admission admission, String who) {
    reach();
    admissions.put(campaign, admission);
    add(who, Deed.CAMPAIGN_CHANGED, campaign, null);
    return true;
  }

  @Override
  public synchronized Settings settings() {
    reach();
    return settings;
  }

  @Override
  public synchronized void change(Settings settings, String who) {
    reach();
    var before = this.settings;
    this.settings = settings;
    if (!before.zone().equals(settings.zone())) {
      add(who, Deed.SETTING_CHANGED, "zone", before.zone() + " → " + settings.zone());
    }
    if (before.segmentPrice() != settings.segmentPrice()) {
      var change = before.segmentPrice() + " → " + settings.segmentPrice();
      add(who, Deed.SETTING_CHANGED, "segment-price", change);
    }
  }
}
