package semel.web.dashboard.sandbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.LeadId;
import semel.sandbox.Behaviour;

/// What the sandbox shows.
///
/// @param captured newest first
/// @param lead whose phone and inbox are open, null while nothing was captured
/// @param texts every SMS that this lead got, oldest first: more than one would be seen
/// @param part of the email that is shown
/// @param skips whether time can be skipped and test leads made: nothing leaves this machine
public record SandboxModel(
    List<Item> captured,
    Map<Channel, Behaviour> behaviours,
    @Nullable LeadId lead,
    List<Text> texts,
    @Nullable Mail mail,
    Part part,
    boolean narrow,
    boolean skips) {

  /// The views of an email.
  public enum Part {
    PREVIEW("preview"),
    TEXT("text"),
    HTML("html");

    private final String key;

    Part(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }

    static Part of(String key) {
      for (var part : values()) {
        if (part.key.equals(key)) {
          return part;
        }
      }
      return PREVIEW;
    }
  }

  public SandboxModel {
    captured = List.copyOf(captured);
    behaviours = Map.copyOf(behaviours);
    texts = List.copyOf(texts);
  }

  public Behaviour behaviour(Channel channel) {
    return behaviours.getOrDefault(channel, Behaviour.NORMAL);
  }

  /// Whether this item is one of the open lead's.
  public boolean open(Item item) {
    return item.lead().equals(lead);
  }

  /// This page with another view of the email.
  public String with(Part other, boolean narrowOther) {
    var whose = lead == null ? "" : "&lead=" + lead;
    return "/sandbox?part=" + other.key() + (narrowOther ? "&width=phone" : "") + whose;
  }
}
