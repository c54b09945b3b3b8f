package semel.providers.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A socket that notes the size of every write made to it.
final class CountingSocket extends Socket {

  private final List<Integer> writes = new CopyOnWriteArrayList<>();

  List<Integer> writes() {
    return List.copyOf(writes);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(int single) throws IOException {
        writes.add(1);
        out.write(single);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        writes.add(length);
        out.write(bytes, from, length);
      }
    };
  }
}
