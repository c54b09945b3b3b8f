package semel.web.intake;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import semel.intake.Origin;
import semel.web.http.Call;
import semel.web.network.Network;

/// Tells from where a registration comes, as far as the limits of the door need to know.
public final class Origins {

  private static final Network PRIVATE = Network.parse("fc00::/7");

  /// Shared by a carrier or a cloud between itself and its customers (RFC 6598).
  private static final Network SHARED = Network.parse("100.64.0.0/10");

  private Origins() {}

  /// Null for a program with the operator's token: it answers for whom it registers.
  public static @Nullable Origin of(Call call) {
    if (!call.headers("Authorization").isEmpty() && call.known().isPresent()) {
      return null;
    }
    return Network.address(call.address())
        .filter(Origins::isSomebodys)
        .map(Origins::of)
        .orElse(Origin.UNKNOWN);
  }

  /// This machine and private networks are where proxies are: to count them would stop everybody.
  private static boolean isSomebodys(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isSiteLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !PRIVATE.contains(address)
        && !SHARED.contains(address);
  }

  /// Whoever has one address of the newer kind has all of a /64.
  private static Origin of(InetAddress address) {
    var newer = address instanceof Inet6Address;
    return new Origin(
        Network.around(address, newer ? 64 : 32).toString(),
        Network.around(address, newer ? 48 : 24).toString());
  }
}
