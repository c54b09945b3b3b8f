-- What V021 and V022 spelled out holds for the rows before it too.
alter table semel.lead validate constraint lead_bucket;
alter table semel.message
  validate constraint message_bucket,
  validate constraint message_channel,
  validate constraint message_open,
  validate constraint message_claim,
  validate constraint message_body,
  validate constraint message_doubt,
  validate constraint message_settled;

-- Tables that grow with every lead are looked after as early as semel.message: a fifth of ten million
-- rows, the server's standard, is late.
alter table semel.lead set (
  autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_analyze_scale_factor = 0.02);
alter table semel.journal set (
  autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_analyze_scale_factor = 0.02);
alter table semel.idempotency_key set (autovacuum_vacuum_scale_factor = 0.05);
