package semel.app.trace;

import java.util.List;
import java.util.Map;
import semel.dispatch.Claims;
import semel.dispatch.Sender;
import semel.intake.Leads;
import semel.reconcile.Inquiry;
import semel.worker.Threads;

/// Listens at the ports and tells what happens to each lead, as spans of one trace.
public interface Traces {

  /// Who tells them.
  ///
  /// @param version the version of this Semel
  /// @param worker the name of this process in the journal
  record Teller(String version, String worker) {}

  /// Nothing of OpenTelemetry is loaded where nothing is told, so that nobody pays for what they do
  /// not use.
  ///
  /// @param told names and values of OpenTelemetry's configuration; empty where there is no trace
  /// @throws IllegalArgumentException with a sentence, when they cannot be used
  static Traces start(Map<String, String> told, Teller teller) {
    return told.isEmpty() ? new NoTraces() : ExportedTraces.start(told, teller);
  }

  /// The same leads, their registrations told.
  Leads of(Leads leads);

  /// The same claims, each told as it begins and as its end is recorded.
  Claims of(Claims claims);

  /// The same sender, its calls told.
  Sender of(Sender sender);

  /// The same inquiry, its look-ups told.
  Inquiry of(Inquiry inquiry);

  /// What runs beside: it exports what was told, and when it is closed, what is left.
  List<Threads.Handle> loops();
}
