package semel.takeover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import semel.message.Channel;
import semel.message.Recipient.PhoneNumber;

/// Takes over everybody who stands in the old tables: once, however often it is run.
///
/// A first reading finds out who stands there more than once, since what becomes of a person's
/// message depends on all rows of that person. The second takes people in, batch by batch.
public final class Takeover {

  private final OldLeads old;
  private final Newcomers newcomers;
  private final Reader reader;
  private final Settings settings;
  private final Tally tally = new Tally();
  private final Set<PhoneNumber> several = new HashSet<>();
  private final Map<PhoneNumber, List<OldLead>> gathered = new LinkedHashMap<>();
  private final List<Newcomer> batch = new ArrayList<>();
  private long read;

  /// How to go about it.
  ///
  /// @param quietSince when the old backend stopped
  /// @param batch how many people share a transaction
  /// @param dry whether nothing is to be changed
  public record Settings(Instant quietSince, int batch, boolean dry, Witness witness) {}

  /// Who is told how it goes.
  public interface Witness {

    /// So many rows of so many are read.
    void read(long rows, long all);

    /// A row is not taken, or not as it stands.
    void left(String row, String why);
  }

  public Takeover(OldLeads old, Newcomers newcomers, Reader reader, Settings settings) {
    this.old = old;
    this.newcomers = newcomers;
    this.reader = reader;
    this.settings = settings;
  }

  /// Does it.
  public Tally run() {
    var all = old.count();
    findWhoStandsThereTwice();
    old.leads(lead -> {
      read++;
      reader.phone(lead.person().phone()).ifPresentOrElse(p -> met(p, lead), () -> noPhone(lead));
      if (batch.size() >= settings.batch()) {
        arrive();
      }
      if (read % settings.batch() == 0) {
        settings.witness().read(read, all);
      }
    });
    gathered.forEach((phone, leads) -> {
      tally.repeated(leads.size() - 1L);
      consider(phone, leads);
    });
    arrive();
    settings.witness().read(read, all);
    old.orphans(row -> left(row, "its lead is not in landing_leads"));
    return tally;
  }

  private void findWhoStandsThereTwice() {
    var seen = new HashSet<PhoneNumber>();
    old.phones(typed ->
        reader
            .phone(typed)
            .ifPresent(phone -> {
              if (!seen.add(phone)) {
                several.add(phone);
              }
            }));
  }

  private void noPhone(OldLead lead) {
    left(row(lead), "its phone is no mobile number of an accepted country");
  }

  private void met(PhoneNumber phone, OldLead lead) {
    if (several.contains(phone)) {
      gathered.computeIfAbsent(phone, _ -> new ArrayList<>()).add(lead);
    } else {
      consider(phone, List.of(lead));
    }
  }

  private void consider(PhoneNumber phone, List<OldLead> leads) {
    var whole = leads.stream().filter(lead -> missing(lead).isEmpty()).findFirst();
    var lead = whole.orElse(leads.getFirst());
    var newcomer =
        new Newcomer(
            lead,
            phone,
            reader.name(lead.person().name()).orElse(null),
            reader.email(lead.person().email()).orElse(null),
            standings(leads));
    var missing = missing(lead);
    if (missing.isEmpty()) {
      batch.add(newcomer);
    } else if (newcomer.matters()) {
      left(row(lead), missing.get() + "; kept so that no second message leaves");
      batch.add(newcomer);
    } else {
      left(row(lead), missing.get());
    }
  }

  private Map<Channel, Standing> standings(List<OldLead> leads) {
    var standings = new EnumMap<Channel, Standing>(Channel.class);
    var ids = leads.stream().map(OldLead::id).toList();
    for (var channel : Channel.values()) {
      standings.put(
          channel,
          Standing.together(
              ids,
              leads.stream()
                  .map(lead -> Standing.of(channel, lead, settings.quietSince()))
                  .toList()));
    }
    return standings;
  }

  /// What a message cannot be made without.
  private Optional<String> missing(OldLead lead) {
    if (reader.email(lead.person().email()).isEmpty()) {
      return Optional.of("it has no email that can be written to");
    }
    return reader.name(lead.person().name()).isEmpty()
        ? Optional.of("it has no name of 1 to 200 characters")
        : Optional.empty();
  }

  private void arrive() {
    var people = List.copyOf(batch);
    batch.clear();
    if (people.isEmpty()) {
      return;
    }
    if (settings.dry()) {
      newcomers.foresee(people).forEach(tally::arrived);
      return;
    }
    try {
      newcomers.take(people).forEach(tally::arrived);
    } catch (Newcomers.Refused _) {
      // Nobody of them is in. One by one it shows whose row it is.
      people.forEach(this::alone);
    }
  }

  private void alone(Newcomer newcomer) {
    try {
      newcomers.take(List.of(newcomer)).forEach(tally::arrived);
    } catch (Newcomers.Refused e) {
      left(row(newcomer.lead()), "the database does not take it: " + e.getMessage());
    }
  }

  private void left(String row, String why) {
    tally.leftOne();
    settings.witness().left(row, why);
  }

  private static String row(OldLead lead) {
    return "landing_leads " + lead.id() + " (row " + lead.line() + ")";
  }
}
