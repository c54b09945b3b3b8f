package semel.configuration;

import java.util.List;

/// The configuration cannot be used. Each sentence names the key, what is wrong and what is
/// allowed; none repeats a secret.
public final class ConfigurationRefused extends Exception {

  private final List<String> sentences;

  public ConfigurationRefused(List<String> sentences) {
    super(String.join("\n", sentences));
    this.sentences = List.copyOf(sentences);
  }

  public List<String> sentences() {
    return sentences;
  }
}
