package semel.simulated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import semel.message.Body;
import semel.message.Channel;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient;
import semel.sandbox.Behaviour;
import semel.sandbox.Capture;
import semel.sandbox.Captures;

/// The sandbox's ledger in memory.
public final class SimulatedCaptures implements Captures {

  private final List<Capture> all = new ArrayList<>();
  private final Map<Channel, Behaviour> behaviours = new EnumMap<>(Channel.class);

  @Override
  public synchronized ProviderReference take(MessageKey key, Recipient recipient, Body body) {
    var known = taken(key);
    if (key.channel() == Channel.EMAIL && !known.isEmpty()) {
      return new ProviderReference(known.getFirst().reference());
    }
    var reference = "capture-" + (all.size() + 1);
    all.add(new Capture(key, reference, null, recipient.masked(), body.value(), Instant.EPOCH));
    return new ProviderReference(reference);
  }

  @Override
  public synchronized List<Capture> taken(MessageKey key) {
    return all.stream().filter(capture -> capture.key().equals(key)).toList();
  }

  @Override
  public synchronized Newest newest(int skipped, int limit) {
    return new Newest(all.reversed().stream().skip(skipped).limit(limit).toList(), all.size());
  }

  @Override
  public synchronized Behaviour behaviour(Channel channel) {
    return behaviours.getOrDefault(channel, Behaviour.NORMAL);
  }

  @Override
  public synchronized void behave(Channel channel, Behaviour behaviour) {
    behaviours.put(channel, behaviour);
  }
}
