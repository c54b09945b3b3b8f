package semel.web;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import semel.account.ReceiptKind;
import semel.campaign.Campaign;
import semel.campaign.LinkCode;
import semel.desk.Archive;
import semel.desk.Desk;
import semel.desk.Erasure;
import semel.desk.LeadFile;
import semel.desk.LeadRow;
import semel.desk.MessagePage;
import semel.desk.MessageQuery;
import semel.desk.MessageRow;
import semel.desk.Records;
import semel.desk.Ruling;
import semel.desk.Totals;
import semel.desk.Verdict;
import semel.intake.LeadAnswers;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.State;
import semel.monitor.Snapshot;
import semel.monitor.Snapshots;

/// The ports in memory. It may be told to be away, to fail, or to answer a registration as wished;
/// it never invents a row that no registration made.
final class Twin implements Leads, Desk, Records, Snapshots {

  static final Instant DUE = Instant.parse("2026-11-01T10:10:00.123456Z");
  private static final Pattern LANGUAGE = Pattern.compile("\"lang\":\"([a-z]+)\"");
  static final URI TARGET = URI.create("https://example.kz/proftest?цель=1");

  /// A registered lead with what came of its messages.
  static final class Row {
    final LeadId id;
    final Registration registration;
    final Map<Channel, State.Name> states = new EnumMap<>(Channel.class);
    final Map<Channel, ClaimId> claims = new EnumMap<>(Channel.class);
    final Map<Channel, ReceiptKind> receipts = new EnumMap<>(Channel.class);
    int clicks;
    boolean erased;

    Row(LeadId id, Registration registration) {
      this.id = id;
      this.registration = registration;
      for (var channel : Channel.values()) {
        states.put(channel, State.Name.SCHEDULED);
        claims.put(channel, new ClaimId(new UUID(id.value().getLeastSignificantBits(), 1)));
      }
    }

    /// The claim that is in doubt.
    Optional<ClaimId> doubt(Channel channel) {
      return switch (state(channel)) {
        case IN_DOUBT, HELD -> Optional.ofNullable(claims.get(channel));
        case SCHEDULED, CLAIMED, SENT, FAILED, CANCELLED -> Optional.empty();
      };
    }

    State.Name state(Channel channel) {
      return Objects.requireNonNull(states.get(channel));
    }

    LinkCode code() {
      var hex = Long.toHexString(id.value().getLeastSignificantBits() | 1L << 63);
      return new LinkCode(hex.substring(0, 11));
    }
  }

  private record Stored(String fingerprint, LeadId lead, boolean wasFresh) {}

  final Map<LeadId, Row> rows = new LinkedHashMap<>();
  final List<String> campaigns = new ArrayList<>(List.of("proftest", "english"));
  final List<Verdict> verdicts = new ArrayList<>();
  private final Map<String, LeadId> people = new HashMap<>();
  private final Map<String, Stored> keys = new HashMap<>();
  URI target = TARGET;
  @Nullable Registered forced;
  @Nullable RuntimeException failure;
  @Nullable Snapshot snapshot = Snapshot.NONE;
  int snapshotsTaken;

  /// What happens between a person's request and its ruling.
  Runnable whileItHangs = () -> {};

  int exportFailsAfter = Integer.MAX_VALUE;
  final List<Archive.Repeat> repeats = new ArrayList<>();

  static RuntimeException away() {
    return new UncheckedIOException(
        "the database does not answer", new java.io.IOException("connection refused"));
  }

  private void reach() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public synchronized void publish(Campaign campaign) {
    campaigns.add(campaign.slug());
  }

