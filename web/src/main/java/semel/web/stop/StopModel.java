package semel.web.stop;

import semel.message.Channel;
import semel.web.page.View;

/// The page behind a link of a message that stops further ones.
///
/// @param done whether they are stopped already
public record StopModel(Channel channel, boolean done) {

  /// The sentence of that name about this channel.
  public String say(View view, String name) {
    return view.say("stop." + name + "-" + channel.key());
  }
}
