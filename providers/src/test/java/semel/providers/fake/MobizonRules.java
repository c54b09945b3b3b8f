package semel.providers.fake;

import java.time.Duration;
import java.time.ZoneOffset;

/// What Mobizon's documentation leaves open, with the kindest guess as the default. Each may be
/// changed while the fake runs.
public final class MobizonRules {

  /// What becomes of a message between acceptance and sending.
  public enum Moderation {
    /// Sent at once; the answer says 2.
    NONE,
    /// Waits for a person for ever; the answer says 1.
    PENDING,
    /// The answer says 1, and reads say that it was declined.
    DECLINED
  }

  private volatile Duration shownAfter = Duration.ZERO;
  private volatile Duration deliveredAfter = Duration.ofSeconds(2);
  private volatile boolean nestedCampaign = true;
  private volatile int errorHttpCode = 200;
  private volatile Moderation moderation = Moderation.NONE;
  private volatile boolean acceptsRepeats = true;
  private volatile ZoneOffset zone = ZoneOffset.UTC;
  private volatile boolean listsSinglesUnasked = true;
  private volatile boolean sendsDraftsTwice;
  private volatile String finalMessage = "DELIVRD";

  MobizonRules() {}

  /// How long after acceptance a message shows in lists (default at once).
  public MobizonRules shownAfter(Duration lag) {
    shownAfter = lag;
    return this;
  }

  /// How long after sending a message reaches its final word (default 2 s).
  public MobizonRules deliveredAfter(Duration lag) {
    deliveredAfter = lag;
    return this;
  }

  /// The final word (default `DELIVRD`).
  public MobizonRules finalMessage(String word) {
    finalMessage = word;
    return this;
  }

  /// Whether items of `message/list` carry their campaign (default yes).
  public MobizonRules nestedCampaign(boolean nested) {
    nestedCampaign = nested;
    return this;
  }

  /// The HTTP code around an envelope whose code is not 0 (default 200).
  public MobizonRules errorHttpCode(int code) {
    errorHttpCode = code;
    return this;
  }

  /// Whether people look at messages first (default no).
  public MobizonRules moderation(Moderation kind) {
    moderation = kind;
    return this;
  }

  /// Whether the same name to the same number is sent again (default yes: no key is documented).
  public MobizonRules acceptsRepeats(boolean accepts) {
    acceptsRepeats = accepts;
    return this;
  }

  /// The zone of timestamps, which carry none (default UTC).
  public MobizonRules zone(ZoneOffset offset) {
    zone = offset;
    return this;
  }

  /// Whether `campaign/list` shows single messages when no type is asked for (default yes).
  public MobizonRules listsSinglesUnasked(boolean lists) {
    listsSinglesUnasked = lists;
    return this;
  }

  /// Whether a draft that was sent is sent again when asked (default no). Breaks the assumption of
  /// staged sending; a run with it is expected to show doubles.
  public MobizonRules sendsDraftsTwice(boolean sends) {
    sendsDraftsTwice = sends;
    return this;
  }

  Duration shownAfter() {
    return shownAfter;
  }

  Duration deliveredAfter() {
    return deliveredAfter;
  }

  String finalMessage() {
    return finalMessage;
  }

  boolean nestedCampaign() {
    return nestedCampaign;
  }

  int errorHttpCode() {
    return errorHttpCode;
  }

  Moderation moderation() {
    return moderation;
  }

  boolean acceptsRepeats() {
    return acceptsRepeats;
  }

  ZoneOffset zone() {
    return zone;
  }

  boolean listsSinglesUnasked() {
    return listsSinglesUnasked;
  }

  boolean sendsDraftsTwice() {
    return sendsDraftsTwice;
  }
}
