package semel.web;

import java.util.ArrayList;
import java.util.List;
import semel.intake.Holds;

/// Campaigns on hold, in memory.
final class TwinHolds implements Holds {

  final List<Held> held = new ArrayList<>();

  @Override
  public synchronized List<Held> held() {
    return List.copyOf(held);
  }

  @Override
  public synchronized boolean release(String campaign) {
    return held.removeIf(one -> one.campaign().equals(campaign));
  }
}
