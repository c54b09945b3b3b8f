package semel.web.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The addresses that begin with the same bits, in CIDR notation (RFC 4632, RFC 4291).
///
/// @param first its first address
/// @param bits how many of them are the same
public record Network(InetAddress first, int bits) {

  /// What an address is written with; anything else would be asked of a name server by some.
  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  public Network {
    if (bits < 0 || bits > first.getAddress().length * 8) {
      throw new IllegalArgumentException("a network has no more bits than its addresses");
    }
  }

  /// Reads `10.0.0.0/8`, `fd00::/8`, or one address.
  ///
  /// @throws IllegalArgumentException for anything else, also for an address inside the network
  public static Network parse(String text) {
    var slash = text.indexOf('/');
    var address =
        address(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException(text));
    var all = address.getAddress().length * 8;
    var bits = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
    if (!BITS.matcher(bits).matches()) {
      throw new IllegalArgumentException(text);
    }
    var network = new Network(address, Integer.parseInt(bits));
    if (!network.equals(around(address, network.bits))) {
      throw new IllegalArgumentException(text);
    }
    return network;
  }

  /// The address that a text is; empty for a name, which nobody is asked about.
  public static Optional<InetAddress> address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The network of that size in which an address is.
  public static Network around(InetAddress address, int bits) {
    var bytes = address.getAddress();
    Arrays.fill(bytes, Math.min(bytes.length, (bits + 7) / 8), bytes.length, (byte) 0);
    if (bits % 8 > 0) {
      bytes[bits / 8] &= (byte) (0xff << (8 - bits % 8));
    }
    try {
      return new Network(InetAddress.getByAddress(bytes), bits);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("it has as many bytes as before", e);
    }
  }

  /// Whether an address is in it.
  public boolean contains(InetAddress address) {
    return address.getAddress().length == first.getAddress().length
        && around(address, bits).equals(this);
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
