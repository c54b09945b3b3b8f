package semel.web.network;

/// Whom the door believes: proxies about callers, and browsers about the pages of other sites.
public record Trust(Proxies proxies, Cors cors) {

  /// Nobody.
  public static final Trust NONE = new Trust(Proxies.NONE, Cors.NONE);
}
