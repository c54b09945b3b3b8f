package semel.users;

import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.users.Act.Deed;

/// The account of what people did. It is only ever added to.
public interface Acts {

  /// Adds an act that happens now.
  void add(String who, Deed deed, @Nullable String about, @Nullable String detail);

  /// The newest acts, newest first.
  List<Act> newest(int limit);
}
