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
