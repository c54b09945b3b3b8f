-- Receipts: what providers report about messages that they accepted.

-- The inbox of webhooks. The key is the provider's own name of the event, so that the same event
-- counts once however often it comes.
create table semel.provider_event (
  provider    text not null,
  event_id    text not null,
  -- As it came, until it is handled: people stand in it.
  payload     text not null,
  received_at timestamptz not null default clock_timestamp(),
  -- When it is looked at next: its message may not be known yet.
  next_at     timestamptz not null default clock_timestamp(),
  tries       integer not null default 0,
  handled_at  timestamptz,
  -- What came of it; while it is open, why it waits.
  result      text,
  lead_id     uuid,
  primary key (provider, event_id),
  check (handled_at is null or result is not null)
);
create index provider_event_open on semel.provider_event (provider, next_at)
  where handled_at is null;
create index provider_event_handled on semel.provider_event (handled_at)
  where handled_at is not null;
-- Given up: those are counted at every look.
create index provider_event_unmatched on semel.provider_event (handled_at)
  where result = 'unmatched';

-- What is known of a message after it was accepted. A table of its own: a receipt then touches
-- neither the message nor its indexes.
create table semel.receipt (
  lead_id      uuid not null,
  channel      smallint not null check (channel in (0, 1)),
  bucket       smallint not null check (bucket = semel.bucket_of(lead_id)),
  account      text not null,
  -- 0 nothing yet, 1 delayed, 2 delivered, 3 undelivered, 4 complained: only ever rises.
  kind         smallint not null default 0 check (kind between 0 and 4),
  -- The provider's own word for it.
  word         text,
  told_at      timestamptz,
  -- Another last word than this one was told, before it or after.
  contradicted_at timestamptz,
  asked        integer not null default 0,
  -- When the provider is asked next; null when it is not.
  ask_at       timestamptz,
  primary key (lead_id, channel, bucket),
  check ((kind = 0) = (told_at is null))
);
create index receipt_ask on semel.receipt (account, ask_at) where ask_at is not null;
create index receipt_contradicted on semel.receipt (contradicted_at)
  where contradicted_at is not null;

-- Up to which moment messages that were sent are followed. Those from before the first are not.
create table semel.receipt_follow (
  provider text primary key,
  until    timestamptz not null default clock_timestamp()
);

-- How many receipts of each kind there were, by day and by the beginning of the phone number: the
-- numbers that metrics and alerts are made of, without a look at the receipts themselves.
create table semel.receipt_tally (
  day      date not null,
  provider text not null,
  -- `+7701`, for example; empty for email and where the number is erased.
  prefix   text not null,
  kind     smallint not null check (kind between 1 and 4),
  receipts bigint not null,
  primary key (day, provider, prefix, kind)
);
