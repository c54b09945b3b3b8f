package semel.app;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/// The trust of this Java.
final class Tls {

  private Tls() {}

  static SSLContext context() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }
}
