package semel.simulator.fault;

/// Everything that may go wrong in a simulated world. Each has a counter; a campaign in which one
/// stays at zero has proved nothing about it.
public enum Fault {
  /// The process dies between two steps and is started again.
  CRASH(Kind.PROCESS),
  /// It dies after a batch of ends was recorded and before it knows.
  CRASH_IN_BATCH(Kind.PROCESS),
  /// It dies several times while it starts.
  RESTART_STORM(Kind.PROCESS),
  /// It takes long to come up.
  SLOW_START(Kind.PROCESS),
  /// It stands still for a moment, between any two steps.
  PAUSE(Kind.PROCESS),
  /// It stands still for up to two hours, between any two steps.
  LONG_PAUSE(Kind.PROCESS),
  /// It stands still exactly between the guard's yes and the first byte, within what is tolerated.
  PAUSE_AFTER_GUARD(Kind.PROCESS),
  /// It stands still for up to five minutes between a look-up's answer and what is made of it.
  PAUSE_AFTER_LOOK(Kind.PROCESS),
  /// A copy of the machine goes on beside it, with the same memory and the same chance.
  CLONE(Kind.PROCESS),
  /// It stops in good order and is started again.
  QUIESCE(Kind.PROCESS),

  /// A node's wall clock jumps by up to an hour, either way.
  CLOCK_JUMP(Kind.CLOCK),
  /// A machine is suspended: its monotonic clock stands still.
  SUSPEND(Kind.CLOCK),
  /// The database's clock jumps by up to an hour, either way, and is never off by more than half of
  /// that: two servers, or one before and after, differ by less than the hour of §10.
  DATABASE_CLOCK_JUMP(Kind.CLOCK),

  /// The database refuses: away, pool empty, read-only, statement cut.
  REFUSED(Kind.DATABASE),
  /// It refuses everybody for a while.
  DATABASE_AWAY(Kind.DATABASE),
  /// It takes its time, before or after.
  SLOW_DATABASE(Kind.DATABASE),
  /// A deadlock or a serialization error: tried again by the store itself.
  TRIED_AGAIN(Kind.DATABASE),
  /// The commit happened and its answer was lost.
  COMMIT_UNSEEN(Kind.DATABASE),
  /// The answer was lost and the commit never happened.
  COMMIT_LOST(Kind.DATABASE),
  /// The answer was lost and the commit happens later.
  COMMIT_LATE(Kind.DATABASE),
  /// Fail-over to a standby that has everything.
  FAIL_OVER(Kind.DATABASE),
  /// Fail-over to a standby that misses the last acknowledged commits.
  FAIL_OVER_WITH_LOSS(Kind.DATABASE),
  /// An old copy is restored.
  RESTORE(Kind.DATABASE),

  /// No connection to the provider.
  NO_CONNECTION(Kind.PROVIDER),
  /// The request is lost on its way.
  REQUEST_LOST(Kind.PROVIDER),
  /// The provider takes it, and its answer is lost.
  ANSWER_LOST(Kind.PROVIDER),
  /// The provider takes it after the caller has given up.
  TAKEN_LATE(Kind.PROVIDER),
  /// It takes the message and answers 500.
  ERROR_AFTER_TAKING(Kind.PROVIDER),
  /// It does not take it and answers 500.
  ERROR_WITHOUT_TAKING(Kind.PROVIDER),
  /// It takes it and half of the answer arrives.
  HALF_ANSWER(Kind.PROVIDER),
  /// It takes it and answers something that is no JSON.
  WRONG_JSON(Kind.PROVIDER),
  /// It takes it and names no id.
  NO_ID(Kind.PROVIDER),
  /// Too many calls.
  RATE_LIMITED(Kind.PROVIDER),
  /// It refuses the message as it stands.
  REFUSES(Kind.PROVIDER),
  /// It is down for everybody for a while.
  OUTAGE(Kind.PROVIDER),
  /// It is slow.
  SLOW_ANSWER(Kind.PROVIDER),
  /// A look-up fails.
  LOOK_UP_ERROR(Kind.PROVIDER),
  /// A look-up shows what was taken only after a while.
  LOOK_UP_LAG(Kind.PROVIDER),
  /// A look-up leaves out a page.
  LOOK_UP_MISSES_A_PAGE(Kind.PROVIDER),

  /// The same person registers again.
  REGISTERED_AGAIN(Kind.CALLER),
  /// The same request comes again with its key.
  REPLAYED(Kind.CALLER),
  /// The same key comes with another request.
  KEY_REUSED(Kind.CALLER),
  /// Somebody cancels at any time.
  CANCELLED(Kind.CALLER),
  /// A person settles a doubt.
  JUDGED(Kind.CALLER),
  /// Somebody asks for it to be sent at once.
  SENT_NOW(Kind.CALLER),

  /// The provider forgets a key early. Breaks assumption K.
  KEY_FORGOTTEN(Kind.ASSUMPTION),
  /// A proxy delivers a request twice. Breaks what Lookup and Blind stand on.
  DELIVERED_TWICE(Kind.ASSUMPTION),
  /// Bytes are applied after SETTLE. Breaks assumption Z.
  TAKEN_AFTER_SETTLE(Kind.ASSUMPTION),
  /// A process stands still after the guard for longer than is tolerated. Breaks assumption Z.
  STOOD_TOO_LONG(Kind.ASSUMPTION),
  /// A machine is suspended between a claim and its guard, and its wall clock is set back by just
  /// as much. Breaks that one of two clocks shows the time.
  SUSPENDED_UNSEEN(Kind.ASSUMPTION),
  /// A draft that was sent is sent once more when somebody asks. Breaks assumption S.
  DRAFT_SENT_TWICE(Kind.ASSUMPTION),
  /// The server that takes over is hours behind the one that is lost. Breaks the hour of §10.
  CLOCKS_APART(Kind.ASSUMPTION);

  /// Where a fault strikes.
  public enum Kind {
    PROCESS,
    CLOCK,
    DATABASE,
    PROVIDER,
    CALLER,
    /// Breaks an assumption the promise stands on: only in worlds that are marked.
    ASSUMPTION
  }

  private final Kind kind;

  Fault(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
