package semel.providers.fake;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import semel.providers.fake.FakeServer.Peer;
import semel.providers.fake.FakeServer.Received;
import semel.providers.fake.FakeServer.Reply;

/// A provider that behaves as documented until its plan says otherwise, and keeps a ledger.
///
/// A request is accepted or not in one step; a fault only decides when that step happens, whether
/// it happens, and what the caller gets to see of it.
public abstract sealed class FakeProvider implements AutoCloseable
    permits FakeMobizon, FakeResend, FakeTelegram {

  /// A wait in the middle of a request; ends with an exception when the fake is closed, so that
  /// nothing is accepted after that.
  @FunctionalInterface
  interface Pause {
    Pause NONE = () -> {};

    void pause() throws InterruptedException;
  }

  private final FakeServer server;
  private final Ledger ledger;
  private final AtomicInteger hanging = new AtomicInteger();
  private volatile CountDownLatch waiting = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile FaultPlan plan = FaultPlan.calm();

  FakeProvider(InstantSource time, int port) {
    this.ledger = new Ledger(time);
    try {
      this.server = new FakeServer(port, this::serve);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The base address to configure, without a trailing slash.
  public final URI uri() {
    return server.uri();
  }

  /// What was truly accepted, and what was asked.
  public final Ledger ledger() {
    return ledger;
  }

  /// From now on these faults.
  public final void faults(FaultPlan plan) {
    this.plan = plan;
  }

  /// Whoever is kept waiting now goes on at once.
  public final void goOn() {
    var over = waiting;
    waiting = new CountDownLatch(1);
    over.countDown();
  }

  /// How many requests that hang before they are accepted have not come to their end.
  public final int hanging() {
    return hanging.get();
  }

  /// Stops listening, cuts every connection and accepts nothing any more.
  @Override
  public final void close() {
    closed = true;
    goOn();
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The operation that a request asks for, without keys or tokens.
  abstract String what(Received request);

  abstract Fault.Kind kindOf(Received request);

  /// Does what the request asks, unless the fault is one that the provider itself has to express.
  /// The pause is made after the request was taken in and before it has any effect.
  abstract Reply answer(Received request, Fault fault, Pause pause) throws InterruptedException;

  /// The provider's own way to answer 500.
  abstract Reply internalError(Received request);

  private void serve(Received request, Peer peer) throws IOException, InterruptedException {
    if (request.path().startsWith(FakeControl.PREFIX)) {
      peer.reply(FakeControl.answer(this, request));
      return;
    }
    FaultPlan now = plan;
    Fault.Kind kind = kindOf(request);
    Fault fault = now.next(kind);
    ledger.saw(what(request), kind, fault);
    respond(request, fault, now, peer);
  }

  private void respond(Received request, Fault fault, FaultPlan now, Peer peer)
      throws IOException, InterruptedException {
    switch (fault) {
      case CUT_BEFORE -> peer.reset();
      case CUT_AFTER_ACCEPTING -> answer(request, fault, Pause.NONE);
      case HANG_AFTER_ACCEPTING -> {
        answer(request, fault, Pause.NONE);
        pause(now.longPause());
      }
      case HANG_BEFORE_ACCEPTING -> peer.reply(late(request, fault, now.longPause()));
      case ERROR_500_AFTER_ACCEPTING -> {
        answer(request, fault, Pause.NONE);
        peer.reply(internalError(request));
      }
      case ERROR_500_WITHOUT_ACCEPTING -> peer.reply(internalError(request));
      case GARBAGE_AFTER_ACCEPTING -> {
        answer(request, fault, Pause.NONE);
        peer.reply(new Reply(200, "application/json", Map.of(), "{\"code\":0,\"id\":]\u0001"));
      }
      case HALF_ANSWER_AFTER_ACCEPTING -> peer.replyHalf(answer(request, fault, Pause.NONE));
      case OUTAGE -> peer.reply(Reply.html(503, "Service Temporarily Unavailable"));
      case SLOW, LIST_SLOW -> peer.reply(answer(request, fault, () -> pause(now.shortPause())));
      case NONE,
          NO_ID_AFTER_ACCEPTING,
          REFUSE,
          RATE_LIMIT,
          BAD_CREDENTIALS,
          LIST_ERROR,
          LIST_WITHOUT_CAMPAIGN,
          LIST_MISSING_A_PAGE ->
          peer.reply(answer(request, fault, Pause.NONE));
    }
  }

  private Reply late(Received request, Fault fault, Duration length) throws InterruptedException {
    hanging.incrementAndGet();
    try {
      return answer(request, fault, () -> pause(length));
    } finally {
      hanging.decrementAndGet();
    }
  }

  private void pause(Duration length) throws InterruptedException {
    var over = waiting;
    if (!closed) {
      over.await(length.toNanos(), NANOSECONDS);
    }
    if (closed) {
      throw new InterruptedException("The fake is closing.");
    }
  }
}
