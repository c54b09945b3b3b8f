package semel.postgres.board.find;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import semel.board.Sought;
import semel.board.Sought.Term;
import semel.message.LeadId;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// What is looked for, by the indexes that find it; a part that is null finds nothing.
///
/// @param narrows whether anything is looked for
/// @param channel null for both messages of `lead`
/// @param texts what is found by texts
public record Target(boolean narrows, @Nullable UUID lead, @Nullable Short channel, Texts texts) {

  /// What is found by texts.
  ///
  /// @param phone a whole number in E.164
  /// @param phoneEnd the last digits of one
  /// @param words a query on the words of names
  /// @param reference one that a message has
  record Texts(
      @Nullable String phone,
      @Nullable String phoneEnd,
      @Nullable String email,
      @Nullable String words,
      @Nullable String reference) {

    static final Texts NONE = new Texts(null, null, null, null, null);

    /// Pattern of a phone number read backwards.
    @Nullable String backwards() {
      return phoneEnd == null ? null : new StringBuilder(phoneEnd).reverse() + "%";
    }
  }

  private static final String READ =
      """
      SELECT semel.mobile_number(?) AS number, semel.name_query(?)::text AS words,
             (SELECT min(m.reference) FROM semel.message m WHERE m.reference = ?) AS reference
      """;

  /// A person may have registered for several campaigns: then no one lead is named.
  private static final String EXACT =
      """
      SELECT l.id AS lead_id FROM semel.lead l WHERE l.id = ?::uuid
      UNION
      SELECT l.id FROM semel.lead l WHERE l.person = semel.person(?)
      LIMIT 2
      """;

  public static Target of(Connection connection, Sought sought) throws SQLException {
    return switch (sought.term()) {
      case Term.Nothing() -> new Target(false, null, null, Texts.NONE);
      case Term.Lead(var lead) -> new Target(true, lead.value(), null, Texts.NONE);
      case Term.Key(var key) ->
          new Target(true, key.lead().value(), Codes.of(key.channel()), Texts.NONE);
      case Term.Email(var address) -> of(new Texts(null, null, address, null, null));
      case Term.Digits(var typed, var digits) -> of(digits(read(connection, typed), digits));
      case Term.Words(var text) -> {
        var read = read(connection, text);
        yield of(new Texts(null, null, null, read.words(), read.reference()));
      }
    };
  }

  private static Target of(Texts texts) {
    return new Target(true, null, null, texts);
  }

  private record Read(
      @Nullable String number, @Nullable String words, @Nullable String reference) {}

  private static Read read(Connection connection, String text) throws SQLException {
    return Slots.rows(
            connection,
            READ,
            slots -> slots.text(text).text(text).text(text),
            r -> new Read(r.getString("number"), r.getString("words"), r.getString("reference")))
        .getFirst();
  }

  private static Texts digits(Read read, String digits) {
    var end = read.number() == null ? withoutTrunk(digits) : null;
    return new Texts(read.number(), end, null, read.words(), read.reference());
  }

  /// People type 8 for +7.
  private static String withoutTrunk(String digits) {
    return digits.length() == 11 && digits.startsWith("8") ? digits.substring(1) : digits;
  }

  /// Whether it may find very many: anything else that people look for is rare.
  boolean maybeDense() {
    return texts.words() != null
        && texts.phone() == null
        && texts.phoneEnd() == null
        && texts.reference() == null;
  }

  /// The one lead that is named for sure.
  public Optional<LeadId> exact(Connection connection) throws SQLException {
    if (lead == null && texts.phone() == null) {
      return Optional.empty();
    }
    var found =
        Slots.rows(connection, EXACT, slots -> slots.id(lead).text(texts.phone()), Row::lead);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
