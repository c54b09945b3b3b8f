package semel.web.http;

import java.util.Optional;

/// Tells who calls.
public interface Access {

  /// The caller; empty for a stranger.
  Optional<Visitor> visitor(Call call);

  /// Whether the visitor means a call that changes something. A browser sends cookies along with
  /// what a page of somebody else makes it call.
  boolean meant(Call call, Visitor visitor);
}
