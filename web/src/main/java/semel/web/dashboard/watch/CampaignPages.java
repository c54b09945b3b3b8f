package semel.web.dashboard.watch;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import semel.intake.Holds.Held;
import semel.settings.Admission;
import semel.settings.NumberKind;
import semel.users.Act.Deed;
import semel.users.Role;
import semel.web.dashboard.Looks;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.FormBody.Form;
import semel.web.http.Route;
import semel.web.intake.PhoneNumbers;
import semel.web.page.Pages;
import semel.web.page.Section;
import semel.web.problem.Problem;

/// `/campaigns`: what each sends, and whom it lets in.
public final class CampaignPages {

  private static final String PLACE = "/campaigns/{slug}";
  private static final String KIND = "kind";

  private final Pages pages;
  private final Looks looks;
  private final Supplier<ZoneId> zone;

  public CampaignPages(Pages pages, Looks looks, Supplier<ZoneId> zone) {
    this.pages = pages;
    this.looks = looks;
    this.zone = zone;
  }

  /// The pages and their actions.
  public List<Route> routes() {
    return List.of(
        Route.page(Role.VIEWER, "GET", "/campaigns", this::campaigns),
        Route.page(Role.VIEWER, "GET", PLACE, this::campaign),
        Route.page(Role.OPERATOR, "POST", PLACE + "/release", this::release),
        Route.page(Role.ADMIN, "POST", PLACE + "/admission", this::admit));
  }

  private Answer campaigns(Call call) {
    return pages.page(call, Section.CAMPAIGNS, "campaigns/page.jte", campaigns());
  }

  private List<CampaignModel> campaigns() {
    var admissions = looks.admissions().admissions();
    var held = looks.holds().held().stream().collect(Collectors.toMap(Held::campaign, h -> h));
    return looks.watch().campaigns(zone.get()).stream()
        .map(row ->
            new CampaignModel(
                row,
                admissions.getOrDefault(row.slug(), Admission.USUAL),
                held.get(row.slug()),
                samples(row.slug()),
                "",
                ""))
        .toList();
  }

  private List<Sample> samples(String slug) {
    return looks.campaigns().stream()
        .filter(campaign -> campaign.slug().equals(slug))
        .findFirst()
        .map(Sample::of)
        .orElse(List.of());
  }

  private Optional<CampaignModel> model(Call call) {
    var slug = call.parameter("slug");
    return campaigns().stream().filter(model -> model.row().slug().equals(slug)).findFirst();
  }

  private Answer campaign(Call call) {
    return model(call).map(model -> page(call, 200, model)).orElseGet(() -> unknown(call));
  }

  private Answer page(Call call, int code, CampaignModel model) {
    return pages.page(call, code, Section.CAMPAIGNS, "campaigns/campaign.jte", model);
  }

  private Answer unknown(Call call) {
    return pages.problem(call, new Problem(404, "campaign.unknown"));
  }

  /// A second press, or somebody else's, changes nothing: the page shows what is.
  private Answer release(Call call) {
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent _ ->
          model(call).map(model -> released(call, model)).orElseGet(() -> unknown(call));
    };
  }

  private Answer released(Call call, CampaignModel model) {
    var slug = model.row().slug();
    if (looks.holds().release(slug)) {
      looks.acts().add(call.visitor().name(), Deed.CAMPAIGN_RELEASED, slug, null);
      looks.onDue().accept(Duration.ZERO);
    }
    return Answer.seeOther("/campaigns/" + slug);
  }

  private Answer admit(Call call) {
    return switch (FormBody.of(call, KIND)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) ->
          model(call).map(model -> admit(call, model, form)).orElseGet(() -> unknown(call));
    };
  }

  private Answer admit(Call call, CampaignModel model, Form form) {
    var countries =
        Arrays.stream(form.line("countries").toUpperCase(Locale.ROOT).split("[,;\\s]+", -1))
            .filter(code -> !code.isEmpty())
            .distinct()
            .toList();
    var kinds =
        form.all(KIND).stream()
            .map(NumberKind::of)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    if (kinds.isEmpty()) {
      return page(call, 422, model.refused(model.admission(), form.line("countries"), "kinds"));
    }
    var wanted = new Admission(countries, kinds, form.has("captcha"));
    if (!countries.stream().allMatch(PhoneNumbers::isCountry)) {
      return page(call, 422, model.refused(wanted, form.line("countries"), "countries"));
    }
    var slug = model.row().slug();
    return looks.admissions().change(slug, wanted, call.visitor().name())
        ? Answer.seeOther("/campaigns/" + slug)
        : unknown(call);
  }
}
