package semel.simulator.report;

/// The invariants of the protocol by their numbers, in words.
enum Invariant {
  S1("A provider takes a message at most once"),
  S2("What is sent was taken, exactly once"),
  S3("What failed or was cancelled was taken by nobody"),
  S4("Every byte belongs to a claim committed before it left"),
  S5("The provider gets the frozen body and the lead's own address"),
  S6("One lead for a person; what was acknowledged exists"),
  S7("Nothing leaves too early or too late"),
  S8("No window holds more claims than the rate allows"),
  S9("The same key gets the same answer"),
  S10("Only the allowed transitions; what is final never moves"),
  S11("No incident while every assumption holds"),
  S12("No number, address or key in a log line"),
  L1("Everything settles within the promised time"),
  L2("Nothing waits for a person that could be decided"),
  L3("On time, when nothing goes wrong"),
  L4("Every receipt finds its message"),
  L5("Every open message is on somebody's list");

  private final String says;

  Invariant(String says) {
    this.says = says;
  }

  String says() {
    return says;
  }

  /// Whether anything watches it: receipts are not taken yet.
  boolean watched() {
    return this != L4;
  }

  /// What an invariant says, by its number.
  static String says(String number) {
    for (var invariant : values()) {
      if (invariant.name().equals(number)) {
        return invariant.says;
      }
    }
    return "an invariant of the protocol";
  }
}
