package semel.postgres.row;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.message.Attempts;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State;

/// One row of `semel.message` with its lead's recipient, read under a row lock at `now` by the
/// database's clock.
///
/// @param place where the row lies as long as its lock is held (`ctid`)
/// @param phone null once the person is erased
/// @param email null once the person is erased
public record Row(
    Message message,
    String place,
    @Nullable AccountId account,
    @Nullable Body body,
    @Nullable String phone,
    @Nullable String email,
    ClaimTrace trace,
    Instant now) {

  /// Who made the last claim, and when.
  public record ClaimTrace(
      @Nullable String by,
      @Nullable Instant at,
      @Nullable Instant leaseUntil,
      @Nullable Instant firstAbsent,
      @Nullable Instant doubtSince) {}

  /// Reads a row that names the columns of `semel.message`, `place`, `phone`, `email` and `now`.
  public static Row read(ResultSet r) throws SQLException {
    var key = new MessageKey(lead(r), Codes.channel(r.getInt("channel")));
    var claim = r.getObject("claim_id", UUID.class);
    var draft = r.getString("draft_id");
    var attempts =
        new Attempts(
            r.getInt("attempt_no"),
            r.getInt("attempts_spent"),
            r.getBoolean("exposed"),
            instant(r, "first_attempt_at"),
            draft == null ? null : new DraftId(draft));
    var message =
        new Message(
            key,
            state(r),
            claim == null ? null : new ClaimId(claim),
            attempts,
            moment(r, "due_at"),
            moment(r, "not_after"),
            r.getBoolean("cancel_requested"));
    var account = r.getString("account");
    var body = r.getString("body");
    return new Row(
        message,
        r.getString("place"),
        account == null ? null : new AccountId(account),
        body == null ? null : new Body(body),
        r.getString("phone"),
        r.getString("email"),
        new ClaimTrace(
            r.getString("claimed_by"),
            instant(r, "claimed_at"),
            instant(r, "lease_until"),
            instant(r, "absent_at"),
            instant(r, "doubt_since")),
        moment(r, "now"));
  }

  private static State state(ResultSet r) throws SQLException {
    return switch (Codes.state(r.getInt("state"))) {
      case SCHEDULED -> new State.Scheduled(moment(r, "next_at"));
      case CLAIMED -> new State.Claimed(moment(r, "lease_until"));
      case IN_DOUBT ->
          new State.InDoubt(
              moment(r, "doubt_since"),
              moment(r, "lease_until"),
              moment(r, "next_at"),
              text(r, "reason"));
      case HELD -> new State.Held(moment(r, "doubt_since"), text(r, "reason"));
      case SENT ->
          new State.Sent(moment(r, "settled_at"), new ProviderReference(r.getString("reference")));
      case FAILED -> new State.Failed(moment(r, "settled_at"), text(r, "reason"));
      case CANCELLED -> new State.Cancelled(moment(r, "settled_at"), text(r, "reason"));
    };
  }

  /// Where the message goes; empty once the person is erased.
  public Optional<Recipient> recipient() {
    return recipient(message.key().channel(), phone, email);
  }

  private static Optional<Recipient> recipient(
      Channel channel, @Nullable String phone, @Nullable String email) {
    return switch (channel) {
      case SMS -> Optional.ofNullable(phone).map(PhoneNumber::new);
      case EMAIL -> Optional.ofNullable(email).map(EmailAddress::new);
    };
  }

  public String masked() {
    return masked(message.key().channel(), phone, email);
  }

  /// What may be shown of a recipient.
  public static String masked(Channel channel, @Nullable String phone, @Nullable String email) {
    return recipient(channel, phone, email).map(Recipient::masked).orElse("erased");
  }

  public Row with(AccountId newAccount, @Nullable Body newBody) {
    return new Row(message, place, newAccount, newBody, phone, email, trace, now);
  }

  public Row claimedBy(String worker) {
    var claimed =
        new ClaimTrace(worker, now, trace.leaseUntil(), trace.firstAbsent(), trace.doubtSince());
    return new Row(message, place, account, body, phone, email, claimed, now);
  }

  public static LeadId lead(ResultSet r) throws SQLException {
    return new LeadId(r.getObject("lead_id", UUID.class));
  }

  public static @Nullable Instant instant(ResultSet r, String column) throws SQLException {
    var at = r.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  public static Instant moment(ResultSet r, String column) throws SQLException {
    var at = instant(r, column);
    if (at == null) {
      throw new SQLException(column + " is null where the schema says it is not");
    }
    return at;
  }

  public static @Nullable OffsetDateTime timestamp(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  private static String text(ResultSet r, String column) throws SQLException {
    var text = r.getString(column);
    return text == null ? "" : text;
  }
}
