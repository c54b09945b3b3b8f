package semel.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Makes bodies of registrations: good ones, and ones that are wrong in a known way. The same seed
/// makes the same bodies.
final class HostileBodies {

  /// What the door must make of a body.
  enum Verdict {
    TAKEN,
    REFUSED,
    /// Mutated at random: it may even still be good.
    EITHER
  }

  /// One body with what is expected of it.
  ///
  /// @param latin1 its bytes, each as one character
  record Body(String kind, String latin1, Verdict verdict) {
    Body(String kind, byte[] bytes, Verdict verdict) {
      this(kind, new String(bytes, ISO_8859_1), verdict);
    }

    byte[] bytes() {
      return latin1.getBytes(ISO_8859_1);
    }
  }

  private static final String[] CODES = {
    "700", "701", "702", "705", "706", "707", "708", "747", "771", "775", "776", "777", "778"
  };
  private static final String[] FIELDS = {"name", "email", "phone"};
  private static final String ODD = "{}[]\",:\\u0e+-.\0";
  private static final String[] ANY = {"answers", "name", "odd", "metadata"};
  private static final String[] NO_STRINGS = {
    "null", "1", "true", "[]", "{}", "[\"x\"]", "{\"a\":1}", "-0.0e1"
  };
  private static final String[] NO_JSON = {
    "",
    " ",
    "{",
    "}",
    "[",
    "nul",
    "NaN",
    "'a'",
    "{\"a\":}",
    "{a:1}",
    "{\"a\":1,}",
    "[1,]",
    "01",
    "1.",
    ".5",
    "+1",
    "\"",
    "\"\\x\"",
    "\"\\u12\"",
    "{}{}",
    "{} x",
    "/*c*/{}",
    "{\"a\" 1}",
    "\uFEFF{"
  };
  private static final String[] NO_OBJECTS = {
    "null", "true", "0", "-1.5e3", "\"text\"", "[]", "[{}]", "[1,2,[3]]", "\"\\u0041\""
  };
  private static final String[] CONTROLS = {
    "\\u0000", "\\u0001", "\\u0008", "\\u001f", "\\b", "\\f", "\\u007f", "\\u0085", "\\n", "\\r\\n"
  };
  private static final String[] C0 = {
    "\\u0000", "\\u0001", "\\u0007", "\\b", "\\f", "\\u000b", "\\u001f"
  };
  private static final String[] NAMES = {"", "  ", "я".repeat(201), "\\u2028x", "\\u200b"};
  private static final String[] SURROGATES = {
    "\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud83d", "x\\udfffx", "\\ud800\\ud800"
  };
  private static final byte[][] NO_UTF8 = {
    {(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xe2, (byte) 0x82}, {(byte) 0x80}, {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80}
  };
  private static final String[] PHONES = {
    "",
    " ",
    "abc",
    "+7 777 FLOWERS",
    "123",
    "+1 202 555 0100",
    "+7 900 123 45 67",
    "112",
    "+7 727 250 12 34",
    "0077771234567",
    "+7+77771234567",
    "+",
    "8",
    "+7 777 123 45 678",
    "٧٧٧"
  };
  private static final String[] EMAILS = {
    "",
    "@",
    "a@",
    "@b.kz",
    "a@b",
    "a b@c.kz",
    "a@@b.kz",
    "a@b..kz",
    "a@-b.kz",
    "a@b.kz\\nBcc: x@y.z",
    "\\\"a\\\"@b.kz",
    "a@[127.0.0.1]",
    ".a@b.kz",
    "a.@b.kz",
    "имя@b.kz",
    "a@b.k",
    "a@b.kz,c@d.kz"
  };

  private final SplittableRandom random;

  HostileBodies(long seed) {
    this.random = new SplittableRandom(seed);
  }

  private <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }

  String phone() {
    return "+7" + one(CODES) + random.nextInt(1_000_000, 10_000_000);
  }

  private Map<String, String> members() {
    var members = new LinkedHashMap<String, String>();
    members.put("name", "\"Имя " + random.nextInt(1000) + " 😀\"");
    members.put("email", "\"a" + random.nextInt(100_000) + "@example.kz\"");
    members.put("phone", "\"" + phone() + "\"");
    if (random.nextBoolean()) {
      members.put("answers", value(random.nextInt(4)));
    }
    if (random.nextInt(3) == 0) {
      members.put("x" + random.nextInt(100), value(2));
    }
    if (random.nextInt(4) == 0) {
      members.put("metadata", value(3));
    }
    return members;
  }

