package semel.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {

  private final Assets assets = Assets.shipped();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "semel.css",
        "steps.css",
        "semel.js",
        "htmx.js",
        "uplot.js",
        "proftest.css",
        "proftest.js"
      })
  void a_file_is_named_by_what_is_in_it(String name) {
    var bare = name.substring(0, name.indexOf('.'));
    assertThat(assets.path(name)).matches("/assets/" + bare + "-[0-9a-f]{12}\\.(css|js)");
  }

  @Test
  void a_file_that_is_not_shipped_is_a_mistake_of_ours() {
    assertThatThrownBy(() -> assets.path("no.css")).hasMessageContaining("no.css");
  }

  @Test
  void shares_become_classes() {
    assertThat(View.step(0.37)).isEqualTo("p3 q14");
    assertThat(View.step(2)).isEqualTo("p10 q0");
    assertThat(View.length(-1)).isEqualTo("w0 x0");
  }

  @Test
  void the_styles_and_scripts_stay_small() {
    assertThat(assets.size("semel.css") + assets.size("steps.css")).isLessThan(40_000);
    assertThat(assets.size("semel.js") + assets.size("htmx.js") + assets.size("uplot.js"))
        .isLessThan(120 << 10);
  }
}
