package semel.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.users.Preferences;
import semel.users.Role;
import semel.web.http.Visitor;

final class LinksTest {

  private static final String SMS = "Result: https://example.kz/l/7Kq2_-abcDEs";
  private static final String EMAIL =
      """
      <p class="a"><a class="b" href="https://example.kz/l/7Kq2_-abcDEe">see</a>
      <a href='https://example.kz/l/7Kq2_-abcDEe'>see</a> <a href="https://example.kz">us</a></p>
      """;

  private static Visitor visitor(Role role) {
    return new Visitor("vera", role, Visitor.Kind.SESSION, "v", "c", Preferences.USUAL);
  }

  @Test
  void a_viewer_sees_no_code() {
    assertThat(Links.shown(visitor(Role.VIEWER), SMS))
        .isEqualTo("Result: https://example.kz/l/•••");
    assertThat(Links.shown(visitor(Role.VIEWER), SMS.replace("/l/", "/u/"))).endsWith("/u/•••");
    assertThat(Links.shown(visitor(Role.VIEWER), EMAIL)).doesNotContain("7Kq2");
  }

  @ParameterizedTest
  @EnumSource(names = {"OPERATOR", "ADMIN"})
  void who_may_see_a_lead_whole_sees_its_link(Role role) {
    assertThat(Links.shown(visitor(role), SMS)).isEqualTo(SMS);
  }

  @Test
  void an_email_that_is_looked_at_leads_to_no_click() {
    assertThat(Links.inert(EMAIL))
        .isEqualTo(
            """
            <p class="a"><a class="b">see</a>
            <a>see</a> <a href="https://example.kz">us</a></p>
            """);
  }
}
