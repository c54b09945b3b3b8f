package semel.benchmarks.own;

import semel.intake.Registration;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

/// Made-up people, one for each number; their answers are as long as those of a real form.
public record Person(String name, String email, String phone) {

  public static final String CAMPAIGN = "benchmark";

  static final String ANSWERS =
      """
      {"q1":"I like to explain things to others","q2":4,"q3":["design","data","people"],\
      "q4":"After school, in about two years","q5":{"city":"Almaty","remote":true},"q6":2,\
      "q7":"A friend told me about it","q8":[1,3,5,7],"q9":"none","q10":"as soon as it is ready"}\
      """;

  public static Person of(long number) {
    return new Person(
        "Aigerim " + number, "person" + number + "@example.com", "+7701%07d".formatted(number));
  }

  /// What the form of a landing page posts about this person.
  public String json() {
    return """
    {"name":"%s","email":"%s","phone":"%s","answers":%s}\
    """
        .formatted(name, email, phone, ANSWERS);
  }

  Registration registration() {
    return new Registration(
        CAMPAIGN,
        name,
        new EmailAddress(email),
        phone,
        new PhoneNumber(phone),
        null,
        ANSWERS,
        null,
        null,
        null);
  }
}
