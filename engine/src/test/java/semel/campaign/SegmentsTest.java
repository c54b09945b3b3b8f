package semel.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.campaign.Segments.Alphabet;

class SegmentsTest {

  @ParameterizedTest(name = "{0} Latin letters take {1} segments")
  @CsvSource({"0,1", "1,1", "160,1", "161,2", "306,2", "307,3", "459,3", "460,4"})
  void a_text_in_the_gsm_alphabet_has_160_or_153_characters_in_a_segment(int length, int count) {
    var segments = Segments.of("a".repeat(length));

    assertThat(segments.alphabet()).isEqualTo(Alphabet.GSM_7);
    assertThat(segments.count()).isEqualTo(count);
    assertThat(segments.units()).isEqualTo(length);
  }

  @ParameterizedTest(name = "{0} Cyrillic letters take {1} segments")
  @CsvSource({"1,1", "70,1", "71,2", "134,2", "135,3", "201,3", "202,4"})
  void one_cyrillic_letter_leaves_70_or_67_characters_in_a_segment(int length, int count) {
    var segments = Segments.of("ж" + "a".repeat(length - 1));

    assertThat(segments.alphabet()).isEqualTo(Alphabet.UCS_2);
    assertThat(segments.count()).isEqualTo(count);
    assertThat(segments.forcing()).containsExactly("ж");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "«", "»", "“", "”", "’", "–", "—", "…", "№", "₸", "ё", "`", "\u00a0", "ә", "ғ", "қ", "ң",
        "ө", "ұ", "ү", "һ", "і", "я", "ç", "\t"
      })
  void characters_that_look_harmless_force_ucs_2(String character) {
    assertThat(Segments.of("price " + character).alphabet()).isEqualTo(Alphabet.UCS_2);
    assertThat(Segments.of("price " + character).forcing()).containsExactly(character);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@", "£", "é", "Ç", "Δ", "Ω", "ß", "ñ", "à", "\n", "\r", "¿", "§"})
  void the_basic_table_counts_once(String character) {
    assertThat(Segments.of(character.repeat(160)).parts()).containsExactly(160);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^", "{", "}", "\\", "[", "]", "~", "|", "€", "\f"})
  void the_extension_table_counts_twice(String character) {
    assertThat(Segments.of(character).units()).isEqualTo(2);
    assertThat(Segments.of(character.repeat(80)).count()).isEqualTo(1);
    assertThat(Segments.of(character.repeat(81)).count()).isEqualTo(2);
  }

  @Test
  void an_extension_pair_is_never_cut_in_two() {
    var segments = Segments.of("a".repeat(152) + "€" + "a".repeat(10));

    assertThat(segments.parts()).containsExactly(152, 12);
  }

  @Test
  void a_surrogate_pair_is_never_cut_in_two() {
    var segments = Segments.of("ж".repeat(66) + "😀" + "ж".repeat(5));

    assertThat(segments.units()).isEqualTo(73);
    assertThat(segments.parts()).containsExactly(66, 7);
    assertThat(segments.forcing()).containsExactly("ж", "😀");
  }

  @Test
  void it_says_how_much_must_go_to_save_a_segment() {
    assertThat(Segments.of("ж".repeat(70)).over()).isZero();
    assertThat(Segments.of("ж".repeat(83)).over()).isEqualTo(13);
    assertThat(Segments.of("ж".repeat(140)).over()).isEqualTo(6);
    assertThat(Segments.of("ж".repeat(140 - 6)).count()).isEqualTo(2);
  }

  @Test
  void it_warns_from_nine_tenths() {
    assertThat(Segments.of("ж".repeat(63)).nearlyFull()).isFalse();
    assertThat(Segments.of("ж".repeat(64)).nearlyFull()).isTrue();
  }
}
