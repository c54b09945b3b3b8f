package semel.board.kept;

import java.time.ZoneId;
import java.util.List;
import semel.board.Watch;

/// A watch that keeps what is costly to add up. Alerts are always read, so that whoever
/// acknowledges one sees it acknowledged.
public final class KeptWatch implements Watch {

  private final Watch watch;
  private final Kept<List<Provider>> providers;
  private final KeptByKey<ZoneId, List<CampaignRow>> campaigns;

  public KeptWatch(Watch watch, Kept.Means means) {
    this.watch = watch;
    this.providers = new Kept<>(watch::providers, means);
    this.campaigns = new KeptByKey<>(watch::campaigns, means);
  }

  @Override
  public List<Provider> providers() {
    return providers.get();
  }

  /// Somebody changed what they say.
  void renewProviders() {
    providers.renew();
  }

  @Override
  public List<AlertRow> alerts(int limit) {
    return watch.alerts(limit);
  }

  @Override
  public boolean acknowledge(String rule, String who) {
    return watch.acknowledge(rule, who);
  }

  @Override
  public List<CampaignRow> campaigns(ZoneId zone) {
    return campaigns.get(zone);
  }
}
