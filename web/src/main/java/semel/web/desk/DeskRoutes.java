package semel.web.desk;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import semel.desk.Desk;
import semel.desk.Records;
import semel.sandbox.Captures;
import semel.users.Act.Deed;
import semel.users.Acts;
import semel.users.Role;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.Route;
import semel.web.http.Visitor;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// The table of the operator API.
public final class DeskRoutes {

  private static final Sentences ENGLISH = Sentences.of(Locale.ENGLISH);

  private final Records records;
  private final Acts acts;
  private final Rulings rulings;
  private final Exports exports;
  private final MessageSearch search;
  private final SandboxDesk sandbox;

  /// @param acts told what shows people whole, and what is asked of the sandbox
  /// @param onDue told when messages may have become due at once
  public DeskRoutes(
      Desk desk, Records records, Captures captures, Acts acts, Consumer<Duration> onDue) {
    this.records = records;
    this.acts = acts;
    this.rulings = new Rulings(desk, onDue);
    this.exports = new Exports(records.archive(), acts);
    this.search = new MessageSearch(records);
    this.sandbox = new SandboxDesk(captures, acts);
  }

  /// Every route of the operator API. What shows people whole is not for viewers.
  public List<Route> routes() {
    return List.of(
        Route.api(Role.OPERATOR, "POST", "/api/landing/resend/{leadId}", rulings::resend),
        Route.api(Role.OPERATOR, "DELETE", "/api/landing/delete/{leadId}", rulings::erase),
        Route.api(
            Role.VIEWER,
            "GET",
            "/api/landing/stats",
            _ -> Answer.json(200, Shown.totals(records.totals()))),
        Route.api(Role.VIEWER, "GET", "/api/messages", search::find),
        Route.api(Role.OPERATOR, "GET", "/api/leads/{leadId}", this::lead),
        Route.api(
            Role.OPERATOR, "POST", "/api/messages/{leadId}/{channel}/cancel", rulings::cancel),
        Route.api(
            Role.OPERATOR, "POST", "/api/messages/{leadId}/{channel}/resolve", rulings::resolve),
        Route.api(Role.OPERATOR, "GET", "/api/export/leads.csv", exports::leads),
        Route.api(Role.OPERATOR, "GET", "/api/export/messages.csv", exports::messages),
        Route.api(Role.OPERATOR, "GET", "/api/export/duplicates.csv", exports::repeats),
        Route.api(Role.OPERATOR, "GET", "/api/sandbox/messages", sandbox::newest),
        Route.api(Role.OPERATOR, "PUT", "/api/sandbox/{channel}", sandbox::behave));
  }

  private Answer lead(Call call) {
    return call.lead()
        .flatMap(records::lead)
        .map(file -> {
          // A program that reads every lead would drown what people did.
          if (call.visitor().kind() == Visitor.Kind.SESSION) {
            var lead = file.lead().id().toString();
            acts.add(call.visitor().name(), Deed.LEAD_REVEALED, lead, null);
          }
          return Answer.json(200, Shown.file(file));
        })
        .orElseGet(() -> refused(new Problem(404, "lead.unknown")));
  }

  /// Operators read English.
  static Answer refused(Problem problem) {
    return Answer.problem(problem, ENGLISH);
  }
}
