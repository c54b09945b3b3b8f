package semel.simulator.report;

import semel.message.State;

/// How something looks on the page: the colour, the icon and the word that go together.
record Shown(String colour, String icon, String word) {

  static Shown of(State.Name state) {
    return switch (state) {
      case SCHEDULED -> new Shown("scheduled", "scheduled", "Scheduled");
      case CLAIMED -> new Shown("sending", "sending", "Sending");
      case IN_DOUBT -> new Shown("doubt", "doubt", "In doubt");
      case HELD -> new Shown("waiting", "doubt", "Held for a person");
      case SENT -> new Shown("sent", "sent", "Sent");
      case FAILED -> new Shown("failed", "failed", "Failed");
      case CANCELLED -> new Shown("cancelled", "cancelled", "Cancelled");
    };
  }
}
