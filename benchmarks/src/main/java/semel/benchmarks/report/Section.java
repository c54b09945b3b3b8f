package semel.benchmarks.report;

/// One measurement of a page.
///
/// @param key short, for names of files
/// @param text what was done, and how it is to be read; Markdown
/// @param drawn the figure that is drawn as bars
public record Section(String key, String title, String text, String drawn, Figures figures) {}
