package semel.lifecycle;

/// The allowed transitions of protocol §4, by number; [Lifecycle] is their table.
public enum Rule {
  T1,
  T2,
  T3,
  T4,
  T5,
  T6,
  T7,
  T8,
  T9,
  T10,
  T11,
  T12,
  T13,
  T14
}
