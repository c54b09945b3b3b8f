package semel.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// A message of Protocol Buffers, read without its schema: what stands in it, by the numbers of its
/// fields.
record Protobuf(List<Field> fields) {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// @param value of a number
  /// @param bytes of a text, of bytes or of a message
  private record Field(int number, long value, ByteBuffer bytes) {}

  static Protobuf read(ByteBuffer message) {
    var fields = new ArrayList<Field>();
    var rest = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    while (rest.hasRemaining()) {
      var tag = varint(rest);
      var number = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> fields.add(new Field(number, varint(rest), NOTHING));
        case 1 -> fields.add(new Field(number, rest.getLong(), NOTHING));
        case 2 -> fields.add(new Field(number, 0, cut(rest, (int) varint(rest))));
        case 5 -> fields.add(new Field(number, rest.getInt(), NOTHING));
        default -> throw new IllegalArgumentException("no field begins with " + tag);
      }
    }
    return new Protobuf(fields);
  }

  private static ByteBuffer cut(ByteBuffer rest, int length) {
    var part = rest.slice(rest.position(), length);
    rest.position(rest.position() + length);
    return part;
  }

  private static long varint(ByteBuffer rest) {
    var value = 0L;
    for (var shift = 0; ; shift += 7) {
      var next = rest.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private Stream<Field> having(int number) {
    return fields.stream().filter(field -> field.number() == number);
  }

  Stream<Protobuf> messages(int number) {
    return having(number).map(field -> read(field.bytes()));
  }

  String text(int number) {
    return having(number)
        .map(field -> UTF_8.decode(field.bytes().slice()).toString())
        .findFirst()
        .orElse("");
  }

  String hex(int number) {
    return having(number).map(field -> hex(field.bytes().slice())).findFirst().orElse("");
  }

  private static String hex(ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return HexFormat.of().formatHex(copy);
  }

  long number(int number) {
    return having(number).mapToLong(Field::value).findFirst().orElse(0);
  }
}
