package semel.web.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// The files of pages: styles, scripts, fonts. Each is served under a name that carries a hash of
/// what is in it, so that a browser may keep it for ever and gets the new one at once.
public final class Assets {

  private static final String FOLDER = "/semel/web/assets/";
  private static final String JARS = "/META-INF/resources/webjars/";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /// Where each file is found; what a style sheet names comes before it.
  private static final Map<String, String> FILES = files();

  private static final Assets SHIPPED = new Assets();

  private final Map<String, String> paths = new LinkedHashMap<>();
  private final Map<String, Kept> byName = new LinkedHashMap<>();

  /// One file, as it is and packed.
  private record Kept(String type, ByteBuffer plain, ByteBuffer packed) {}

  private Assets() {
    FILES.forEach((name, place) -> add(name, read(place)));
    add("steps.css", steps().getBytes(StandardCharsets.UTF_8));
  }

  /// The files that are shipped.
  public static Assets shipped() {
    return SHIPPED;
  }

  /// The path that a page names a file by.
  ///
  /// @throws IllegalArgumentException when there is no such file
  public String path(String name) {
    var path = paths.get(name);
    if (path == null) {
      throw new IllegalArgumentException("there is no file " + name);
    }
    return path;
  }

  /// How large a file is, in bytes.
  int size(String name) {
    var file = path(name).substring("/assets/".length());
    var kept = byName.get(file);
    return kept == null ? 0 : kept.plain().remaining();
  }

  /// Answers `GET /assets/{file}`.
  public Answer serve(Call call) {
    var kept = byName.get(call.parameter("file"));
    if (kept == null) {
      return Answer.problem(new Problem(404, "path.unknown"), Sentences.of(Language.EN.locale()));
    }
    var packs = call.headers("Accept-Encoding").stream().anyMatch(h -> h.contains("gzip"));
    var answer = Answer.bytes(kept.type, packs ? kept.packed : kept.plain);
    answer = answer.with("Cache-Control", FOR_EVER).with("Vary", "Accept-Encoding");
    return packs ? answer.with("Content-Encoding", "gzip") : answer;
  }

  private void add(String name, byte[] bytes) {
    var dot = name.lastIndexOf('.');
    var ending = name.substring(dot);
    var content = ending.equals(".css") ? located(bytes) : bytes;
    var hashed = name.substring(name.lastIndexOf('/') + 1, dot) + "-" + hash(content) + ending;
    paths.put(name, "/assets/" + hashed);
    byName.put(
        hashed, new Kept(type(ending), ByteBuffer.wrap(content), ByteBuffer.wrap(packed(content))));
  }

  /// A style sheet that names its fonts by their hashed names.
  private byte[] located(byte[] css) {
    var text = new String(css, StandardCharsets.UTF_8);
    for (var path : paths.entrySet()) {
      text = text.replace("url(" + path.getKey() + ")", "url(" + path.getValue() + ")");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Shares of a length from 0 to 100 % in steps of a half, as two classes, tens and the rest, `p`
  /// and `q` for where something is and `w` and `x` for how long it is: a policy that forbids style
  /// attributes leaves no other place for a number.
  private static String steps() {
    return steps("p", "q") + steps("w", "x");
  }

  private static String steps(String tens, String rest) {
    var css = new StringBuilder();
    for (var ten = 0; ten <= 10; ten++) {
      css.append(".%1$s%2$d{--%1$s:calc(%3$d + var(--%4$s))}".formatted(tens, ten, 10 * ten, rest));
    }
    for (var half = 0; half < 20; half++) {
      var share = half / 2 + (half % 2 == 0 ? "" : ".5");
      css.append(".%1$s%2$d{--%1$s:%3$s}".formatted(rest, half, share));
    }
    return css.toString();
  }

  private static Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    for (var set : List.of("latin", "cyrillic", "cyrillic-ext", "tenge")) {
      var font = "fonts/inter-" + set + "-wght-normal.woff2";
      files.put(font, FOLDER + font);
    }
    for (var own : List.of("semel.css", "proftest.css", "semel.js", "proftest.js")) {
      files.put(own, FOLDER + own);
    }
    files.put("htmx.js", JARS + "htmx.org/2.0.10/dist/htmx.min.js");
    files.put("uplot.js", JARS + "uplot/1.6.30/dist/uPlot.iife.min.js");
    files.put("uplot.css", JARS + "uplot/1.6.30/dist/uPlot.min.css");
    return files;
  }

  private static String type(String ending) {
    return switch (ending) {
      case ".css" -> "text/css; charset=utf-8";
      case ".js" -> "text/javascript; charset=utf-8";
      case ".woff2" -> "font/woff2";
      default -> throw new IllegalArgumentException("no media type is known for " + ending);
    };
  }

  private static byte[] read(String place) {
    try (var in = Objects.requireNonNull(Assets.class.getResourceAsStream(place), place)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(place, e);
    }
  }

  private static byte[] packed(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
