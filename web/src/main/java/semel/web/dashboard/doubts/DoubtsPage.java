package semel.web.dashboard.doubts;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.board.DoubtCase;
import semel.desk.Ruling;
import semel.desk.Verdict;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.State;
import semel.users.Role;
import semel.web.dashboard.Looks;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.FormBody.Form;
import semel.web.http.Route;
import semel.web.page.Pages;
import semel.web.page.Section;
import semel.web.problem.Problem;

/// `/in-doubt`: nobody knows whether these went out; here is what is known.
public final class DoubtsPage {

  private static final int SHOWN_MAX = 100;
  private static final int REASON_MAX = 500;

  private final Pages pages;
  private final Looks looks;
  private final Duration settle;

  /// @param settle how long after its lease a doubt waits before a person may say: not sent
  public DoubtsPage(Pages pages, Looks looks, Duration settle) {
    this.pages = pages;
    this.looks = looks;
    this.settle = settle;
  }

  /// The page and its decision.
  public List<Route> routes() {
    return List.of(
        Route.page(Role.VIEWER, "GET", "/in-doubt", this::show),
        Route.page(Role.OPERATOR, "POST", "/in-doubt/{leadId}/{channel}", this::decide));
  }

  private Answer show(Call call) {
    var named = named(call.query("lead").orElse(""), call.query("channel").orElse(""));
    var doubts = looks.listing().doubts(named, SHOWN_MAX);
    var open = find(doubts, named).or(() -> doubts.stream().findFirst());
    var text = open.map(this::text).orElse(null);
    var model = new DoubtsModel(doubts, open.orElse(null), text, settle, ruled(call));
    return pages.page(call, Section.DOUBTS, "doubts/page.jte", model);
  }

  /// What became of the doubt that was decided before this one was opened, as it stands now.
  private DoubtsModel.@Nullable Ruled ruled(Call call) {
    var named = named(call.query("after").orElse(""), call.query("after-channel").orElse(""));
    if (named == null) {
      return null;
    }
    return looks
        .records()
        .lead(named.lead())
        .flatMap(file ->
            file.messages().stream()
                .filter(message -> message.key().equals(named))
                .findFirst()
                .map(message -> new DoubtsModel.Ruled(named, file.lead().name(), message.state())))
        .orElse(null);
  }

  private @Nullable String text(DoubtCase doubt) {
    var message = doubt.message();
    return looks.reading().sms(message.account(), message.body()).orElse(null);
  }

  /// What an address or a form names; null where that is no message.
  private static @Nullable MessageKey named(String lead, String channel) {
    return Call.uuid(lead)
        .flatMap(id ->
            Arrays.stream(Channel.values())
                .filter(known -> known.key().equals(channel))
                .map(known -> new MessageKey(new LeadId(id), known))
                .findFirst())
        .orElse(null);
  }

  private static Optional<DoubtCase> find(List<DoubtCase> doubts, @Nullable MessageKey named) {
    return doubts.stream().filter(doubt -> doubt.message().key().equals(named)).findFirst();
  }

  private Answer decide(Call call) {
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> decide(call, form);
    };
  }

  private Answer decide(Call call, Form form) {
    var named = named(call.parameter("leadId"), call.parameter("channel"));
    var doubts = looks.listing().doubts(named, SHOWN_MAX);
    var doubt = find(doubts, named);
    var was = form.line("was");
    if (!was.equals("sent") && !was.equals("not-sent")) {
      return pages.problem(call, new Problem(400, "value.one-of", "was", "sent, not-sent"));
    }
    if (doubt.isEmpty() || !claim(doubt.get()).equals(form.line("claim"))) {
      return settled(call);
    }
    var reason = form.line("reason");
    if (reason.length() > REASON_MAX || (reason.isEmpty() && was.equals("not-sent"))) {
      return pages.problem(call, new Problem(422, "reason.bad", Integer.toString(REASON_MAX)));
    }
    var why = reason.isEmpty() ? "seen to be sent" : reason;
    var verdict =
        new Verdict(doubt.get().message().claim(), was.equals("sent"), call.visitor().name(), why);
    var ruling = looks.desk().resolve(doubt.get().message().key(), verdict);
    return switch (ruling.kind()) {
      case DONE, NOTED -> {
        if (ruling.kind() == Ruling.Kind.DONE && ruling.state() == State.Name.SCHEDULED) {
          looks.onDue().accept(Duration.ZERO);
        }
        yield Answer.seeOther(after(doubts, doubt.get()));
      }
      case REFUSED -> refused(call, ruling);
      case NOT_FOUND -> settled(call);
    };
  }

  /// The next doubt, which says what was done; the lead itself, which shows it, after the last.
  private String after(List<DoubtCase> doubts, DoubtCase decided) {
    var key = decided.message().key();
    var model = new DoubtsModel(doubts, decided, null, settle, null);
    var next = model.next(decided);
    return next == null
        ? "/leads/" + key.lead()
        : model.place(next) + "&after=" + key.lead() + "&after-channel=" + key.channel().key();
  }

  private static String claim(DoubtCase doubt) {
    var claim = doubt.message().claim();
    return claim == null ? "" : claim.value().toString();
  }

  /// Nothing is applied: it is too early to say so, or it was settled meanwhile.
  private Answer refused(Call call, Ruling ruling) {
    return ruling.state() == State.Name.IN_DOUBT || ruling.state() == State.Name.HELD
        ? pages.problem(call, new Problem(409, "ruling.open"))
        : settled(call);
  }

  /// A receipt, a look-up or somebody else was faster.
  private Answer settled(Call call) {
    var lead = call.parameter("leadId");
    return pages.page(call, 409, Section.DOUBTS, "doubts/settled.jte", lead);
  }
}
