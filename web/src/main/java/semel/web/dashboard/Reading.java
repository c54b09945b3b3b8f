package semel.web.dashboard;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.message.Body;

/// Reads the text of an SMS out of the body that its provider is given; each has its own form.
@FunctionalInterface
public interface Reading {

  /// The text; empty where there is none yet, any more, or to be read.
  Optional<String> sms(@Nullable AccountId account, @Nullable Body body);
}
