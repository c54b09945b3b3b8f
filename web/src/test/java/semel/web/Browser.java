package semel.web;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One person's browser in front of the house: it keeps its cookie, and sends what the forms of the
/// page it looks at would send.
final class Browser {

  private static final Pattern COOKIE = Pattern.compile("((?:__Host-)?semel)=([^;]*);.*");
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");

  private final House house;
  private String cookie = "";
  private String csrf = "";

  Browser(House house) {
    this.house = house;
  }

  /// The cookie that it would send; empty for none.
  String cookie() {
    return cookie;
  }

  HttpResponse<String> get(String path, String... headers) {
    return took(house.get(path, with(headers)));
  }

  /// Sends a form of the last page: names and values in turn.
  HttpResponse<String> submit(String path, String... fields) {
    return submitWith(new String[0], path, fields);
  }

  /// The same with headers of its own.
  HttpResponse<String> submitWith(String[] headers, String path, String... fields) {
    var form = new StringBuilder("csrf=" + encoded(csrf));
    for (var i = 0; i < fields.length; i += 2) {
      form.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
    }
    var request =
        HttpRequest.newBuilder(house.uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.toString()));
    return took(house.send(request, with(headers)));
  }

  HttpResponse<String> signIn(String name, String password) {
    get("/sign-in");
    return submit("/sign-in", "name", name, "password", password, "next", "/settings/me");
  }

  /// Where an answer leads to.
  static String place(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("nowhere");
  }

  private String[] with(String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Accept", "text/html", "Accept-Language", "en"));
    if (!cookie.isEmpty()) {
      all.addAll(List.of("Cookie", cookie));
    }
    return all.toArray(String[]::new);
  }

  private HttpResponse<String> took(HttpResponse<String> response) {
    for (var header : response.headers().allValues("Set-Cookie")) {
      var match = COOKIE.matcher(header);
      if (match.matches()) {
        cookie = match.group(2).isEmpty() ? "" : match.group(1) + "=" + match.group(2);
      }
    }
    var field = CSRF.matcher(response.body());
    if (field.find()) {
      csrf = field.group(1);
    }
    return response;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
