package semel.simulator.report;

import semel.simulator.fault.Fault;

/// What each fault means, in one sentence for somebody who has not read the code.
final class FaultWords {

  private FaultWords() {}

  static String of(Fault.Kind kind) {
    return switch (kind) {
      case PROCESS -> "Processes";
      case CLOCK -> "Clocks";
      case DATABASE -> "Database";
      case PROVIDER -> "Providers";
      case CALLER -> "Callers";
      case ASSUMPTION -> "Broken assumptions";
    };
  }

  static String of(Fault fault) {
    return switch (fault) {
      case CRASH -> "The process dies between two steps.";
      case CRASH_IN_BATCH -> "It dies after its ends were recorded and before it knows.";
      case RESTART_STORM -> "It dies several times while it starts.";
      case SLOW_START -> "It takes long to come up.";
      case PAUSE -> "It stands still for a moment.";
      case LONG_PAUSE -> "It stands still for up to two hours.";
      case PAUSE_AFTER_GUARD -> "It stands still between the guard's yes and the first byte.";
      case PAUSE_AFTER_LOOK -> "It stands still between a look-up's answer and its use.";
      case CLONE -> "A copy of the machine goes on beside it, with the same memory.";
      case QUIESCE -> "It stops in good order and starts again.";
      case CLOCK_JUMP -> "A machine's wall clock jumps by up to an hour.";
      case SUSPEND -> "A machine is suspended; its monotonic clock stands still.";
      case DATABASE_CLOCK_JUMP -> "The database's clock jumps by up to an hour.";
      case REFUSED -> "The database refuses one statement.";
      case DATABASE_AWAY -> "It refuses everybody for a while.";
      case SLOW_DATABASE -> "It takes its time.";
      case TRIED_AGAIN -> "A deadlock; the transaction is run again.";
      case COMMIT_UNSEEN -> "The commit happened, its answer was lost.";
      case COMMIT_LOST -> "The answer was lost, the commit never happened.";
      case COMMIT_LATE -> "The answer was lost, the commit happens later.";
      case FAIL_OVER -> "A standby that has everything takes over.";
      case FAIL_OVER_WITH_LOSS -> "A standby takes over that misses the last commits.";
      case RESTORE -> "An old copy is restored.";
      case NO_CONNECTION -> "No connection to the provider.";
      case REQUEST_LOST -> "The request is lost on its way.";
      case ANSWER_LOST -> "The provider takes it, the answer is lost.";
      case TAKEN_LATE -> "It takes it when the caller has given up.";
      case ERROR_AFTER_TAKING -> "It takes it and answers 500.";
      case ERROR_WITHOUT_TAKING -> "It does not take it and answers 500.";
      case HALF_ANSWER -> "It takes it, half of the answer arrives.";
      case WRONG_JSON -> "It takes it and answers something that is no JSON.";
      case NO_ID -> "It takes it and names no id.";
      case RATE_LIMITED -> "Too many calls, it says.";
      case REFUSES -> "It refuses the message as it stands.";
      case OUTAGE -> "It is down for everybody for a while.";
      case SLOW_ANSWER -> "It is slow.";
      case LOOK_UP_ERROR -> "A look-up fails.";
      case LOOK_UP_LAG -> "A look-up shows what was taken only after a while.";
      case LOOK_UP_MISSES_A_PAGE -> "A look-up leaves out a page.";
      case REGISTERED_AGAIN -> "The same person registers again.";
      case REPLAYED -> "The same request comes again with its key.";
      case KEY_REUSED -> "The same key comes with another request.";
      case CANCELLED -> "Somebody cancels at any time.";
      case JUDGED -> "A person settles a doubt.";
      case SENT_NOW -> "Somebody asks for it to be sent at once.";
      case KEY_FORGOTTEN -> "The provider forgets a key early.";
      case DELIVERED_TWICE -> "A proxy delivers a request twice.";
      case TAKEN_AFTER_SETTLE -> "Bytes are applied later than is tolerated.";
      case SUSPENDED_UNSEEN -> "It is suspended, and its wall clock is set back by as much.";
      case STOOD_TOO_LONG -> "It stands still after the guard for longer than is tolerated.";
      case DRAFT_SENT_TWICE -> "A draft that was sent is sent once more.";
      case CLOCKS_APART -> "The server that takes over is hours behind the one that is lost.";
    };
  }
}
