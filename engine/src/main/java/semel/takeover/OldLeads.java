package semel.takeover;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The old tables. They are only read, and all of it as of one moment.
public interface OldLeads {

  /// How many rows of leads there are.
  long count();

  /// The phone number of each row, as typed; the first reading.
  void phones(Consumer<@Nullable String> consumer);

  /// Each row; the second reading.
  void leads(Consumer<OldLead> consumer);

  /// What is to be sent to nobody: rows whose lead is missing, by their names.
  void orphans(Consumer<String> consumer);
}
