package semel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class SentenceTest {

  @Test
  void what_was_thrown_is_told_in_its_own_words() {
    assertThat(Sentence.of(new IllegalStateException("this Java has no TLS")))
        .isEqualTo("this Java has no TLS");
  }

  @Test
  void a_wrapper_is_not_told() {
    assertThat(Sentence.of(new UncheckedIOException(new IOException("Port 1 cannot be opened."))))
        .isEqualTo("Port 1 cannot be opened.");
  }

  @Test
  void a_wrapper_around_nothing_said_names_what_it_holds() {
    assertThat(Sentence.of(new UncheckedIOException(new IOException()))).isEqualTo("IOException");
  }

  @Test
  void without_words_the_kind_is_told() {
    assertThat(Sentence.of(new StackOverflowError())).isEqualTo("StackOverflowError");
    assertThat(Sentence.of(new IllegalStateException(" \n"))).isEqualTo("IllegalStateException");
  }

  @Test
  void several_lines_become_one() {
    assertThat(Sentence.of(new IllegalStateException("ERROR: no\r\n  Position: 3\n")))
        .isEqualTo("ERROR: no Position: 3");
  }
}