  @Override
  public synchronized Registered register(Registration registration) {
    reach();
    if (forced != null) {
      return forced;
    }
    if (!campaigns.contains(registration.campaign())) {
      return new Registered.NoCampaign();
    }
    var key = registration.key();
    if (key != null && keys.containsKey(key.value())) {
      var stored = keys.get(key.value());
      return stored.fingerprint().equals(key.fingerprint())
          ? new Registered.Replayed(stored.lead(), DUE, stored.wasFresh())
          : new Registered.KeyReused();
    }
    var person = registration.campaign() + registration.phone().e164();
    var known = people.get(person);
    var id = known == null ? new LeadId(new UUID(7L << 12, rows.size() + 1L)) : known;
    if (known == null) {
      people.put(person, id);
      rows.put(id, new Row(id, registration));
    }
    if (key != null) {
      keys.put(key.value(), new Stored(key.fingerprint(), id, known == null));
    }
    return known == null
        ? new Registered.Fresh(id, DUE, Duration.ofMinutes(10))
        : new Registered.Known(id, DUE);
  }

  @Override
  public synchronized Optional<URI> click(LinkCode code, Channel channel) {
    reach();
    return rows.values().stream()
        .filter(row -> row.code().equals(code))
        .findFirst()
        .flatMap(row -> click(row.id, channel));
  }

  @Override
  public synchronized Optional<URI> click(LeadId lead, Channel channel) {
    reach();
    var row = Optional.ofNullable(rows.get(lead));
    row.ifPresent(found -> found.clicks++);
    return row.map(_ -> target);
  }

  @Override
  public synchronized Optional<LeadAnswers> answers(LinkCode code) {
    reach();
    return rows.values().stream()
        .filter(row -> row.code().equals(code))
        .findFirst()
        .map(row -> new LeadAnswers(row.erased ? null : row.registration.answers(), language(row)));
  }

  private static @Nullable String language(Row row) {
    var named = LANGUAGE.matcher(String.valueOf(row.registration.metadata()));
    return named.find() ? named.group(1) : null;
  }

  @Override
  public synchronized Ruling cancel(MessageKey key, String who) {
    reach();
    return ruled(key, Map.of(State.Name.SCHEDULED, State.Name.CANCELLED));
  }

  @Override
  public synchronized Optional<ClaimId> doubt(MessageKey key) {
    reach();
    return Optional.ofNullable(rows.get(key.lead())).flatMap(row -> row.doubt(key.channel()));
  }

  @Override
  public synchronized Ruling resolve(MessageKey key, Verdict verdict) {
    reach();
    verdicts.add(verdict);
    whileItHangs.run();
    var row = rows.get(key.lead());
    if (row != null && !Optional.ofNullable(verdict.claim()).equals(row.doubt(key.channel()))) {
      var why = "This is another doubt.";
      return new Ruling(Ruling.Kind.REFUSED, row.state(key.channel()), why, List.of());
    }
    return ruled(
        key, Map.of(State.Name.HELD, verdict.sent() ? State.Name.SENT : State.Name.SCHEDULED));
  }

  @Override
  public synchronized Map<Channel, Ruling> resend(LeadId lead, String who) {
    reach();
    var rulings = new EnumMap<Channel, Ruling>(Channel.class);
    if (rows.containsKey(lead)) {
      for (var channel : Channel.values()) {
        rulings.put(
            channel,
            ruled(
                new MessageKey(lead, channel), Map.of(State.Name.SCHEDULED, State.Name.SCHEDULED)));
      }
    }
    return rulings;
  }

  private Ruling ruled(MessageKey key, Map<State.Name, State.Name> allowed) {
    var row = rows.get(key.lead());
    if (row == null) {
      return new Ruling(Ruling.Kind.NOT_FOUND, null, "There is no such message.", List.of());
    }
    var state = row.state(key.channel());
    if (state == State.Name.CLAIMED) {
      return new Ruling(Ruling.Kind.NOTED, state, "An attempt is open.", List.of());
    }
    if (!allowed.containsKey(state)) {
      return new Ruling(Ruling.Kind.REFUSED, state, "It is " + state.key() + ".", List.of());
    }
    var next = Objects.requireNonNull(allowed.get(state));
    row.states.put(key.channel(), next);
    return new Ruling(Ruling.Kind.DONE, next, "Done.", List.of());
  }

