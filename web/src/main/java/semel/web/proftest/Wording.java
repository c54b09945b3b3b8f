package semel.web.proftest;

import java.util.Map;
import java.util.Objects;
import semel.web.page.Language;

/// One thing in every language.
public record Wording<T>(Map<Language, T> texts) {

  public Wording {
    texts = Map.copyOf(texts);
  }

  public T in(Language language) {
    return Objects.requireNonNull(texts.get(language));
  }
}
