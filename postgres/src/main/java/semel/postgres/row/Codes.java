package semel.postgres.row;

import java.util.Optional;
import semel.account.ReceiptKind;
import semel.intake.IntakeLimits.Excess;
import semel.intake.IntakeLimits.Scope;
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

  public static short of(Scope scope) {
    return switch (scope) {
      case ADDRESS -> 0;
      case NETWORK -> 1;
      case PREFIX -> 2;
      case CAMPAIGN -> 3;
      case BLOCK -> 6;
    };
  }

  /// That of its count; the next is that of who was told.
  public static short of(Excess excess) {
    return switch (excess) {
      case BURST -> 4;
      case SPENDING -> 7;
    };
  }

  public static Scope scope(int code) {
    return switch (code) {
      case 0 -> Scope.ADDRESS;
      case 1 -> Scope.NETWORK;
      case 2 -> Scope.PREFIX;
      case 3 -> Scope.CAMPAIGN;
      case 6 -> Scope.BLOCK;
      default -> throw new IllegalStateException("unknown scope code " + code);
    };
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

  public static short of(ReceiptKind kind) {
    return switch (kind) {
      case DELAYED -> 1;
      case DELIVERED -> 2;
      case UNDELIVERED -> 3;
      case COMPLAINED -> 4;
    };
  }

  /// Empty for none yet.
  public static Optional<ReceiptKind> receipt(int code) {
    return switch (code) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(ReceiptKind.DELAYED);
      case 2 -> Optional.of(ReceiptKind.DELIVERED);
      case 3 -> Optional.of(ReceiptKind.UNDELIVERED);
      case 4 -> Optional.of(ReceiptKind.COMPLAINED);
      default -> throw new IllegalStateException("unknown receipt code " + code);
    };
  }
}
