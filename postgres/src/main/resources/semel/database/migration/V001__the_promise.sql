-- The promise, written as constraints first: one lead per campaign and person, one message per lead
-- and channel, and a state whose columns agree with it.

-- The bucket (0 to 63) is a small hash of the person. It is part of every key, so the tables can be
-- spread over servers later; the lead's id carries it in its last six bits.
create function semel.bucket_of(id uuid) returns smallint
  language sql immutable strict parallel safe
  return (get_byte(uuid_send(id), 15) & 63)::smallint;

-- One row: what is particular to this installation.
create table semel.installation (
  only_row         boolean primary key default true check (only_row),
  -- The two padded keys of an HMAC-SHA-256 (RFC 2104) over phone numbers.
  inner_key        bytea not null check (length(inner_key) = 64),
  outer_key        bytea not null check (length(outer_key) = 64),
  -- SHA-256 of the operator's token; null until the first start makes one.
  token_hash       bytea
);

-- Which history of the database the claims stand on: a fail-over or a restore changes it.
create table semel.history (
  only_row          boolean primary key default true check (only_row),
  system_identifier bigint not null,
  timeline          text not null
);

create table semel.campaign (
  slug        text primary key,
  language    text not null,
  delay       interval not null check (delay >= interval '0'),
  -- How long after its due time a message may still be sent.
  send_window interval not null default interval '24 hours',
  target      text not null,
  updated_at  timestamptz not null default clock_timestamp()
);

create table semel.lead (
  id               uuid primary key,
  bucket           smallint not null check (bucket = semel.bucket_of(id)),
  campaign         text not null,
  -- A keyed hash of the phone number: the same person again, also after the number is erased.
  person           bytea not null check (length(person) = 32),
  name             text,
  email            text,
  phone_typed      text,
  phone            text,
  source           text,
  answers          jsonb,
  metadata         jsonb,
  -- The unguessable part of the short link. Random, so an index is enough; no constraint.
  code             text not null,
  scheduled_for    timestamptz not null,
  created_at       timestamptz not null default clock_timestamp(),
  updated_at       timestamptz not null default clock_timestamp(),
  sms_clicked_at   timestamptz,
  email_clicked_at timestamptz,
  clicks           integer not null default 0,
  erase_asked_at   timestamptz,
  erased_at        timestamptz,
  -- One lead per campaign and person for ever. Person first: the limit per recipient asks by it.
  unique (person, campaign, bucket)
);
create index lead_code on semel.lead (code);
create index lead_created on semel.lead (created_at, id);
-- Wishes to erase that wait for an open attempt; every sweep asks for them.
create index lead_erasing on semel.lead (erase_asked_at)
  where erase_asked_at is not null and erased_at is null;

create table semel.message (
  lead_id          uuid not null,
  channel          smallint not null check (channel in (0, 1)),
  bucket           smallint not null check (bucket = semel.bucket_of(lead_id)),
  state            smallint not null default 0 check (state between 0 and 6),
  -- On a worker's list: scheduled, claimed or in doubt. A column of its own, because an index that
  -- names `state` would have to be written at each claim.
  open             boolean not null default true,
  due_at           timestamptz not null,
  next_at          timestamptz not null,
  not_after        timestamptz not null,
  account          text,
  attempt_no       integer not null default 0,
  attempts_spent   integer not null default 0,
  exposed          boolean not null default false,
  first_attempt_at timestamptz,
  claim_id         uuid,
  claimed_by       text,
  claimed_at       timestamptz,
  lease_until      timestamptz,
  doubt_since      timestamptz,
  absent_at        timestamptz,
  cancel_requested boolean not null default false,
  body             text,
  settled_at       timestamptz,
  reference        text,
  reason           text,
  -- The promise: one message per lead and channel (the bucket follows from the lead).
  primary key (lead_id, channel, bucket),
  check (open = (state in (0, 1, 2))),
  check (state <> 1 or (claim_id is not null and lease_until is not null
                        and body is not null and account is not null)),
  check ((state in (2, 3)) = (doubt_since is not null)),
  check (state <> 2 or (claim_id is not null and lease_until is not null and account is not null)),
  check ((state in (4, 5, 6)) = (settled_at is not null)),
  check ((state = 4) = (reference is not null))
) with (
  -- Room on the same page for claims with short bodies: those write no index. The end of an attempt
  -- always does, it takes the message off the list of what is open. More room was measured: no gain.
  fillfactor = 60,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_vacuum_cost_delay = 1
);
-- What is due, per channel. The only index that a message on its way touches.
create index message_open on semel.message (channel, next_at) where open;
-- Doubts, oldest first. Empty as long as every call got a clear answer.
create index message_doubt on semel.message (doubt_since) where doubt_since is not null;

-- The append-only account of every transition but T1 and T2: those are the message row itself, and
-- the line that ends a claim carries when and by whom it was made.
create table semel.journal (
  id         bigint generated always as identity primary key,
  lead_id    uuid not null,
  channel    smallint,
  at         timestamptz not null default clock_timestamp(),
  from_state smallint not null,
  to_state   smallint not null,
  rule       smallint,
  why        text not null,
  who        text not null,
  -- 0 plain, 1 a blocked repeat, 2 an incident: a second acceptance is possible.
  mark       smallint not null default 0,
  attempt_no integer,
  claim_id   uuid,
  claimed_at timestamptz
);
create index journal_lead on semel.journal (lead_id, id);
create index journal_incident on semel.journal (id) where mark = 2;
create index journal_failed on semel.journal (id) where to_state = 5 and from_state <> 5;

-- Each repeat that was refused. Not an error: the proof that the refusal works.
create table semel.blocked_repeat (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default clock_timestamp(),
  lead_id uuid not null,
  channel smallint,
  reason  text not null,
  who     text not null,
  detail  text
);
create index blocked_repeat_lead on semel.blocked_repeat (lead_id);

create table semel.idempotency_key (
  key         text primary key,
  fingerprint text not null,
  -- Null only inside the transaction that is still deciding.
  lead_id     uuid,
  fresh       boolean,
  created_at  timestamptz not null default clock_timestamp()
);
create index idempotency_key_created on semel.idempotency_key (created_at);

-- One row per account, locked first by every claim: it bounds claims over all workers.
create table semel.rate_gate (
  account      text primary key,
  -- Generic cell rate algorithm: the theoretical arrival time of the next claim.
  tat          timestamptz not null default '1970-01-01 00:00:00+00',
  -- Null: no rate is set.
  spacing      interval,
  burst        integer not null default 1,
  paused_until timestamptz,
  pause_reason text
);

create table semel.alert (
  id        bigint generated always as identity primary key,
  rule      text not null,
  text      text not null,
  count     bigint not null,
  raised_at timestamptz not null default clock_timestamp(),
  -- The last blocked repeat and journal line that this alert counts.
  repeat_id bigint not null,
  line_id   bigint not null,
  taken_until timestamptz,
  told_at   timestamptz
);
create index alert_rule on semel.alert (rule, id);
create index alert_untold on semel.alert (id) where told_at is null;

create table semel.sandbox_capture (
  id        bigint generated always as identity primary key,
  lead_id   uuid not null,
  channel   smallint not null,
  recipient text not null,
  body      text not null,
  at        timestamptz not null default clock_timestamp()
);
create index sandbox_capture_lead on semel.sandbox_capture (lead_id, channel);
-- The sandbox honours the message key of an email, as a provider with idempotency keys does.
create unique index sandbox_capture_email on semel.sandbox_capture (lead_id) where channel = 1;

create table semel.sandbox_behaviour (
  channel   smallint primary key,
  behaviour text not null
);
