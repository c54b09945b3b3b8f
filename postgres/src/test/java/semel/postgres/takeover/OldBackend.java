package semel.postgres.takeover;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.database.Address;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.postgres.SharedServer;
import semel.takeover.Reader;

/// The database of an old backend: a row of a lead, a row of what is to be sent, and its flags.
final class OldBackend implements AutoCloseable {

  static final Address ADDRESS = SharedServer.address("old_backend");

  private static final String[] TABLES = {
    """
    CREATE TABLE landing_leads (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, email text, phone text,
      source text, answers jsonb, metadata jsonb,
      email_sent boolean DEFAULT false, email_sent_at timestamptz, email_error text,
      sms_sent boolean DEFAULT false, sms_sent_at timestamptz, sms_error text,
      email_clicked boolean DEFAULT false, email_clicked_at timestamptz,
      sms_clicked boolean DEFAULT false, sms_clicked_at timestamptz,
      click_count integer DEFAULT 0,
      created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now())
    """,
    """
    CREATE TABLE scheduled_notifications (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(), lead_id uuid,
      notification_type text, scheduled_for timestamptz, status text DEFAULT 'pending',
      sent_at timestamptz, error_message text, retry_count integer DEFAULT 0,
      created_at timestamptz DEFAULT now())
    """
  };

  OldBackend() {
    SharedServer.execute("DROP DATABASE IF EXISTS old_backend", "CREATE DATABASE old_backend");
    execute(TABLES);
  }

  void execute(String... statements) {
    SharedServer.executeAt(ADDRESS, statements);
  }

  /// A lead of one's own person, with a row that is due so many seconds from now.
  void lead(int person, String flags, String word, int seconds) {
    lead(person, flags);
    execute(
        """
        INSERT INTO scheduled_notifications (lead_id, notification_type, status, scheduled_for)
        VALUES ('%s', 'proftest', '%s', now() + interval '%d seconds')
        """
            .formatted(id(person), word, seconds));
  }

  /// A lead without a row of what is to be sent.
  ///
  /// @param flags `sms_sent, email_sent` as SQL
  void lead(int person, String flags) {
    execute(
        """
        INSERT INTO landing_leads (id, name, email, phone, answers, created_at, click_count,
                                   sms_sent, email_sent)
        VALUES ('%s', 'Person %d', 'Person%d@Example.org', '8 701 %07d', '{"q1": 3}',
                '2025-12-14 10:00:00+05', 2, %s)
        """
            .formatted(id(person), person, person, person, flags));
  }

  static String id(int person) {
    return "00000000-0000-4000-8000-%012d".formatted(person);
  }

  @Override
  public void close() {
    SharedServer.execute("DROP DATABASE old_backend WITH (FORCE)");
  }

  /// Reads numbers as they are written above.
  static final Reader READER =
      new Reader() {
        @Override
        public Optional<PhoneNumber> phone(@Nullable String typed) {
          var digits = typed == null ? "" : typed.replaceAll("[^0-9]", "");
          return digits.matches("87010[0-9]{6}")
              ? Optional.of(new PhoneNumber("+7" + digits.substring(1)))
              : Optional.empty();
        }

        @Override
        public Optional<EmailAddress> email(@Nullable String typed) {
          return typed == null || typed.indexOf('@') < 1
              ? Optional.empty()
              : Optional.of(new EmailAddress(typed));
        }

        @Override
        public Optional<String> name(@Nullable String typed) {
          return Optional.ofNullable(typed);
        }
      };

  static final Instant LONG_AGO = Instant.parse("2025-12-14T05:00:00Z");
}
