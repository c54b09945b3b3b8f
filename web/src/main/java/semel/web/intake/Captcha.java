package semel.web.intake;

/// Asks somebody else whether a caller is a person. Every proof is looked at once.
public interface Captcha {

  /// What was said of a proof.
  enum Verdict {
    PERSON,
    /// The proof is none, or was used before.
    NOT_PROVEN,
    /// Nobody could be asked.
    UNKNOWN
  }

  /// What a page of ours shows for it.
  ///
  /// @param script that the page loads
  /// @param look the class of the place where the script puts its box
  /// @param siteKey that the box is shown with
  /// @param field of the form in which the script leaves the proof
  /// @param origins that the page may load from, as in a content security policy
  record Widget(String script, String look, String siteKey, String field, String origins) {}

  Widget widget();

  /// Blocks for a few seconds at most.
  Verdict verify(String proof);
}
