package semel.web.dashboard.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.desk.LeadFile;
import semel.desk.LeadRow;
import semel.intake.Registered;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.sandbox.Behaviour;
import semel.users.Act.Deed;
import semel.users.Role;
import semel.web.dashboard.Links;
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

  private static final int SHOWN = 50;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,8}");
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
    var from = from(call);
    var newest = looks.captures().newest(from, SHOWN);
    var captured = newest.captures();
    var lead =
        call.query("lead")
            .flatMap(SandboxPage::lead)
            .or(() -> captured.stream().findFirst().map(capture -> capture.key().lead()));
    var behaviours = new EnumMap<Channel, Behaviour>(Channel.class);
    for (var channel : Channel.values()) {
      behaviours.put(channel, looks.captures().behaviour(channel));
    }
    UnaryOperator<String> shown = text -> Links.shown(call.visitor(), text);
    var model =
        new SandboxModel(
            captured.stream().map(capture -> Item.of(capture, shown)).toList(),
            from,
            newest.all(),
            behaviours,
            lead.orElse(null),
            lead.stream().flatMap(l -> texts(l, shown)).toList(),
            lead.stream().flatMap(this::versions).toList(),
            lead.flatMap(l -> mail(l, shown)).orElse(null),
            SandboxModel.Part.of(call.query("part").orElse("")),
            call.query("width").filter("phone"::equals).isPresent(),
            alone);
    return pages.page(call, Section.SANDBOX, "sandbox/page.jte", model);
  }

  private Stream<Text> texts(LeadId lead, UnaryOperator<String> shown) {
    return looks.captures().taken(new MessageKey(lead, Channel.SMS)).stream()
        .map(capture -> Text.of(capture.body(), capture.at(), shown));
  }

  private Stream<Version> versions(LeadId lead) {
    var row = looks.records().lead(lead).map(LeadFile::lead);
    var name = row.map(LeadRow::name);
    if (name.isEmpty()) {
      return Stream.empty();
    }
    return looks.campaigns().stream()
        .filter(campaign -> row.map(LeadRow::campaign).equals(Optional.of(campaign.slug())))
        .flatMap(campaign -> Version.of(campaign, name.get()).stream());
  }

  private Optional<Mail> mail(LeadId lead, UnaryOperator<String> shown) {
    return looks.captures().taken(new MessageKey(lead, Channel.EMAIL)).stream()
        .findFirst()
        .flatMap(capture -> Mail.of(capture, shown));
  }

  /// The email alone, for a frame: it may have the styles that emails must have, and nothing else.
  private Answer mail(Call call) {
    var mail = call.lead().flatMap(l -> mail(l, text -> Links.shown(call.visitor(), text)));
    return mail.isEmpty()
        ? pages.problem(call, new Problem(404, "path.unknown"))
        : Answer.html(200, Links.inert(mail.get().html()))
            .with("Content-Security-Policy", IN_FRAME);
  }

  /// How many of the newest are left out; an address that somebody changed leaves out none.
  private static int from(Call call) {
    return call.query("from").filter(NUMBER.asMatchPredicate()).map(Integer::parseInt).orElse(0);
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
                  note(call, Deed.TEST_LEAD_MADE, lead.toString(), null);
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
          note(call, Deed.TIME_SKIPPED, null, Long.toString(STEP.toMinutes()));
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
        note(call, Deed.SANDBOX_TOLD, channel.get().key(), behaviour.get().key());
        yield Answer.seeOther("/sandbox");
      }
    };
  }

  private void note(Call call, Deed deed, @Nullable String about, @Nullable String detail) {
    looks.acts().add(call.visitor().name(), deed, about, detail);
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
