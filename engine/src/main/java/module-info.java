/// The promise. What is not named here is not used: no SQL, no HTTP, no logger, no thread pool.
module semel.engine {
  requires static transitive org.jspecify;

  exports semel.account;
  exports semel.board;
  exports semel.board.kept;
  exports semel.campaign;
  exports semel.desk;
  exports semel.dispatch;
  exports semel.intake;
  exports semel.journal;
  exports semel.lifecycle;
  exports semel.message;
  exports semel.monitor;
  exports semel.reconcile;
  exports semel.sandbox;
  exports semel.settings;
  exports semel.stops;
  exports semel.takeover;
  exports semel.users;
  exports semel.visits;
  exports semel.worker;
}
