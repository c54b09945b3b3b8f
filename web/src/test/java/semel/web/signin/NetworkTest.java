package semel.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "2001:db8:1:2:3:4:5:6, 20010db800010002::/64",
    "2001:db8:1:2::ffff, 20010db800010002::/64",
    "0:0:0:0:0:0:0:1, 0000000000000000::/64",
    "::ffff:10.0.0.1, ::ffff:10.0.0.1",
    "somewhere, somewhere"
  })
  void an_address_of_the_newer_kind_stands_for_its_network(String address, String network) {
    assertThat(SignIn.network(address)).isEqualTo(network);
  }
}
