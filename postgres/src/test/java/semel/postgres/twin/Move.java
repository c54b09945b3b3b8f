package semel.postgres.twin;

/// The operations; each pair of them is played.
enum Move {
  CLAIM,
  CLAIM_ONE,
  CLOSE,
  RELEASE,
  CHOOSE,
  CHOOSE_OTHER,
  SWEEP,
  SETTLE_FOUND,
  SETTLE_ABSENT,
  CANCEL_CLAIMED,
  CANCEL_DOUBT,
  CANCEL_DUE,
  REGISTER,
  REGISTER_WITH_KEY,
  REGISTER_OTHER_WITH_KEY,
  HISTORY
}
