package semel.providers.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.util.CharArrayBuffer;

/// Reads one whole HTTP/1 answer, or says in a sentence why there is none.
final class AnswerReader {

  private static final int INTERIM_MAX = 10;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int LINE_MAX = 16 * 1024;
  private static final Http1Config HEAD_LIMITS =
      Http1Config.custom()
          .setMaxLineLength(LINE_MAX)
          .setMaxHeaderCount(200)
          .setMaxEmptyLineCount(2)
          .build();

  private final InputStream in;
  private final int bodyBytesMax;
  private final WholeLines buffer = new WholeLines();
  private final DefaultHttpResponseParser parser = new DefaultHttpResponseParser(HEAD_LIMITS);

  AnswerReader(InputStream in, int bodyBytesMax) {
    this.in = in;
    this.bodyBytesMax = bodyBytesMax;
  }

  /// The library takes the end of the stream for the end of a head or of the trailers, so that an
  /// answer cut in either would pass for a whole one. Here the end of the stream is never a line.
  private static final class WholeLines extends SessionInputBufferImpl {
    WholeLines() {
      super(8 * 1024, LINE_MAX);
    }

    @Override
    public int readLine(CharArrayBuffer line, InputStream from) throws IOException {
      int read = super.readLine(line, from);
      if (read < 0) {
        throw new ConnectionClosedException();
      }
      return read;
    }
  }

  Answer read() throws IOException, Broken {
    try {
      ClassicHttpResponse response = finalResponse();
      List<Header> headers =
          Arrays.stream(response.getHeaders())
              .map(field -> new Header(field.getName(), value(field.getValue())))
              .toList();
      return new Answer(response.getCode(), headers, body(response));
    } catch (MessageConstraintException _) {
      throw new Broken("The head of the answer is over the limit.");
    } catch (ConnectionClosedException _) {
      throw new Broken("The connection was closed before the answer was complete.");
    } catch (MalformedChunkCodingException | HttpException _) {
      throw new Broken("The answer is not valid HTTP.");
    }
  }

  /// The first answer that is not an interim one.
  private ClassicHttpResponse finalResponse() throws IOException, HttpException, Broken {
    for (int interim = 0; interim <= INTERIM_MAX; interim++) {
      ClassicHttpResponse response = head();
      int code = response.getCode();
      if (code == SWITCHING_PROTOCOLS || response.getVersion().getMajor() != 1) {
        throw new Broken("The provider changed to another protocol.");
      }
      if (code >= 200) {
        return response;
      }
      if (code < 100) {
        throw new Broken("The answer is not valid HTTP.");
      }
    }
    throw new Broken("The provider sent interim answers only.");
  }

  private ClassicHttpResponse head() throws IOException, HttpException, Broken {
    try {
      return parser.parse(buffer, in);
    } catch (IllegalArgumentException _) {
      // The library's own way to refuse a code such as 000.
      throw new Broken("The answer is not valid HTTP.");
    }
  }

  private String body(ClassicHttpResponse response) throws IOException, HttpException, Broken {
    if (response.getCode() == NO_CONTENT || response.getCode() == NOT_MODIFIED) {
      return "";
    }
    long length = DefaultContentLengthStrategy.INSTANCE.determineLength(response);
    if (length > bodyBytesMax) {
      throw tooLarge();
    }
    InputStream content = framed(length);
    byte[] bytes = content.readNBytes(bodyBytesMax);
    // Reading on to the end is what tells a whole body from one that was cut.
    if (content.read() >= 0) {
      throw tooLarge();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private InputStream framed(long length) {
    if (length == ContentLengthStrategy.CHUNKED) {
      return new ChunkedInputStream(buffer, in, HEAD_LIMITS);
    }
    return length == ContentLengthStrategy.UNDEFINED
        ? new IdentityInputStream(buffer, in)
        : new ContentLengthInputStream(buffer, in, length);
  }

  private Broken tooLarge() {
    return new Broken("The answer is larger than " + bodyBytesMax + " bytes.");
  }

  private static String value(String value) {
    return value == null ? "" : value;
  }
}
