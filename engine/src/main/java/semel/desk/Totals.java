package semel.desk;

import java.util.Map;
import semel.message.Channel;
import semel.message.State;

/// Counts over everything; `repeats` are blocked repeats by reason.
public record Totals(
    long leads,
    Map<Channel, Map<State.Name, Long>> messages,
    Map<String, Long> repeats,
    long incidents,
    long clicks) {}
