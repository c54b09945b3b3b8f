package semel.web.desk;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import semel.intake.Holds;
import semel.users.Act.Deed;
import semel.users.Acts;
import semel.users.Role;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.Route;
import semel.web.json.Json;

/// Which campaigns wait for a person, and how their SMS are released.
public final class CampaignDesk {

  private final Holds holds;
  private final Acts acts;
  private final Consumer<Duration> onDue;

  /// @param acts told who released something
  /// @param onDue told when messages may have become due at once
  public CampaignDesk(Holds holds, Acts acts, Consumer<Duration> onDue) {
    this.holds = holds;
    this.acts = acts;
    this.onDue = onDue;
  }

  /// Both routes.
  public List<Route> routes() {
    return List.of(
        Route.api(Role.VIEWER, "GET", "/api/campaigns/on-hold", this::onHold),
        Route.api(Role.OPERATOR, "POST", "/api/campaigns/{campaign}/release", this::release));
  }

  private Answer onHold(Call call) {
    var held =
        holds.held().stream()
            .<Json>map(one ->
                Json.object()
                    .with("campaign", one.campaign())
                    .with("why", one.why())
                    .with("since", one.since())
                    .end())
            .toList();
    return Answer.json(200, Json.object().with("onHold", new Json.Items(held)).end());
  }

  private Answer release(Call call) {
    var campaign = call.parameter("campaign");
    var released = holds.release(campaign);
    if (released) {
      acts.add(call.visitor().name(), Deed.CAMPAIGN_RELEASED, campaign, null);
      onDue.accept(Duration.ZERO);
    }
    return Answer.json(
        200, Json.object().with("campaign", campaign).with("released", released).end());
  }
}
