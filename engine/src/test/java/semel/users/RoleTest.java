package semel.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RoleTest {

  @Test
  void each_role_may_do_what_the_ones_before_it_may() {
    for (var role : Role.values()) {
      assertThat(role.may(role)).isTrue();
      assertThat(Role.ADMIN.may(role)).isTrue();
      assertThat(role.may(Role.VIEWER)).isTrue();
    }
    assertThat(Role.VIEWER.may(Role.OPERATOR)).isFalse();
    assertThat(Role.OPERATOR.may(Role.ADMIN)).isFalse();
  }

  @Test
  void a_role_is_found_by_its_key_alone() {
    for (var role : Role.values()) {
      assertThat(Role.of(role.key())).contains(role);
    }
    assertThat(Role.of("ADMIN")).isEmpty();
    assertThat(Role.of("")).isEmpty();
  }
}
