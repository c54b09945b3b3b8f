package semel.settings;

/// Where the settings are kept.
public interface Installation {

  /// The settings as they are.
  Settings settings();

  /// Sets what is different, and leaves an act for each.
  void change(Settings settings, String who);
}
