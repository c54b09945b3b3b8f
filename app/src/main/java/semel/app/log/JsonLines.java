package semel.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;

/// Each event as one JSON object on one line. Members keep their names: `time` (UTC), `level`,
/// `event`, `lead` and `channel` where the line is about a message, `message` as the text log has
/// it, `logger`, `thread`, and `thrown` with the stack where something was.
public final class JsonLines extends EncoderBase<ILoggingEvent> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] NONE = {};

  @Override
  public byte[] headerBytes() {
    return NONE;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = JSON.createObjectNode();
    line.put("time", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("level", event.getLevel().toString());
    var pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> line.put(pair.key, String.valueOf(pair.value)));
    }
    line.put("message", event.getFormattedMessage());
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    if (event.getThrowableProxy() != null) {
      line.put("thrown", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return (line + "\n").getBytes(UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NONE;
  }
}
