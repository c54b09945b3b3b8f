package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What narrows a list, and what the list says of it.
@Timeout(900)
final class ListsTest {

  private final Stand stand = new Stand();

  @AfterEach
  void strike() {
    stand.close();
  }

  @Test
  void a_state_that_is_not_known_is_said_to_be_unknown_and_the_api_s_names_are_known() {
    var port = stand.sandbox();
    new Caller(port).register(24);
    var me = new Visit();

    for (var path : List.of("/messages?state=unheard", "/leads?q=state:unheard")) {
      for (var said : List.of("en,Unknown state", "ru,Неизвестное состояние", "kk,Белгісіз күй")) {
        var parts = said.split(",", -1);
        assertThat(me.look(port, path + "&lang=" + parts[0]).body())
            .as(path)
            .contains(parts[1] + ": unheard", "<code>doubt</code>", "<code>scheduled</code>")
            .doesNotContain("Person 24");
      }
    }
    for (var path : List.of("/messages?state=in-doubt&lang=en", "/messages?q=state:claimed")) {
      assertThat(me.look(port, path).body())
          .as(path)
          .contains("Nothing matches")
          .doesNotContain("Person 24");
    }
    assertThat(me.look(port, "/messages?state=held").body())
        .contains("<span>In doubt</span><span class=\"vh\">Remove this filter</span>");
  }

  @Test
  void what_narrows_a_list_is_named_and_each_part_can_be_taken_away() {
    var port = stand.node(stand.patient());
    new Caller(port).register(25);
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);

    var found = boss.look(port, "/messages?q=Person+25&lang-of=ru&state=scheduled").body();
    assertThat(found)
        .contains("<input id=\"find\" name=\"q\" value=\"Person 25\"")
        .contains("<a class=\"chip on\" href=\"/messages?state=scheduled&amp;lang-of=ru\">")
        .contains("<a class=\"chip on\" href=\"/messages?state=scheduled&amp;q=Person+25\">")
        .contains("<span>“Person 25”</span>", "<span>Language: ru</span>");

    var empty = boss.look(port, "/messages?q=Person+25&lang-of=kk&channel=sms&view=failed").body();
    assertThat(empty)
        .contains("Failed today · SMS · Language: kk · “Person 25”")
        .contains("<a class=\"btn primary\" href=\"/messages\">Clear</a>");
    assertThat(boss.look(port, "/messages?view=doubled").body())
        .contains("<span>A second message is possible</span>");
    assertThat(boss.look(port, "/providers").body()).contains("id=\"find\" name=\"q\" value=\"\"");
  }

  @Test
  void people_read_words_where_developers_read_codes() {
    var port = stand.sandbox();
    var lead = "/leads/" + new Caller(port).register(26).lead();
    new Caller(port).register(26);
    var me = new Visit();

    for (var said : List.of("en,form or API", "ru,форма или API", "kk,форма не API")) {
      var parts = said.split(",", -1);
      var journal = me.look(port, lead + "?lang=" + parts[0]).body();
      var folded = journal.indexOf("<details class=\"table");
      assertThat(journal.substring(0, folded))
          .contains(" · " + parts[1] + "</p>")
          .doesNotContain("T1<", "door");
      assertThat(journal.substring(folded)).contains("<code>T1</code>", "<td>door</td>");
      assertThat(me.look(port, "/duplicates?lang=" + parts[0]).body())
          .contains("<td class=\"sub\">" + parts[1] + "</td>")
          .doesNotContain(">door<");
    }
  }

  @Test
  void a_repeat_has_the_key_of_what_was_sent_instead_and_what_it_would_have_cost() {
    var port = stand.node(stand.patient());
    var lead = new Caller(port).register(27).lead();
    new Caller(port).register(27);
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);

    var end = lead.substring(lead.length() - 6);
    assertThat(boss.look(port, "/duplicates").body())
        .contains("<code>…" + end + ":sms</code>", "data-copy=\"semel:" + lead + ":sms\"")
        .contains("<th scope=\"col\" class=\"r\">Saved</th>")
        .containsPattern("<td class=\"r\">₸[0-9]+</td></tr>");
  }
}
