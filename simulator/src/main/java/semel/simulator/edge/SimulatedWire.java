package semel.simulator.edge;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import semel.providers.wire.Request;
import semel.providers.wire.Wire;
import semel.simulator.fault.Fault;
import semel.simulator.provider.Provider;
import semel.simulator.time.Chance;

/// The way from one machine to one provider. Faults: no connection; the request or the answer is
/// lost, late, cut or garbled; the provider takes it and answers an error, or takes it when nobody
/// waits any more; the machine stands still between the guard and the first byte. Never: an effect
/// before the guard said yes, and, unless a world is marked, one that was delivered twice or later
/// than is tolerated.
public final class SimulatedWire implements Wire {

  private static final long MILLISECOND = 1_000_000L;
  private static final String HTML = "<html><body>502 Bad Gateway</body></html>";

  /// What a wire is bounded by, in nanoseconds.
  ///
  /// @param request the longest exchange
  /// @param apply how late a provider may apply bytes that it got
  /// @param pause how long a machine may stand still after the guard
  /// @param settle what follows is later than is tolerated
  public record Bounds(long request, long apply, long pause, long settle) {
    /// The same, where an exchange may not take longer than this.
    public Bounds within(Duration longest) {
      return new Bounds(Math.min(request, longest.toNanos()), apply, pause, settle);
    }
  }

  private final Host host;
  private final Provider provider;
  private final Outage outage;
  private final Bounds bounds;

  /// Whether the provider is down for everybody now.
  @FunctionalInterface
  public interface Outage {
    boolean now();
  }

  public SimulatedWire(Host host, Provider provider, Outage outage, Bounds bounds) {
    this.host = host;
    this.provider = provider;
    this.outage = outage;
    this.bounds = bounds;
  }

  @Override
  public Exchange exchange(Request request, Guard guard) {
    host.step();
    var begun = now();
    if (strikes(Fault.NO_CONNECTION)) {
      host.pass(of(Fault.NO_CONNECTION).between(MILLISECOND, bounds.request() / 4));
      return new Exchange.NotWritten("no connection");
    }
    if (strikes(Fault.SLOW_ANSWER)) {
      host.pass(of(Fault.SLOW_ANSWER).between(MILLISECOND, bounds.request() / 4));
    }
    if (strikes(Fault.SUSPENDED_UNSEEN)) {
      host.suspendedUnseen(tooLong(Fault.SUSPENDED_UNSEEN));
    }
    if (!guard.mayWrite()) {
      return new Exchange.Stopped();
    }
    if (provider.changes(request)) {
      standStill();
    }
    return written(request, new Call(begun + bounds.request()));
  }

  /// The zombie window: nothing on the client's side can close it.
  private void standStill() {
    if (strikes(Fault.PAUSE_AFTER_GUARD)) {
      host.standsStill(of(Fault.PAUSE_AFTER_GUARD).between(MILLISECOND, bounds.pause()));
    }
    if (strikes(Fault.STOOD_TOO_LONG)) {
      host.standsStill(tooLong(Fault.STOOD_TOO_LONG));
    }
  }

  /// One request that is out, and what has come back of it.
  private static final class Call {
    private final long deadline;
    private @Nullable Exchange end;

    Call(long deadline) {
      this.deadline = deadline;
    }
  }

  private Exchange written(Request request, Call call) {
    var wake = host.process().waking();
    if (!strikes(Fault.REQUEST_LOST)) {
      travels(request, call, wake);
    }
    host.agenda().at(call.deadline, wake);
    if (host.faults().strikes(Fault.CRASH)) {
      host.dies(Fault.CRASH);
    }
    host.process().await();
    return call.end == null ? new Exchange.Lost("no answer in time") : call.end;
  }

  /// The bytes are on their way, whatever becomes of the machine that wrote them.
  private void travels(Request request, Call call, Runnable wake) {
    var changes = provider.changes(request);
    var arrival = arrival(changes, call);
    host.agenda().at(arrival, () -> arrives(request, call, wake));
    if (changes && strikes(Fault.DELIVERED_TWICE)) {
      var again = of(Fault.DELIVERED_TWICE).between(MILLISECOND, bounds.request());
      host.agenda().at(arrival + again, () -> provider.answer(request, Set.of()));
    }
  }

  private long arrival(boolean changes, Call call) {
    if (changes && strikes(Fault.TAKEN_AFTER_SETTLE)) {
      return now() + tooLong(Fault.TAKEN_AFTER_SETTLE);
    }
    if (changes && strikes(Fault.TAKEN_LATE)) {
      var late = of(Fault.TAKEN_LATE).between(0, bounds.apply());
      return Math.max(now() + late, Math.min(call.deadline, now() + bounds.apply()));
    }
    if (strikes(Fault.SLOW_ANSWER)) {
      return now() + of(Fault.SLOW_ANSWER).between(MILLISECOND, bounds.request());
    }
    return now() + 20 * MILLISECOND;
  }

  private void arrives(Request request, Call call, Runnable wake) {
    var changes = provider.changes(request);
    if (outage.now()) {
      ends(call, new Answer(503, List.of(), HTML), wake);
    } else if (changes && strikes(Fault.ERROR_WITHOUT_TAKING)) {
      ends(call, new Answer(500, List.of(), HTML), wake);
    } else if (!changes && strikes(Fault.LOOK_UP_ERROR)) {
      ends(call, new Answer(200, List.of(), "{\"code\":999,\"data\":null,\"message\":\"\"}"), wake);
    } else {
      var answer = provider.answer(request, twists(changes));
      if (!changes) {
        ends(call, answer, wake);
      } else if (strikes(Fault.ERROR_AFTER_TAKING)) {
        ends(call, new Answer(500, List.of(), HTML), wake);
      } else if (strikes(Fault.WRONG_JSON)) {
        ends(call, new Answer(200, List.of(), "{\"code\":0,\"id\":]"), wake);
      } else if (strikes(Fault.HALF_ANSWER)) {
        call.end = new Exchange.Lost("the answer is cut");
        wake.run();
      } else if (!strikes(Fault.ANSWER_LOST)) {
        ends(call, answer, wake);
      }
    }
  }

  private Set<Fault> twists(boolean changes) {
    var twists = EnumSet.noneOf(Fault.class);
    var possible =
        changes
            ? List.of(Fault.RATE_LIMITED, Fault.REFUSES, Fault.NO_ID)
            : List.of(Fault.LOOK_UP_MISSES_A_PAGE);
    for (var fault : possible) {
      if (strikes(fault)) {
        twists.add(fault);
      }
    }
    return twists;
  }

  private static void ends(Call call, Answer answer, Runnable wake) {
    call.end = new Exchange.Answered(answer);
    wake.run();
  }

  private long now() {
    return host.agenda().now();
  }

  /// Longer than anything is waited for.
  private long tooLong(Fault fault) {
    return of(fault).between(2 * bounds.settle(), 4 * bounds.settle());
  }

  private boolean strikes(Fault fault) {
    return host.faults().strikes(fault);
  }

  private Chance of(Fault fault) {
    return host.faults().of(fault);
  }
}
