package semel.web.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import semel.web.json.Json;

/// Tells whether two requests under one idempotency key are the same: SHA-256 over method, path and
/// canonical body, in hex.
final class Fingerprint {

  private Fingerprint() {}

  static String of(String method, String path, Json body) {
    try {
      var text = method + "\n" + path + "\n" + body.canonical();
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
