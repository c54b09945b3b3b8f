package semel.providers.mobizon;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import semel.providers.Form;
import semel.providers.Json;
import semel.providers.Quote;
import semel.providers.Secret;
import semel.providers.mobizon.MobizonCalls.Reply;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import semel.providers.wire.Wire;
import tools.jackson.databind.JsonNode;

/// Asks Mobizon without changing anything there. A list is either read to its end, with exactly as
/// many items as it announced, or it is no answer: "not on the list" lets a message be sent again.
final class Reads {

  private static final int OK = 200;
  private static final int NOT_FOUND = 2;

  private final MobizonCalls calls;
  private final MobizonSettings.Search search;
  private final Secret apiKey;

  /// Bad module, bad method.
  private static final Set<Integer> NO_METHOD = Set.of(4, 5);

  private static final Set<Integer> NO_METHOD_HTTP = Set.of(404, 405);

  /// Why a question came to no usable answer. Leaves this package only as a finding or a report:
  /// inside, it is thrown, because it comes from under pages and campaigns.
  static sealed class Unanswered extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    Unanswered(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /// The service has no such method at all, which is a clear answer about the method.
  static final class NotOffered extends Unanswered {

    private static final long serialVersionUID = 1L;

    NotOffered(String reason) {
      super(reason);
    }
  }

  /// The service has no such record, or none that this key may see.
  static final class Missing extends Unanswered {

    private static final long serialVersionUID = 1L;

    Missing() {
      super("Mobizon has no such record.");
    }
  }

  Reads(MobizonSettings settings, Wire wire) {
    this.calls = new MobizonCalls(settings, wire);
    this.search = settings.search();
    this.apiKey = settings.apiKey();
  }

  /// The `data` of a call that Mobizon says is done.
  JsonNode data(String method, Form fields) throws Unanswered {
    return switch (calls.call(method, fields, Guard.OPEN)) {
      case Exchange.Answered(var answer) -> data(answer);
      case Exchange.NotWritten(var reason) -> throw new Unanswered(reason);
      case Exchange.Lost(var reason) -> throw new Unanswered(reason);
      case Exchange.Stopped() -> throw new Unanswered("The question was not asked.");
    };
  }

  private JsonNode data(Answer answer) throws Unanswered {
    var reply = Reply.of(answer);
    if (reply.isEmpty()) {
      var reason = "Mobizon answered HTTP " + answer.code() + " without an envelope.";
      throw NO_METHOD_HTTP.contains(answer.code())
          ? new NotOffered(reason)
          : new Unanswered(reason);
    }
    if (NO_METHOD.contains(reply.get().code())) {
      throw new NotOffered("Mobizon has no such method.");
    }
    if (reply.get().code() == NOT_FOUND) {
      throw new Missing();
    }
    if (reply.get().code() != 0 || answer.code() != OK) {
      var said = Quote.of(reply.get().message(), apiKey);
      throw new Unanswered(
          "Mobizon answered code %d with HTTP %d%s"
              .formatted(reply.get().code(), answer.code(), said.isEmpty() ? "." : ": " + said));
    }
    return reply.get().data();
  }

  /// Every item of a list, in whatever number of pages it comes.
  List<JsonNode> list(String method, Form criteria) throws Unanswered {
    var items = new ArrayList<JsonNode>();
    var ids = new HashSet<String>();
    long total = 0;
    for (int page = 0; page < search.pagesMax(); page++) {
      var data = page(method, criteria, page);
      long announced = announced(data);
      if (page > 0 && announced != total) {
        throw new Unanswered("The list changed while it was read.");
      }
      total = announced;
      int more = gather(data, items, ids);
      if (items.size() == total) {
        return items;
      }
      if (items.size() > total || more != search.pageSize()) {
        throw new Unanswered(
            "The list announced " + total + " items and showed " + items.size() + ".");
      }
    }
    throw new Unanswered("The list has more than " + search.pagesMax() + " pages.");
  }

  private JsonNode page(String method, Form criteria, int page) throws Unanswered {
    return data(
        method,
        criteria
            .with("pagination[pageSize]", Integer.toString(search.pageSize()))
            .with("pagination[currentPage]", Integer.toString(page)));
  }

  private static long announced(JsonNode data) throws Unanswered {
    var total = Json.whole(data.path("totalItemCount"));
    if (total.isEmpty() || !data.path("items").isArray()) {
      throw new Unanswered("The answer is not a list.");
    }
    return total.getAsLong();
  }

  private static int gather(JsonNode data, List<JsonNode> items, Set<String> ids)
      throws Unanswered {
    for (var item : data.path("items")) {
      var id = Json.id(item.path("id"));
      if (id.isEmpty() || !ids.add(id.get())) {
        throw new Unanswered("The list has an item without an id, or one of them twice.");
      }
      items.add(item);
    }
    return data.path("items").size();
  }
}
