package semel.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.desk.Archive.Repeat;
import semel.message.Channel;
import semel.message.LeadId;
import semel.users.Act;
import semel.users.Act.Deed;

final class ExportTest {

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void leads_are_exported_without_formulas() {
    house.register(
        """
        {"name":"=HYPERLINK(\\"x\\"), a","email":"+a@b.kz","phone":"+7 (777) 123-45-67",
         "source":"@x","answers":"two\\nlines"}\
        """);
    var row = house.onlyRow();
    var response = house.ask("GET", "/api/export/leads.csv");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
    assertThat(response.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"leads.csv\"");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.body())
        .isEqualTo(
            "id,campaign,name,email,phone,phone_normalized,source,answers,metadata,created_at,"
                + "scheduled_for,clicks,erased\r\n"
                + row.id
                + ",proftest,\"'=HYPERLINK(\"\"x\"\"), a\",'+a@b.kz,'+7 (777) 123-45-67,"
                + "+77771234567,'@x,\"\"\"two\\nlines\"\"\",,2026-11-01T10:00:00.123Z,"
                + "2026-11-01T10:10:00.123Z,0,false\r\n");
  }

  @Test
  void messages_are_exported_with_masked_recipients() {
    house.register(House.VALID);

    assertThat(house.ask("GET", "/api/export/messages.csv").body())
        .startsWith(
            "lead_id,channel,campaign,state,recipient,due,next_attempt_at,attempts,settled_at,"
                + "account,detail\r\n"
                + house.onlyRow().id
                + ",sms,proftest,scheduled,'+7 777 ••• •• 67,2026-11-01T10:10:00.123Z,")
        .hasLineCount(3);
  }

  @Test
  void repeats_that_were_stopped_are_exported() {
    var lead = new LeadId(UUID.fromString("0190a0a0-0000-7000-8000-00000000002a"));
    house.twin.repeats.add(
        new Repeat(Twin.DUE, lead, null, "form sent twice", "door", null, "=instagram"));
    house.twin.repeats.add(
        new Repeat(Twin.DUE, lead, Channel.EMAIL, "already sent", "anna", "a, b", null));
    var response = house.ask("GET", "/api/export/duplicates.csv");

    assertThat(response.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"duplicates.csv\"");
    assertThat(response.body())
        .isEqualTo(
            "at,lead_id,channel,reason,who,detail,source\r\n2026-11-01T10:10:00.123Z,"
                + lead
                + ",,form sent twice,door,,'=instagram\r\n2026-11-01T10:10:00.123Z,"
                + lead
                + ",email,already sent,anna,\"a, b\",\r\n");
    assertThat(house.entry.newest(1))
        .extracting(Act::deed, Act::detail)
        .containsExactly(tuple(Deed.EXPORTED, "duplicates.csv"));
  }

  @Test
  void many_rows_come_whole_and_an_export_of_none_has_its_header() {
    assertThat(house.ask("GET", "/api/export/leads.csv").body()).hasLineCount(1);
    registerMany(1_000);

    assertThat(house.ask("GET", "/api/export/leads.csv").body()).hasLineCount(1_001);
  }

  @Test
  void an_export_that_fails_half_way_is_never_taken_for_a_whole_one() throws IOException {
    registerMany(1_000);
    house.twin.exportFailsAfter = 900;

    var head = "GET /api/export/leads.csv HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.door.port())) {
      socket.setSoTimeout(Wire.PATIENCE_MILLIS);
      socket.getOutputStream().write((head + House.TOKEN + "\r\n\r\n").getBytes(UTF_8));
      var all = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(all).startsWith("HTTP/1.1 200").contains("chunked").doesNotContain("\r\n0\r\n");
    }
  }

  @Test
  void a_caller_that_closes_gets_the_export_whole() throws IOException {
    registerMany(500);
    var head = "GET /api/export/leads.csv HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.door.port())) {
      socket.setSoTimeout(Wire.PATIENCE_MILLIS);
      var bearer = "Authorization: Bearer " + House.TOKEN + "\r\n\r\n";
      socket.getOutputStream().write((head + bearer).getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .endsWith("\r\n0\r\n\r\n");
    }
  }

  @Test
  void head_of_an_export_reads_no_row() {
    house.twin.failure = Twin.away();

    assertThat(house.ask("HEAD", "/api/export/leads.csv").statusCode()).isEqualTo(200);
  }

  private void registerMany(int count) {
    for (var n = 0; n < count; n++) {
      house.register(House.VALID.replace("123 45 67", Integer.toString(1_000_000 + n)));
    }
  }
}
