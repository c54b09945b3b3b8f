package semel.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.users.Role;
import semel.web.http.Answer;
import semel.web.http.Route;
import semel.web.json.Json;

/// What HTTP itself asks for, whatever the route.
final class ShapeTest {

  private static final String POST =
      "POST /api/landing/proftest HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private Wire.Reply reply(String request) throws IOException {
    try (var wire = new Wire(house.door.port())) {
      return wire.write(request).end().reply();
    }
  }

  private void isProblem(Wire.Reply reply, int status) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.headers())
        .containsEntry("content-type", "application/problem+json")
        .containsEntry("cache-control", "no-store")
        .containsEntry("x-content-type-options", "nosniff")
        .doesNotContainKey("server");
    assertThat(reply.body()).startsWith("{\"type\":\"about:blank\",\"title\":\"");
  }

  @Test
  void an_address_without_anything_is_a_404() throws IOException {
    for (var path :
        List.of(
            "/",
            "/favicon.ico",
            "/api",
            "/api/landing",
            "/api/landing/",
            "/api/landing/a/b/c/d",
            "//health/live",
            "/health//live",
            "/health/live/",
            "/health/%2e%2e/metrics",
            "/health/../metrics",
            "/./metrics",
            "/health%2flive",
            "/health/live%00",
            "/l/..%2f..",
            "/%zz",
            "/%",
            "/%ff",
            "/health/live;x=1",
            "/HEALTH/live")) {
      assertThat(reply("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").status())
          .as(path)
          .isIn(400, 404);
    }
    isProblem(reply("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"), 404);
  }

  @Test
  void another_method_is_a_405_that_names_the_right_ones() throws IOException {
    var reply = reply("DELETE /health/live HTTP/1.1\r\nHost: a\r\n\r\n");

    isProblem(reply, 405);
    assertThat(reply.headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
    isProblem(reply("BREW /health/live HTTP/1.1\r\nHost: a\r\n\r\n"), 405);
    isProblem(reply("GET /api/landing/proftest HTTP/1.1\r\nHost: a\r\n\r\n"), 405);
  }

  @Test
  void options_names_the_methods_of_an_address() throws IOException {
    var reply = reply("OPTIONS /api/landing/stats HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.headers()).containsEntry("allow", "GET, HEAD, OPTIONS, POST");
    assertThat(reply("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(204);
  }

  @Test
  void head_is_get_without_a_body() throws IOException {
    try (var wire = new Wire(house.door.port())) {
      var head = "HEAD /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
      var get = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
      var first = wire.write(head).reply(true).orElseThrow();
      var second = wire.write(get).reply();
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.headers().get("content-length"))
          .isEqualTo(second.headers().get("content-length"));
      assertThat(second.body()).startsWith("{");
    }
  }

  @Test
  void the_absolute_form_of_an_address_means_the_same() throws IOException {
    assertThat(reply("GET http://a/health/live HTTP/1.1\r\nHost: a\r\n\r\n").status())
        .isEqualTo(200);
  }

  @Test
  void what_is_no_http_is_a_400_and_never_a_5xx() throws IOException {
    for (var request :
        List.of(
            "\r\n\r\n",
            "x\r\n\r\n",
            "GET\r\n\r\n",
            "GET /\r\n\r\n",
            "GET  HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "GET / HTTP/2.0\r\n\r\n",
            "GET / HTTP/1.1 x\r\n\r\n",
            "GET / HTTP/1.1\nHost: a\n\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "GET / HTTP/1.1\r\n: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET /?a=<> HTTP/1.1\r\nHost: a\r\n\r\n",
            "G\0T / HTTP/1.1\r\nHost: a\r\n\r\n",
            "\u0016\u0003\u0001\0\u0005hello\r\n\r\n",
            "GET /\u00ff HTTP/1.1\r\nHost: a\r\n\r\n",
            POST + "Transfer-Encoding: gzip\r\n\r\n",
            POST + "Transfer-Encoding: gzip, chunked\r\n\r\n",
            POST + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
            POST + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            POST + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
            "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n")) {
      try (var wire = new Wire(house.door.port())) {
        var reply = wire.write(request).end().reply(false);
        reply.ifPresent(r -> assertThat(r.status()).as(request).isBetween(400, 499));
        assertThat(house.twin.rows).isEmpty();
      }
    }
    isProblem(reply("GET / HTTP/1.0\r\n\r\n"), 400);
    isProblem(reply("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
  }

  @Test
  void a_client_that_asks_first_is_refused_before_it_sends() throws IOException {
    try (var wire = new Wire(house.door.port())) {
      var head = "POST /nowhere HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
      var reply = wire.write(head + "Content-Length: 100000000\r\n\r\n").reply();
      isProblem(reply, 404);
      assertThat(reply.closes()).isTrue();
      assertThat(wire.closed()).isTrue();
    }
  }

  @Test
  void a_client_that_asks_first_is_told_to_go_on() throws IOException {
    try (var wire = new Wire(house.door.port())) {
      wire.write(POST + "Expect: 100-continue\r\nContent-Length: " + bytes() + "\r\n\r\n");
      assertThat(wire.write(House.VALID.getBytes(UTF_8)).reply().status()).isEqualTo(201);
    }
  }

  private static int bytes() {
    return House.VALID.getBytes(UTF_8).length;
  }

  @Test
  void after_a_refused_body_the_connection_goes_on() throws IOException {
    try (var wire = new Wire(house.door.port())) {
      var large = "x".repeat(200_000);
      var first = wire.write(POST + "Content-Length: 200000\r\n\r\n" + large).reply();
      isProblem(first, 413);
      assertThat(first.closes()).isFalse();
      wire.write("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
      isProblem(wire.reply(), 404);
      assertThat(wire.write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n").reply().status())
          .isEqualTo(200);
    }
  }

  @Test
  void requests_sent_in_one_breath_are_answered_in_their_order() throws IOException {
    try (var wire = new Wire(house.door.port())) {
      wire.write(
          "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(wire.reply().status()).isEqualTo(200);
      assertThat(wire.reply().status()).isEqualTo(404);
    }
  }

  @Test
  void a_body_that_breaks_off_writes_nothing() throws IOException {
    isProblem(reply(POST + "Content-Length: 500\r\n\r\n" + House.VALID), 400);
    isProblem(reply(POST + "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"name"), 400);
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void a_query_that_cannot_be_read_is_a_400() throws IOException {
    for (var query : List.of("a=%zz", "a=1&a=2", "%", "a=%00", "a=%ff")) {
      assertThat(reply("GET /health/live?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n").status())
          .as(query)
          .isEqualTo(400);
    }
    assertThat(reply("GET /health/live?a=%D0%B6+b&c HTTP/1.1\r\nHost: a\r\n\r\n").status())
        .isEqualTo(200);
  }

  @Test
  void routes_of_other_rooms_are_served_as_well() {
    Supplier<Answer> bug =
        () -> {
          throw new IllegalStateException("a bug");
        };
    var others =
        List.of(
            Route.open("GET", "/other", _ -> Answer.json(200, Json.object().end())),
            Route.api(Role.ADMIN, "GET", "/other/bug", _ -> bug.get()));
    try (var wider = new House(OptionalInt.empty(), others)) {
      assertThat(wider.get("/other").body()).isEqualTo("{}");
      assertThat(wider.get("/other/bug").statusCode()).isEqualTo(401);
      assertThat(wider.ask("GET", "/other/bug").statusCode()).isEqualTo(500);
    }
  }
}
