package semel.web.dashboard.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import semel.intake.Registered;
import semel.message.Channel;
import semel.message.LeadId;
import semel.sandbox.Behaviour;
import semel.sandbox.Capture;
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

/// `/sandbox`: what would have been sent, as it would look.
public final class SandboxPage {

  private static final int NEWEST = 50;
  private static final String IN_FRAME =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
          + "frame-ancestors 'self'";
  private static final Duration STEP = Duration.ofMinutes(10);

  private final Pages pages;
  private final Looks looks;
  private final boolean alone;
  private final TestLeads testLeads;

  /// @param alone whether every account is the sandbox
  public SandboxPage(Pages pages, Looks looks, boolean alone, RandomGenerator random) {
    this.pages = pages;
    this.looks = looks;
    this.alone = alone;
    this.testLeads = new TestLeads(looks.leads(), random);
  }

  public List<Route> routes() {
    return List.of(
        Route.page(Role.VIEWER, "GET", "/sandbox", this::show),
        Route.page(Role.VIEWER, "GET", "/sandbox/mails/{leadId}", this::mail),
        Route.page(Role.OPERATOR, "POST", "/sandbox/leads", this::test),
        Route.page(Role.OPERATOR, "POST", "/sandbox/skip", this::skip),
        Route.page(Role.OPERATOR, "POST", "/sandbox/{channel}", this::behave));
  }

  private Answer show(Call call) {
    var captures = looks.captures().newest(NEWEST);
    var lead =
        call.query("lead")
            .flatMap(SandboxPage::lead)
            .or(() -> captures.stream().findFirst().map(capture -> capture.key().lead()));
    var own = captures.stream().filter(c -> Optional.of(c.key().lead()).equals(lead)).toList();
    var behaviours = new EnumMap<Channel, Behaviour>(Channel.class);
    for (var channel : Channel.values()) {
      behaviours.put(channel, looks.captures().behaviour(channel));
    }
    var model =
        new SandboxModel(
            captures.stream().map(Item::of).toList(),
            behaviours,
            lead.orElse(null),
            texts(own),
            mail(own),
            SandboxModel.Part.of(call.query("part").orElse("")),
            call.query("width").filter("phone"::equals).isPresent(),
            alone);
    return pages.page(call, Section.SANDBOX, "sandbox/page.jte", model);
  }

  private static List<Text> texts(List<Capture> own) {
    return own.stream()
        .filter(capture -> capture.key().channel() == Channel.SMS)
        .sorted(Comparator.comparing(Capture::at))
        .map(capture -> Text.of(capture.body(), capture.at()))
        .toList();
  }

  private static @Nullable Mail mail(List<Capture> own) {
    return own.stream()
        .filter(capture -> capture.key().channel() == Channel.EMAIL)
        .findFirst()
        .flatMap(Mail::of)
        .orElse(null);
  }

  /// The email alone, for a frame: it may have the styles that emails must have, and nothing else.
  private Answer mail(Call call) {
    var own =
        looks.captures().newest(NEWEST).stream()
            .filter(capture -> Optional.of(capture.key().lead()).equals(call.lead()))
            .toList();
    var mail = mail(own);
    return mail == null
        ? pages.problem(call, new Problem(404, "path.unknown"))
        : Answer.html(200, mail.html()).with("Content-Security-Policy", IN_FRAME);
  }

  private static Optional<LeadId> lead(String text) {
    try {
      return Optional.of(LeadId.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // an address that somebody changed opens the newest
    }
  }

  private Answer test(Call call) {
    return onForm(
        call,
        form ->
            switch (testLeads.make(form.line("form"))) {
              case TestLeads.Made.Lead(var lead, var registered) -> {
                if (registered instanceof Registered.Fresh(_, _, var untilDue)) {
                  looks.onDue().accept(untilDue);
                }
                yield Answer.seeOther("/leads/" + lead);
              }
              case TestLeads.Made.Again() ->
                  pages.problem(call, new Problem(503, "registration.unsure"));
            });
  }

  private Answer skip(Call call) {
    return onForm(
        call,
        _ -> {
          looks.clock().skip(STEP, call.visitor().name());
          looks.onDue().accept(Duration.ZERO);
          return Answer.seeOther("/sandbox");
        });
  }

  private Answer behave(Call call) {
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> {
        var channel =
            Arrays.stream(Channel.values())
                .filter(c -> c.key().equals(call.parameter("channel")))
                .findFirst();
        var behaviour =
            Arrays.stream(Behaviour.values())
                .filter(b -> b.key().equals(form.line("behaviour")))
                .findFirst();
        if (channel.isEmpty() || behaviour.isEmpty()) {
          yield pages.problem(call, new Problem(404, "path.unknown"));
        }
        looks.captures().behave(channel.get(), behaviour.get());
        yield Answer.seeOther("/sandbox");
      }
    };
  }

  /// What is only for where nothing leaves this machine.
  private Answer onForm(Call call, Function<Form, Answer> action) {
    if (!alone) {
      return pages.problem(call, new Problem(404, "path.unknown"));
    }
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> action.apply(form);
    };
  }
}
