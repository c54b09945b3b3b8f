package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.intake.Holds.Held;
import semel.users.Act.Deed;

/// How a program of the operator releases a campaign.
final class CampaignDeskTest {

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void what_is_on_hold_is_shown_and_released_once() {
    house.holds.held.add(new Held("proftest", "a burst of registrations", Twin.DUE));
    assertThat(house.ask("GET", "/api/campaigns/on-hold").body())
        .isEqualTo(
            "{\"onHold\":[{\"campaign\":\"proftest\",\"why\":\"a burst of registrations\","
                + "\"since\":\"2026-11-01T10:10:00.123Z\"}]}");
    assertThat(house.ask("POST", "/api/campaigns/proftest/release").body())
        .isEqualTo("{\"campaign\":\"proftest\",\"released\":true}");
    assertThat(house.ask("POST", "/api/campaigns/proftest/release").body())
        .isEqualTo("{\"campaign\":\"proftest\",\"released\":false}");

    assertThat(house.ask("GET", "/api/campaigns/on-hold").body()).isEqualTo("{\"onHold\":[]}");
    assertThat(house.wakes).containsExactly(Duration.ZERO);
    assertThat(house.entry.acts().newest(9))
        .extracting(act -> Tuple.tuple(act.deed(), act.about()))
        .containsExactly(Tuple.tuple(Deed.CAMPAIGN_RELEASED, "proftest"));
  }
}
