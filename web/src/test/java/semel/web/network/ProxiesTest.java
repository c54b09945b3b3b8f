package semel.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is believed about where a caller is.
final class ProxiesTest {

  private static final String PROXY = "10.0.0.1";

  private final Proxies proxies =
      new Proxies(List.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8:1::/48")));

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "'198.51.100.1, 203.0.113.7', 203.0.113.7",
    "'198.51.100.1, 203.0.113.7, 10.9.9.9', 203.0.113.7",
    "'10.0.0.2,10.0.0.3', 10.0.0.2",
    "'203.0.113.7:51234', 203.0.113.7",
    "'[2001:db8:2::5]:443', 2001:db8:2:0:0:0:0:5",
    "'2001:db8:2::5', 2001:db8:2:0:0:0:0:5",
    "'203.0.113.7, 2001:db8:1::9', 203.0.113.7",
    "'::ffff:203.0.113.7', 203.0.113.7"
  })
  void the_rightmost_address_that_is_no_proxy_is_the_callers(String header, String caller) {
    assertThat(proxies.caller(PROXY, List.of(header))).isEqualTo(caller);
  }

  @Test
  void several_headers_are_one_list_in_their_order() {
    assertThat(proxies.caller(PROXY, List.of("198.51.100.1", "203.0.113.7, 10.0.0.4")))
        .isEqualTo("203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unknown", "", "_hidden", "203.0.113.7, unknown", "999.1.1.1", "[", "a.b"})
  void a_proxy_that_names_nobody_stands_for_whom_it_hides(String header) {
    assertThat(proxies.caller(PROXY, List.of(header))).isEqualTo(PROXY);
  }

  @Test
  void whoever_is_no_proxy_may_write_what_they_like() {
    assertThat(proxies.caller("203.0.113.9", List.of("198.51.100.1"))).isEqualTo("203.0.113.9");
    assertThat(Proxies.NONE.caller(PROXY, List.of("198.51.100.1"))).isEqualTo(PROXY);
  }

  @Test
  void a_proxy_that_writes_no_header_is_the_caller() {
    assertThat(proxies.caller(PROXY, List.of())).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "/8",
        "proxy.example.com",
        "2001:db8::/129",
        "",
        "fe80::1%eth0"
      })
  void what_is_no_network_is_refused(String text) {
    assertThat(parsed(text)).isFalse();
  }

  private static boolean parsed(String text) {
    try {
      Network.parse(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 255.1.2.3, true",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false",
    "0.0.0.0/0, 2001:db8::1, false"
  })
  void a_network_has_the_addresses_that_begin_like_it(String network, String address, boolean in) {
    assertThat(Network.parse(network).contains(Network.address(address).orElseThrow()))
        .isEqualTo(in);
  }
}
