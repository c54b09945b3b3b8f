package semel.web.dashboard.reveal;

import java.util.List;
import java.util.Optional;
import semel.desk.LeadRow;
import semel.desk.Records;
import semel.users.Role;
import semel.visits.Reveals;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.Route;
import semel.web.page.Pages;
import semel.web.page.Section;
import semel.web.problem.Problem;

/// Shows a lead's phone number and address whole, for a minute, to the visit that asked, and keeps
/// who did.
public final class RevealDoor {

  private static final String PART = "reveal/person.jte";

  private final Records records;
  private final Reveals reveals;
  private final Pages pages;

  public RevealDoor(Records records, Reveals reveals, Pages pages) {
    this.records = records;
    this.reveals = reveals;
    this.pages = pages;
  }

  /// The routes of one lead's part that may be revealed.
  public List<Route> routes() {
    return List.of(
        Route.page(Role.VIEWER, "GET", "/leads/{leadId}/person", this::show),
        Route.page(Role.OPERATOR, "POST", "/leads/{leadId}/reveal", this::reveal));
  }

  /// A lead as this visit may see it now.
  public Person person(Call call, LeadRow lead) {
    return Person.of(lead, reveals.left(lead.id(), call.visitor().visit()));
  }

  private Answer show(Call call) {
    return lead(call).map(lead -> part(call, lead)).orElseGet(() -> unknown(call));
  }

  private Answer reveal(Call call) {
    return lead(call).map(lead -> reveal(call, lead)).orElseGet(() -> unknown(call));
  }

  private Answer reveal(Call call, LeadRow lead) {
    if (!lead.erased()) {
      var visitor = call.visitor();
      reveals.reveal(lead.id(), visitor.visit(), visitor.name());
    }
    // Without a script the page itself is shown again, and shows the lead whole meanwhile.
    return call.headers("HX-Request").isEmpty()
        ? Answer.seeOther("/leads/" + lead.id())
        : part(call, lead);
  }

  private Answer part(Call call, LeadRow lead) {
    return pages.page(call, Section.MESSAGES, PART, person(call, lead));
  }

  private Optional<LeadRow> lead(Call call) {
    return call.lead().flatMap(records::lead).map(file -> file.lead());
  }

  private Answer unknown(Call call) {
    return pages.problem(call, new Problem(404, "lead.unknown"));
  }
}
