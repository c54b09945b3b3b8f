package semel.providers.wire;

import java.net.URI;
import java.util.List;
import java.util.Set;

/// One request, complete before anything is opened. The body is sent as UTF-8, at most 256 KiB.
/// Host, length and connection headers are the wire's own and may not be given.
public record Request(String method, URI uri, List<Header> headers, String body) {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final List<String> OURS =
      List.of("Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Upgrade");

  public Request {
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("Not a method this wire speaks: " + method);
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("A request needs a plain http or https address.");
    }
    if (!uri.toASCIIString().equals(uri.toString())) {
      throw new IllegalArgumentException("A request needs an address that is all ASCII.");
    }
    headers = List.copyOf(headers);
    for (Header header : headers) {
      if (OURS.stream().anyMatch(header.checkedForWriting()::named)) {
        throw new IllegalArgumentException("The wire sets this header itself: " + header.name());
      }
    }
  }

  /// A read without a body.
  public static Request get(URI uri, List<Header> headers) {
    return new Request("GET", uri, headers, "");
  }

  /// A write with a body; its type belongs among the headers.
  public static Request post(URI uri, List<Header> headers, String body) {
    return new Request("POST", uri, headers, body);
  }

  boolean secure() {
    return "https".equals(uri.getScheme());
  }

  int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return secure() ? 443 : 80;
  }

  /// Method and host only: path, query, headers and body may carry keys, numbers and addresses.
  @Override
  public String toString() {
    return method + " " + uri.getHost();
  }
}
