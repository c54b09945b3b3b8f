package semel.providers.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// A connection that is none: it takes every byte and then shows the ones it was given. Never: a
/// byte on a real wire.
public final class MemorySocket extends Socket {

  private final byte[] shown;
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

  MemorySocket(byte[] shown) {
    this.shown = shown.clone();
  }

  /// A wire whose connections show, one after the other, what is supplied.
  public static Wire wire(Supplier<byte[]> answers) {
    try {
      var nobody = InetAddress.getLoopbackAddress();
      var opener =
          new Opener(
              SSLContext.getDefault(), _ -> List.of(nobody), () -> new MemorySocket(answers.get()));
      return new SocketWire("semel/test", Limits.DEFAULT, opener);
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) {}

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setSoLinger(boolean on, int linger) {}

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(shown);
  }

  @Override
  public OutputStream getOutputStream() {
    return taken;
  }
}
