package semel.sandbox;

import java.util.List;
import semel.message.Body;
import semel.message.Channel;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient;

/// Port: what the sandbox took, in the database, so that it outlives a crash like a real provider.
public interface Captures {

  /// Takes a message. An email with a key that was taken before is the first one again, as one
  /// step; each SMS is one more.
  ProviderReference take(MessageKey key, Recipient recipient, Body body);

  /// Everything taken under a key, oldest first.
  List<Capture> taken(MessageKey key);

  /// The newest captures.
  ///
  /// @param skipped leaves out so many that are newer
  Newest newest(int skipped, int limit);

  /// Some captures, newest first.
  ///
  /// @param all how many there are with those that are not among them
  record Newest(List<Capture> captures, long all) {
    public Newest {
      captures = List.copyOf(captures);
    }
  }

  Behaviour behaviour(Channel channel);

  void behave(Channel channel, Behaviour behaviour);
}
