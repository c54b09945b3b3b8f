-- As V021 for the other table.
alter table semel.message
  add constraint message_bucket
    check (bucket = (get_byte(uuid_send(lead_id), 15) & 63)) not valid,
  add constraint message_channel check (channel between 0 and 1) not valid,
  add constraint message_open check (open = (state <= 2)) not valid,
  add constraint message_claim check (
    state not between 1 and 2
    or (claim_id is not null and lease_until is not null and account is not null)) not valid,
  add constraint message_body check (state <> 1 or body is not null) not valid,
  add constraint message_doubt check ((state between 2 and 3) = (doubt_since is not null)) not valid,
  add constraint message_settled check ((state >= 4) = (settled_at is not null)) not valid;
alter table semel.message
  drop constraint message_check,
  drop constraint message_channel_check,
  drop constraint message_check1,
  drop constraint message_check2,
  drop constraint message_check3,
  drop constraint message_check4,
  drop constraint message_check5;