  /// Any JSON value that the door keeps.
  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> "null";
      case 1 -> Boolean.toString(random.nextBoolean());
      case 2 -> Long.toString(random.nextLong());
      case 3 -> random.nextInt(1000) + "." + random.nextInt(1000) + "e" + random.nextInt(-308, 309);
      case 4 -> "\"\\t\\n\\r\\\\ \\/ \\\" \\u0416 \\ud83d\\ude00 ж\"";
      case 5 -> "\"" + "я".repeat(random.nextInt(20)) + "\"";
      case 6 -> "-0";
      case 7 -> "[" + value(depth - 1) + "," + value(depth - 1) + "]";
      default -> "{\"k\":" + value(depth - 1) + ",\"\":" + value(depth - 1) + "}";
    };
  }

  private static String text(Map<String, String> members) {
    return members.entrySet().stream()
        .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Body refused(String kind, String text) {
    return new Body(kind, text.getBytes(UTF_8), Verdict.REFUSED);
  }

  private Body changed(String kind, String field, String value) {
    var members = members();
    members.put(field, value);
    return refused(kind, text(members));
  }

  /// The next body.
  Body next() {
    return switch (random.nextInt(22)) {
      case 0, 1 -> new Body("good", text(members()).getBytes(UTF_8), Verdict.TAKEN);
      case 2, 3, 4 -> mutated();
      case 5 -> torn();
      case 6 -> changed("wrong type", one(FIELDS), one(NO_STRINGS));
      case 7 -> refused("no JSON", one(NO_JSON));
      case 8 -> refused("no object", one(NO_OBJECTS));
      case 9 -> missing();
      case 10 -> duplicate();
      case 11 -> changed("control", one(FIELDS), "\"a" + one(CONTROLS) + "b@c.kz\"");
      case 12 -> changed("surrogate", one(ANY), "\"" + one(SURROGATES) + "\"");
      case 13 -> noUtf8();
      case 14 -> changed("phone", "phone", "\"" + one(PHONES) + "\"");
      case 15 -> changed("email", "email", "\"" + one(EMAILS) + "\"");
      case 16 -> deep();
      case 17 -> number();
      case 18 -> changed("control in answers", "answers", "[\"" + one(C0) + "\"]");
      case 19 -> changed("name", "name", "\"" + one(NAMES) + "\"");
      case 20 -> noise();
      default -> large();
    };
  }

  private Body mutated() {
    var bytes = text(members()).getBytes(UTF_8);
    for (var n = random.nextInt(1, 4); n > 0; n--) {
      var at = random.nextInt(bytes.length);
      bytes[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
            case 1 -> (byte) ODD.charAt(random.nextInt(ODD.length()));
            default -> bytes[random.nextInt(bytes.length)];
          };
    }
    return new Body("mutated", bytes, Verdict.EITHER);
  }

  private Body torn() {
    var whole = text(members());
    return refused("torn", whole.substring(0, random.nextInt(whole.length())));
  }

  private Body missing() {
    var members = members();
    members.remove(one(FIELDS));
    return refused("missing", text(members));
  }

  private Body duplicate() {
    var name = one(new String[] {"name", "phone", "n\\u0061me", "answers"});
    var members = members();
    members.put("answers", "{\"a\":1}");
    var whole = text(members);
    return refused("duplicate", "{\"" + name + "\":\"x\"," + whole.substring(1));
  }

  private Body noUtf8() {
    var members = members();
    members.put("answers", "\"\u0001\"");
    var parts = text(members).split("\u0001", -1);
    var bytes = Wire.joined(parts[0].getBytes(UTF_8), one(NO_UTF8), parts[1].getBytes(UTF_8));
    return new Body("no UTF-8", bytes, Verdict.REFUSED);
  }

  private Body deep() {
    var depth = one(new Integer[] {32, 33, 100, 5_000, 20_000});
    var nested =
        random.nextBoolean()
            ? "[".repeat(depth) + "]".repeat(depth)
            : "{\"a\":".repeat(Math.min(depth, 9_000)) + "1" + "}".repeat(Math.min(depth, 9_000));
    return changed("deep", "answers", nested);
  }

  private Body number() {
    var digits =
        one(
            new String[] {
              "1e309",
              "1e-309",
              "-1E+400",
              "1e999999999999",
              "9".repeat(101),
              "0." + "1".repeat(200),
              "1e0000000000000309",
              "1".repeat(60_000),
              "1e",
              "1e+",
              "-",
              "1.5.5",
              "Infinity",
              "0x10"
            });
    return changed("number", one(ANY), digits);
  }

  private Body noise() {
    var bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return new Body("noise", bytes, Verdict.REFUSED);
  }

  private Body large() {
    var members = members();
    members.put("answers", "\"" + "x".repeat(random.nextInt(65_536, 90_000)) + "\"");
    return random.nextInt(10) == 0 ? refused("large", text(members)) : torn();
  }
}
