package semel.web.dashboard.sandbox;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.LeadId;
import semel.sandbox.Behaviour;

/// What the sandbox shows.
///
/// @param captured some of them, newest first
/// @param from how many that are newer are left out
/// @param all how many were captured
/// @param lead whose phone and inbox are open, null while nothing was captured
/// @param texts every SMS that this lead got, oldest first: more than one would be seen
/// @param versions the SMS of this lead in every language of its campaign; none without the lead
/// @param part of the email that is shown
/// @param skips whether time can be skipped and test leads made: nothing leaves this machine
public record SandboxModel(
    List<Item> captured,
    int from,
    long all,
    Map<Channel, Behaviour> behaviours,
    @Nullable LeadId lead,
    List<Text> texts,
    List<Version> versions,
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
    versions = List.copyOf(versions);
  }

  public Behaviour behaviour(Channel channel) {
    return behaviours.getOrDefault(channel, Behaviour.NORMAL);
  }

  /// Whether this item is one of the open lead's.
  public boolean open(Item item) {
    return item.lead().equals(lead);
  }

  /// This page with the lead of an item.
  public String with(Item item) {
    return "/sandbox?lead=" + item.lead() + here();
  }

  /// This page with another view of the email.
  public String with(Part other, boolean narrowOther) {
    var whose = lead == null ? "" : "&lead=" + lead;
    return "/sandbox?part=" + other.key() + (narrowOther ? "&width=phone" : "") + whose + here();
  }

  private String here() {
    return from == 0 ? "" : "&from=" + from;
  }

  /// How many are left out to see those before; empty where there are none.
  public OptionalInt older() {
    var next = from + captured.size();
    return next < all ? OptionalInt.of(next) : OptionalInt.empty();
  }
}
