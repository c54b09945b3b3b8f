package semel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.contract.EntryUnderTest;
import semel.users.Act.Deed;

/// What every store of settings does.
public abstract class InstallationContract {

  private EntryUnderTest entry;

  protected InstallationContract() {}

  /// An empty one.
  protected abstract EntryUnderTest open();

  @BeforeEach
  void openEntry() {
    entry = open();
  }

  @Test
  void at_first_everything_is_as_usual() {
    assertThat(entry.installation().settings()).isEqualTo(Settings.USUAL);
    assertThat(Settings.USUAL.zone()).isEqualTo(ZoneId.of("Asia/Almaty"));
    assertThat(Settings.USUAL.segmentPrice()).isEqualTo(20);
  }

  @Test
  void what_is_different_is_set_and_told_and_nothing_else() {
    var settings = new Settings(Settings.USUAL.zone(), 18);
    entry.installation().change(settings, "boss");
    entry.installation().change(settings, "anna");

    assertThat(entry.installation().settings()).isEqualTo(settings);
    assertThat(entry.acts().newest(9))
        .extracting(act -> Tuple.tuple(act.who(), act.deed(), act.about(), act.detail()))
        .containsExactly(Tuple.tuple("boss", Deed.SETTING_CHANGED, "segment-price", "20 → 18"));

    entry.installation().change(new Settings(ZoneId.of("Asia/Oral"), 18), "anna");
    assertThat(entry.installation().settings().zone()).isEqualTo(ZoneId.of("Asia/Oral"));
    assertThat(entry.acts().newest(1).getFirst().detail()).isEqualTo("Asia/Almaty → Asia/Oral");
  }
}
