package semel.web.dashboard;

import semel.web.page.View;

/// Who did something, in the viewer's language: a part of Semel by what it is to people, and
/// everybody else by name.
public final class Actor {

  private Actor() {}

  public static String of(View view, String who) {
    var part = who.startsWith("worker-") ? "worker" : who;
    return switch (part) {
      case "door", "sql", "worker", "sweep", "reconcile", "history" -> view.say("lead.who-" + part);
      default -> who;
    };
  }
}
