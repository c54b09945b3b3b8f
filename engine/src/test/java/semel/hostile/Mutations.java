package semel.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Makes inputs from good ones: bytes flipped, put in, taken out and doubled, ends cut off, two
/// inputs joined, and words that parsers trip over. The same seed makes the same inputs.
public final class Mutations {

  private static final int LENGTH_MAX = 1 << 14;

  private static final List<byte[]> WORDS =
      Stream.of(
              "{",
              "}",
              "[",
              "]",
              "\"",
              "\\",
              ":",
              ",",
              "null",
              "true",
              "-0",
              "1e999",
              "1e-999",
              "0",
              "00",
              "-1",
              "2147483648",
              "9223372036854775808",
              "1".repeat(120),
              "\r\n",
              "\n",
              "\0",
              "\\u0000",
              "\\ud800",
              "\u202e",
              "\ufeff",
              "٣",
              "＋",
              "+",
              "8",
              "7",
              "@",
              "%",
              "%zz",
              "&",
              "=",
              "[".repeat(600),
              "{\"a\":".repeat(600),
              "0x10",
              "NaN",
              "semel:",
              "Transfer-Encoding: chunked\r\n",
              "Content-Length: 5\r\n",
              "ffffffff\r\n",
              "0\r\n\r\n",
              "HTTP/1.1 100 Continue\r\n\r\n",
              " ",
              "\t",
              "💥",
              "é")
          .map(word -> word.getBytes(UTF_8))
          .toList();
  private static final byte[] BROKEN = "\u00c0\u00af\u00ed\u00a0\u0080\u00ff".getBytes(ISO_8859_1);

  private final List<byte[]> seeds;
  private final SplittableRandom random;

  public Mutations(List<byte[]> seeds, long seed) {
    this.seeds = List.copyOf(seeds);
    this.random = new SplittableRandom(seed);
  }

  /// One more input.
  public byte[] next() {
    if (random.nextInt(50) == 0) {
      return bytes(random.nextInt(64));
    }
    var input = any(seeds);
    for (var changes = 1 + random.nextInt(4); changes > 0; changes--) {
      input = changed(input);
    }
    return input.length > LENGTH_MAX ? Arrays.copyOf(input, LENGTH_MAX) : input;
  }

  private byte[] changed(byte[] input) {
    var from = random.nextInt(input.length + 1);
    var to = from + random.nextInt(Math.min(input.length - from, 24) + 1);
    return switch (random.nextInt(8)) {
      case 0 -> flipped(input, from);
      case 1 -> joined(input, from, bytes(1 + random.nextInt(4)), from);
      case 2 -> joined(input, from, new byte[0], to);
      case 3 -> joined(input, to, Arrays.copyOfRange(input, from, to), to);
      case 4 -> Arrays.copyOf(input, from);
      case 5 -> joined(input, from, any(WORDS), to);
      case 6 -> spliced(input, from);
      default -> joined(input, from, random.nextInt(4) == 0 ? BROKEN : any(WORDS), from);
    };
  }

  private byte[] spliced(byte[] input, int at) {
    var other = any(seeds);
    var from = random.nextInt(other.length + 1);
    return joined(input, at, Arrays.copyOfRange(other, from, other.length), input.length);
  }

  private byte[] flipped(byte[] input, int at) {
    if (at == input.length) {
      return input;
    }
    var copy = input.clone();
    copy[at] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  /// What stands before `from`, then the middle, then what stands after `to`.
  private static byte[] joined(byte[] input, int from, byte[] middle, int to) {
    var out = new byte[from + middle.length + input.length - to];
    System.arraycopy(input, 0, out, 0, from);
    System.arraycopy(middle, 0, out, from, middle.length);
    System.arraycopy(input, to, out, from + middle.length, input.length - to);
    return out;
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] any(List<byte[]> some) {
    return some.get(random.nextInt(some.size()));
  }
}
