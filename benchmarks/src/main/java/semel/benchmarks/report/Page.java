package semel.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The page with everything that one run measured, in Markdown, and its pictures beside it.
public final class Page {

  private final String head;
  private final List<Section> sections;
  private final String us;

  /// @param head what stands first, Markdown with its title
  /// @param us how the names of those begin whose bars stand out
  public Page(String head, List<Section> sections, String us) {
    this.head = head;
    this.sections = List.copyOf(sections);
    this.us = us;
  }

  /// Writes the page, and beside it a picture for each section.
  ///
  /// @throws IOException when something there cannot be written
  public void write(Path file) throws IOException {
    var name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    var text = new StringBuilder(head);
    for (var section : sections) {
      var picture = name + "-" + section.key() + ".svg";
      text.append("\n## ").append(section.title()).append("\n\n");
      text.append(section.text()).append('\n');
      text.append("![").append(section.title()).append("](").append(picture).append(")\n\n");
      text.append(Table.of(section.figures()));
      Files.writeString(
          file.resolveSibling(picture),
          Bars.of(section.figures(), section.title(), section.drawn(), us));
    }
    Files.writeString(file, text);
  }
}
