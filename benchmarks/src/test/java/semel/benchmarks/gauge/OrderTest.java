package semel.benchmarks.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OrderTest {

  @Test
  void an_order_is_read_back_from_its_words() {
    var order =
        Order.to("drain").with("messages", 20).with("file", Path.of("/a=b c")).with("first", 7L);

    var read = Order.of(order.words().toArray(String[]::new));

    assertThat(read).isEqualTo(order);
    assertThat(read.number("messages")).isEqualTo(20);
    assertThat(read.whole("first")).isEqualTo(7);
    assertThat(read.text("file")).isEqualTo("/a=b c");
  }

  @Test
  void what_comes_later_stands() {
    assertThat(Order.to("drain").with("series", "a").with("series", "b").text("series"))
        .isEqualTo("b");
  }

  @Test
  void what_an_order_lacks_is_named() {
    assertThatThrownBy(() -> Order.to("drain").text("messages"))
        .hasMessage("the order to drain lacks messages");
  }
}
