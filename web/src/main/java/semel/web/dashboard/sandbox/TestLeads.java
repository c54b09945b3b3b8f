package semel.web.dashboard.sandbox;

import java.util.Optional;
import java.util.random.RandomGenerator;
import semel.intake.IdempotencyKey;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.LeadId;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

/// Leads of nobody, for looking at the whole way: they go through the same intake as everybody.
final class TestLeads {

  private static final String CAMPAIGN = "proftest";

  /// To the questions of the career test, so that the link in the message ends at a result.
  private static final String ANSWERS =
      """
      {"I1":5,"S1":3,"R1":3,"A1":4,"E1":3,"C1":2,"R2":2,"A2":5,"S2":4,\
      "C2":2,"I2":5,"E2":2,"S3":3,"R3":2,"A3":4,"E3":3,"C3":2,"I3":4}\
      """;

  private static final int NUMBERS = 10_000_000;
  private static final int TRIES = 5;

  private final Leads leads;
  private final RandomGenerator random;

  TestLeads(Leads leads, RandomGenerator random) {
    this.leads = leads;
    this.random = random;
  }

  /// What became of a wish for a test lead.
  sealed interface Made {
    /// A lead that was not there before, or that the same form made.
    record Lead(LeadId lead, Registered registered) implements Made {}

    /// Whether it was written is not known, or the same form is being taken.
    record Again() implements Made {}
  }

  /// Registers a new one.
  ///
  /// @param form names the form that was sent, so that a second press is the same lead; empty makes
  ///   one in any case
  Made make(String form) {
    // The number follows from the form, so the same form is the same request.
    var seed = form.isEmpty() ? random.nextLong() : form.hashCode() * 0x9E3779B97F4A7C15L;
    for (var i = 0; i < TRIES; i++) {
      var number = (int) Long.remainderUnsigned(seed + i * 7_919L, NUMBERS);
      var registered = leads.register(registration(number, form + "-" + i));
      var lead = lead(registered);
      if (lead.isPresent()) {
        return new Made.Lead(lead.get(), registered);
      }
      if (!(registered instanceof Registered.Known)) {
        return new Made.Again();
      }
    }
    return new Made.Again();
  }

  private static Optional<LeadId> lead(Registered registered) {
    return switch (registered) {
      case Registered.Fresh(var lead, _, _) -> Optional.of(lead);
      case Registered.Replayed(var lead, _, var fresh) ->
          fresh ? Optional.of(lead) : Optional.empty();
      case Registered.Known _,
          Registered.KeyReused _,
          Registered.KeyBusy _,
          Registered.NoCampaign _,
          Registered.Limited _,
          Registered.Crowded _,
          Registered.Unsure _ ->
          Optional.empty();
    };
  }

  private static Registration registration(int number, String form) {
    var digits = "%07d".formatted(number);
    var phone = "+7700" + digits;
    return new Registration(
        CAMPAIGN,
        "Test " + digits.substring(3),
        new EmailAddress("test" + digits + "@example.com"),
        phone,
        new PhoneNumber(phone),
        "sandbox",
        ANSWERS,
        null,
        form.startsWith("-") ? null : new IdempotencyKey("test-lead-" + form, digits),
        null);
  }
}
