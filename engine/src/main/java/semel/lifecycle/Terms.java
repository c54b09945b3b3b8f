package semel.lifecycle;

import java.time.Instant;
import semel.account.Capability;

/// What a decision needs beside the message and the event.
///
/// @param now the database's clock (R8)
/// @param chance uniform in [0, 1), for jitter
public record Terms(Capability capability, RetryPolicy retry, Instant now, double chance) {}
