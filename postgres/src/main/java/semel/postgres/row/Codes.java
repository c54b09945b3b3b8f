package semel.postgres.row;

import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Rule;
import semel.message.Channel;
import semel.message.State;

/// The numbers that stand for names in the database. They are stored, so none ever changes.
public final class Codes {

  private Codes() {}

  public static short of(Channel channel) {
    return switch (channel) {
      case SMS -> 0;
      case EMAIL -> 1;
    };
  }

  public static Channel channel(int code) {
    return switch (code) {
      case 0 -> Channel.SMS;
      case 1 -> Channel.EMAIL;
      default -> throw new IllegalStateException("unknown channel code " + code);
    };
  }

  public static short of(State.Name state) {
    return switch (state) {
      case SCHEDULED -> 0;
      case CLAIMED -> 1;
      case IN_DOUBT -> 2;
      case HELD -> 3;
      case SENT -> 4;
      case FAILED -> 5;
      case CANCELLED -> 6;
    };
  }

  public static State.Name state(int code) {
    return switch (code) {
      case 0 -> State.Name.SCHEDULED;
      case 1 -> State.Name.CLAIMED;
      case 2 -> State.Name.IN_DOUBT;
      case 3 -> State.Name.HELD;
      case 4 -> State.Name.SENT;
      case 5 -> State.Name.FAILED;
      case 6 -> State.Name.CANCELLED;
      default -> throw new IllegalStateException("unknown state code " + code);
    };
  }

  /// A rule's own number.
  public static short of(Rule rule) {
    return Short.parseShort(rule.name().substring(1));
  }

  public static short of(Mark mark) {
    return switch (mark) {
      case PLAIN -> 0;
      case REPEAT -> 1;
      case INCIDENT -> 2;
    };
  }

  public static Mark mark(int code) {
    return switch (code) {
      case 0 -> Mark.PLAIN;
      case 1 -> Mark.REPEAT;
      case 2 -> Mark.INCIDENT;
      default -> throw new IllegalStateException("unknown mark code " + code);
    };
  }
}
