package semel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import semel.benchmarks.peer.Candidate;

class NodePeersTest {

  @TempDir private Path folder;

  @Test
  void without_npm_those_who_run_on_node_are_left_out_with_the_reason() throws Exception {
    var all = List.of(Candidate.values());

    var peers = NodePeers.fetch(all, folder, "no-such-npm");

    assertThat(peers.scripts()).isEmpty();
    assertThat(peers.leftOut())
        .containsOnlyKeys(Candidate.GRAPHILE_WORKER, Candidate.PG_BOSS)
        .allSatisfy((_, reason) -> assertThat(reason).endsWith("on the PATH"));
    assertThat(Words.candidates(List.of(Candidate.SEMEL), peers.leftOut()))
        .contains("| Semel", "| pg-boss 10.4.2 | left out: no ");
  }

  @Test
  void where_nobody_runs_on_node_nothing_is_fetched() throws Exception {
    var peers = NodePeers.fetch(List.of(Candidate.SEMEL, Candidate.QUARTZ), folder, "no-such-npm");

    assertThat(peers.scripts()).isEmpty();
    assertThat(peers.leftOut()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void everybody_names_the_page_that_advises_the_settings() {
    assertThat(Candidate.values())
        .allSatisfy(one -> {
          assertThat(one.tuning().settings()).isNotBlank();
          assertThat(one.tuning().advised()).matches("https://.+|\\.\\./README\\.md");
        });
  }
}
