package semel.web.dashboard.watch;

import java.util.List;
import semel.board.Watch;

/// One campaign: its numbers, and what it sends in each of its languages; nothing is known of that
/// where this Semel does not send for the campaign.
public record CampaignModel(Watch.CampaignRow row, List<Sample> samples) {

  public CampaignModel {
    samples = List.copyOf(samples);
  }
}
