package semel.providers.mobizon.certification;

import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import semel.providers.Form;
import semel.providers.Json;
import semel.providers.mobizon.MobizonCalls;
import semel.providers.mobizon.MobizonCalls.Reply;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Single calls, with everything that their answers show.
record Trial(MobizonCalls calls, String digits) {

  static final int DONE = 0;
  static final int NOT_FOUND = 2;
  static final int NONE = -1;

  /// Added, or added before.
  private static final Set<Long> ADDED = Set.of(0L, 4L);

  /// An answer; without an envelope its code is [#NONE].
  record Told(int http, int code, JsonNode data) {
    boolean done() {
      return code == DONE;
    }

    /// As it is printed: whatever Mobizon said in words may repeat a number.
    String shown() {
      return code == NONE ? "no clear answer" : "code " + code;
    }
  }

  Told ask(String method, Form fields) {
    return switch (calls.call(method, fields, Guard.OPEN)) {
      case Exchange.Answered(var answer) ->
          Reply.of(answer)
              .map(reply -> new Told(answer.code(), reply.code(), reply.data()))
              .orElseGet(() -> nothing(answer.code()));
      case Exchange.NotWritten _, Exchange.Lost _, Exchange.Stopped _ -> nothing(0);
    };
  }

  private static Told nothing(int http) {
    return new Told(http, NONE, MissingNode.getInstance());
  }

  /// A draft with the number, or nothing when Mobizon does not make one.
  Optional<String> draft(String name, String text) {
    var form = Form.EMPTY.with("data[type]", "1").with("data[name]", name).with("data[text]", text);
    var created = ask("campaign/create", form);
    var id = created.done() ? Json.id(created.data()) : Optional.<String>empty();
    if (id.isPresent() && !ADDED.contains(add(id.get()))) {
      delete(id.get());
      return Optional.empty();
    }
    return id;
  }

  /// The number's own code when it is added to a draft.
  long add(String draft) {
    var added = ask("campaign/addRecipients", id(draft).with("recipients[0][recipient]", digits));
    return Json.whole(added.data().path(0).path("code")).orElse(NONE);
  }

  Told send(String draft) {
    return ask("campaign/send", id(draft));
  }

  Told read(String draft) {
    return ask("campaign/get", id(draft));
  }

  Told delete(String draft) {
    return ask("campaign/delete", id(draft));
  }

  /// The newest items of a list that are about the number.
  Iterable<JsonNode> list(String method, Form criteria) {
    var told =
        ask(
            method,
            criteria.with("pagination[pageSize]", "100").with("pagination[currentPage]", "0"));
    return told.data().path("items");
  }

  /// How many messages of a campaign the list shows.
  long messages(String campaign) {
    var items =
        list(
            "message/list",
            Form.EMPTY.with("criteria[to]", digits).with("criteria[campaignIds]", campaign));
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> Json.id(item.path("campaignId")).equals(Optional.of(campaign)))
        .count();
  }

  boolean onCampaignList(String campaign) {
    var criteria = Form.EMPTY.with("criteria[recipient]", digits).with("criteria[type]", "1");
    return StreamSupport.stream(list("campaign/list", criteria).spliterator(), false)
        .anyMatch(item -> Json.id(item.path("id")).equals(Optional.of(campaign)));
  }

  private static Form id(String draft) {
    return Form.EMPTY.with("id", draft);
  }
}
