package semel.web.network;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// The proxies that are believed about whom they hand on.
public record Proxies(List<Network> trusted) {

  /// Nobody is believed.
  public static final Proxies NONE = new Proxies(List.of());

  public Proxies {
    trusted = List.copyOf(trusted);
  }

  /// Where the caller of a connection is. Every proxy adds at the right whom it was called by, so
  /// from there each word is believed as long as it is a trusted one's; the first address that is
  /// no proxy's is the caller's, and what stands left of it anybody may have made up.
  ///
  /// @param peer the other end of the connection
  /// @param forwardedFor every `X-Forwarded-For`, in order
  public String caller(String peer, List<String> forwardedFor) {
    var caller = peer;
    if (trusted.isEmpty() || forwardedFor.isEmpty()) {
      return caller;
    }
    var said = Arrays.asList(String.join(",", forwardedFor).split(",", -1));
    for (var word : said.reversed()) {
      if (!trusts(caller)) {
        return caller;
      }
      var address = Network.address(plain(word.strip()));
      if (address.isEmpty()) {
        return caller; // a proxy that hides whom it was called by stands for them all
      }
      caller = address.get().getHostAddress();
    }
    return caller;
  }

  private boolean trusts(String peer) {
    return Network.address(peer).filter(this::trusts).isPresent();
  }

  private boolean trusts(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  /// Some write a port behind the address, and an address of the newer kind in brackets.
  private static String plain(String word) {
    if (word.startsWith("[")) {
      var end = word.indexOf(']');
      return end < 0 ? word : word.substring(1, end);
    }
    var colon = word.indexOf(':');
    return colon >= 0 && colon == word.lastIndexOf(':') ? word.substring(0, colon) : word;
  }
}
