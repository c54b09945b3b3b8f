package semel.web;

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

/// The sandbox's memory, in memory.
final class TwinCaptures implements Captures {

  private final List<Capture> taken = new ArrayList<>();
  private final Map<Channel, Behaviour> behaviours = new EnumMap<>(Channel.class);

  @Override
  public synchronized ProviderReference take(MessageKey key, Recipient recipient, Body body) {
    var reference = new ProviderReference("sandbox-" + (taken.size() + 1));
    var to =
        switch (recipient) {
          case Recipient.PhoneNumber(var e164) -> e164;
          case Recipient.EmailAddress(var address) -> address;
        };
    taken.addFirst(new Capture(key, reference.value(), null, to, body.value(), Twin.DUE));
    return reference;
  }

  @Override
  public synchronized List<Capture> taken(MessageKey key) {
    return taken.reversed().stream().filter(capture -> capture.key().equals(key)).toList();
  }

  @Override
  public synchronized Newest newest(int skipped, int limit) {
    return new Newest(taken.stream().skip(skipped).limit(limit).toList(), taken.size());
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
