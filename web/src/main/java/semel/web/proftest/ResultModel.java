package semel.web.proftest;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import semel.web.page.Language;
import semel.web.page.View;

/// A result.
///
/// @param from where it comes from
/// @param due when the messages come, where some do and it is known
public record ResultModel(Answers answers, Profile profile, From from, @Nullable Instant due) {

  /// Where a result comes from.
  public enum From {
    /// Answers that are kept nowhere.
    ANSWERS,
    /// Answers of somebody who has just registered.
    REGISTRATION,
    /// The link in a message.
    LINK
  }

  static ResultModel of(Answers answers, From from, @Nullable Instant due) {
    return new ResultModel(answers, Profile.of(answers), from, due);
  }

  public Questions.Kind kind(Interest interest) {
    return Questions.shipped().kind(interest);
  }

  public String name(Interest interest, Language language) {
    return kind(interest).name().in(language);
  }

  /// What the strongest two like.
  public String lines(Language language) {
    return profile.flat()
        ? Questions.shipped().flat().in(language)
        : profile.order().stream()
            .limit(2)
            .map(interest -> kind(interest).line().in(language))
            .collect(Collectors.joining(" "));
  }

  /// The picture in words.
  public String numbers(Language language) {
    return Arrays.stream(Interest.values())
        .map(interest -> name(interest, language) + " " + profile.percent(interest))
        .collect(Collectors.joining(", "));
  }

  public Radar radar() {
    return new Radar(profile);
  }

  /// The interests whose fields are worth a look: the strongest, or all where none stands out.
  public List<Interest> shown() {
    return profile.flat() ? profile.order() : profile.code();
  }

  /// Fields of an interest that are worth a look: all of the strongest two, fewer of the others.
  public List<String> fields(Interest interest, Language language) {
    var fields = kind(interest).fields().in(language);
    var place = profile.order().indexOf(interest);
    return profile.flat() ? fields.subList(0, 1) : place < 2 ? fields : fields.subList(0, 2);
  }

  /// When the messages come, in the viewer's words.
  public String comes(View view) {
    if (due == null) {
      return view.say("proftest.link-soon");
    }
    return due.isAfter(view.now())
        ? view.say("proftest.link-comes", view.times().relative(due))
        : view.say("proftest.link-came");
  }

  /// The form for the contacts with these answers.
  public String register(Language language) {
    return Places.register(language, answers);
  }
}