  @Override
  public synchronized Erasure erase(LeadId lead, String who) {
    reach();
    var row = rows.get(lead);
    if (row == null) {
      return new Erasure(false, null, List.of(), List.of());
    }
    row.erased = true;
    var pending =
        row.states.entrySet().stream()
            .filter(e -> e.getValue() == State.Name.CLAIMED)
            .map(Map.Entry::getKey)
            .toList();
    return new Erasure(true, null, pending, List.of());
  }

  @Override
  public synchronized MessagePage messages(MessageQuery query) {
    reach();
    var from = 0;
    if (query.cursor() != null) {
      if (!query.cursor().matches("c[0-9]{1,6}")) {
        throw new IllegalArgumentException("not a cursor");
      }
      from = Integer.parseInt(query.cursor().substring(1));
    }
    var found =
        all().stream()
            .filter(m -> query.state() == null || m.state() == query.state())
            .filter(m -> query.channel() == null || m.key().channel() == query.channel())
            .filter(m -> query.campaign() == null || m.campaign().equals(query.campaign()))
            .filter(m -> query.text() == null || m.recipient().contains(query.text()))
            .toList();
    var to = Math.min(found.size(), from + query.limit());
    return new MessagePage(
        found.subList(Math.min(from, to), to), to < found.size() ? "c" + to : null);
  }

  private List<MessageRow> all() {
    var all = new ArrayList<MessageRow>();
    for (var row : rows.values()) {
      for (var channel : Channel.values()) {
        var recipient =
            channel == Channel.SMS
                ? row.registration.phone().masked()
                : row.registration.email().masked();
        var state = row.state(channel);
        all.add(
            new MessageRow(
                new MessageKey(row.id, channel),
                row.registration.campaign(),
                state,
                recipient,
                DUE,
                DUE,
                0,
                state.settled() ? DUE : null,
                null,
                null,
                row.doubt(channel).orElse(null),
                row.receipts.get(channel)));
      }
    }
    return all;
  }

  private static LeadRow shown(Row row) {
    var r = row.registration;
    return new LeadRow(
        row.id,
        r.campaign(),
        row.erased ? null : r.name(),
        row.erased ? null : r.email().address(),
        row.erased ? null : r.typedPhone(),
        row.erased ? null : r.phone().e164(),
        r.source(),
        row.erased ? null : r.answers(),
        row.erased ? null : r.metadata(),
        DUE.minusSeconds(600),
        DUE,
        row.clicks,
        row.erased);
  }

  @Override
  public synchronized Optional<LeadFile> lead(LeadId lead) {
    reach();
    return Optional.ofNullable(rows.get(lead))
        .map(row ->
            new LeadFile(
                shown(row),
                all().stream().filter(m -> m.key().lead().equals(lead)).toList(),
                List.of(
                    new LeadFile.Line(
                        DUE, null, "new", "scheduled", "T1", "registered", "intake", "plain"))));
  }

  @Override
  public synchronized Totals totals() {
    reach();
    var messages = new EnumMap<Channel, Map<State.Name, Long>>(Channel.class);
    for (var message : all()) {
      messages
          .computeIfAbsent(message.key().channel(), _ -> new EnumMap<>(State.Name.class))
          .merge(message.state(), 1L, Long::sum);
    }
    return new Totals(rows.size(), messages, Map.of("already-sent", 2L), 0, 0);
  }

  @Override
  public Archive archive() {
    return new Archive() {
      @Override
      public void leads(Consumer<LeadRow> consumer) {
        exportLeads(consumer);
      }

      @Override
      public void messages(Consumer<MessageRow> consumer) {
        reach();
        all().forEach(consumer);
      }

      @Override
      public void repeats(Consumer<Repeat> consumer) {
        reach();
        repeats.forEach(consumer);
      }
    };
  }

  private synchronized void exportLeads(Consumer<LeadRow> consumer) {
    reach();
    var n = 0;
    for (var row : rows.values()) {
      if (n++ == exportFailsAfter) {
        throw away();
      }
      consumer.accept(shown(row));
    }
  }

  @Override
  public synchronized Snapshot take() {
    snapshotsTaken++;
    reach();
    return snapshot == null ? Snapshot.NONE : snapshot;
  }
}
