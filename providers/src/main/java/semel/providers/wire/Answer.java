package semel.providers.wire;

import java.util.List;
import java.util.Optional;

/// A whole HTTP answer: code, header fields as they came, body read as UTF-8. Only an answer that
/// announces no length can be cut unseen, because its body ends where the connection does.
public record Answer(int code, List<Header> headers, String body) {

  public Answer {
    headers = List.copyOf(headers);
  }

  /// The first field of that name, in any case.
  public Optional<String> header(String name) {
    return headers.stream().filter(field -> field.named(name)).map(Header::value).findFirst();
  }

  /// The code only: an answer may repeat numbers, addresses and texts.
  @Override
  public String toString() {
    return "HTTP " + code;
  }
}
