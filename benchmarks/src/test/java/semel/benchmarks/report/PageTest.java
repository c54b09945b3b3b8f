package semel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class PageTest {

  private static final Pattern BAR = Pattern.compile("width=\"([0-9.]+)\" height=\"18\"");

  @TempDir private Path folder;

  private static Figures figures() {
    var figures = new Figures();
    figures.add("Semel 1", "16 callers", "messages/s", 2_000);
    figures.add("A & \"B\" <C>", "16 callers", "messages/s", 500);
    return figures;
  }

  @Test
  void the_page_shows_each_table_with_a_picture_that_lies_beside_it() throws IOException {
    var file = folder.resolve("peers.md");
    var section = new Section("drain", "Sending", "How.\n", "messages/s", figures());

    new Page("# Head\n", List.of(section), "Semel").write(file);

    assertThat(Files.readString(file))
        .startsWith("# Head\n\n## Sending\n\nHow.\n\n![Sending](peers-drain.svg)\n\n|")
        .contains("|      2,000 |");
    assertThat(Files.readString(folder.resolve("peers-drain.svg"))).contains("2,000");
  }

  @Test
  void the_picture_is_xml_whatever_the_names_say() throws Exception {
    var svg = Bars.of(figures(), "Sending", "messages/s", "Semel");

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));

    assertThat(document.getDocumentElement().getTextContent()).contains("A & \"B\" <C>");
  }

  @Test
  void a_bar_is_as_long_as_its_share_of_the_greatest_and_ours_stand_out() {
    var svg = Bars.of(figures(), "Sending", "messages/s", "Semel");

    assertThat(BAR.matcher(svg).results().map(found -> Double.valueOf(found.group(1))))
        .containsExactly(400.0, 100.0);
    assertThat(svg).containsOnlyOnce("fill=\"#0f766e\"");
  }

  @Test
  void nothing_at_all_can_be_drawn_too() {
    var figures = new Figures();
    figures.add("Semel", "killed", "sent twice", 0);

    assertThat(Bars.of(figures, "Killed", "sent twice", "Semel"))
        .contains("width=\"1.0\"", ">0</text>");
  }
}
