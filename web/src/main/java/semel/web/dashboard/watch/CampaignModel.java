package semel.web.dashboard.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.board.Watch;
import semel.intake.Holds;
import semel.settings.Admission;
import semel.settings.NumberKind;

/// One campaign: its numbers, whom it lets in, and what it sends in each of its languages; nothing
/// is known of that where this Semel does not send for the campaign.
///
/// @param held null while its SMS go out
/// @param typed the countries as they were typed, where they were not taken
/// @param flaw why the form was not taken; empty when it was not sent
public record CampaignModel(
    Watch.CampaignRow row,
    Admission admission,
    Holds.@Nullable Held held,
    List<Sample> samples,
    String typed,
    String flaw) {

  public CampaignModel {
    samples = List.copyOf(samples);
  }

  /// The same, of which a form was not taken.
  CampaignModel refused(Admission wanted, String countries, String why) {
    return new CampaignModel(row, wanted, held, samples, countries, why);
  }

  /// What stands in the field.
  public String countries() {
    return flaw.isEmpty() ? String.join(", ", admission.countries()) : typed;
  }

  public NumberKind[] kinds() {
    return NumberKind.values();
  }
}
