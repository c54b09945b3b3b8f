package semel.web.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import semel.desk.Archive;
import semel.users.Act.Deed;
import semel.users.Acts;
import semel.web.http.Answer;
import semel.web.http.Answer.Content;
import semel.web.http.Call;
import semel.web.json.JsonObject;

/// The exports, row by row from the database to the caller.
final class Exports {

  private static final List<String> LEAD =
      List.of(
          "id",
          "campaign",
          "name",
          "email",
          "phone",
          "phone_normalized",
          "source",
          "answers",
          "metadata",
          "created_at",
          "scheduled_for",
          "clicks",
          "erased");
  private static final List<String> MESSAGE =
      List.of(
          "lead_id",
          "channel",
          "campaign",
          "state",
          "recipient",
          "due",
          "next_attempt_at",
          "attempts",
          "settled_at",
          "account",
          "detail");

  private static final List<String> REPEAT =
      List.of("at", "lead_id", "channel", "reason", "who", "detail", "source");

  private final Archive archive;
  private final Acts acts;

  Exports(Archive archive, Acts acts) {
    this.archive = archive;
    this.acts = acts;
  }

  /// Writes one row. Its failures pass through the port unchecked.
  private interface Row<T> {
    void write(Csv csv, T row) throws IOException;
  }

  Answer leads(Call call) {
    return file(
        call,
        "leads.csv",
        LEAD,
        archive::leads,
        (csv, row) ->
            csv.row(
                row.id(),
                row.campaign(),
                row.name(),
                row.email(),
                row.phone(),
                row.phoneE164(),
                row.source(),
                row.answers(),
                row.metadata(),
                shown(row.createdAt()),
                shown(row.scheduledFor()),
                row.clicks(),
                row.erased()));
  }

  Answer messages(Call call) {
    return file(
        call,
        "messages.csv",
        MESSAGE,
        archive::messages,
        (csv, row) ->
            csv.row(
                row.key().lead(),
                row.key().channel().key(),
                row.campaign(),
                row.state().key(),
                row.recipient(),
                shown(row.due()),
                row.state().settled() ? null : shown(row.nextAt()),
                row.attempts(),
                shown(row.settledAt()),
                row.account(),
                row.detail()));
  }

  /// A repeat of a whole lead has no channel: it would have been one SMS and one email.
  Answer repeats(Call call) {
    return file(
        call,
        "duplicates.csv",
        REPEAT,
        archive::repeats,
        (csv, row) ->
            csv.row(
                shown(row.at()),
                row.lead(),
                row.channel() == null ? null : row.channel().key(),
                row.reason(),
                row.who(),
                row.detail(),
                row.source()));
  }

  private <T> Answer file(
      Call call, String name, List<String> columns, Consumer<Consumer<T>> rows, Row<T> row) {
    acts.add(call.visitor().name(), Deed.EXPORTED, null, name);
    var headers =
        Map.of(
            "Cache-Control",
            "no-store",
            "Content-Disposition",
            "attachment; filename=\"" + name + "\"");
    Answer.Writing writing =
        out -> {
          var writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
          var csv = new Csv(writer);
          csv.header(columns);
          rows.accept(value -> {
            try {
              row.write(csv, value);
            } catch (IOException e) {
              throw new UncheckedIOException("the reader of an export left", e);
            }
          });
          writer.flush();
        };
    return new Answer(200, headers, new Content.Streamed("text/csv; charset=utf-8", writing));
  }

  private static @Nullable String shown(@Nullable Instant instant) {
    return instant == null ? null : JsonObject.instant(instant);
  }
}
