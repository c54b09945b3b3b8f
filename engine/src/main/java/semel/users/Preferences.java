package semel.users;

import org.jspecify.annotations.Nullable;

/// How a person likes the dashboard, wherever they sign in.
///
/// @param language `ru`, `kk` or `en`; null for what the browser asks for
/// @param shortcuts whether single keys do something (WCAG 2.1.4 wants them to be optional)
public record Preferences(@Nullable String language, boolean shortcuts) {

  /// Of somebody who never said.
  public static final Preferences USUAL = new Preferences(null, true);
}
