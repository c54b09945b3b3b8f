package semel.web.http;

import java.util.Optional;

/// Tells who calls the operator API.
public interface Access {

  /// The name under which the journal records what this caller asks for; empty for a stranger.
  Optional<String> who(Call call);
}
