-- A spell of alerts has a name, and an end where the thing goes on until it is over.
alter table semel.alert
  add column alarm     uuid not null default gen_random_uuid(),
  add column lasts     boolean not null default false,
  -- When a rule called for it last; null where nobody looks for an end.
  add column called_at timestamptz,
  add column over_at   timestamptz;
create index alert_lasting on semel.alert (rule) where lasts and over_at is null;

-- What is to be said to each destination: once that it is the matter, once that it is over.
create table semel.telling (
  id          uuid primary key default gen_random_uuid(),
  alert_id    bigint not null,
  destination text not null,
  over        boolean not null,
  made_at     timestamptz not null default clock_timestamp(),
  next_at     timestamptz not null default clock_timestamp(),
  tries       integer not null default 0,
  told_at     timestamptz,
  unique (alert_id, destination, over)
);
create index telling_untold on semel.telling (destination, next_at) where told_at is null;

-- alert.taken_until and the index alert_untold stay for the version before this one.

-- When a change of the past was noticed last, and what it put in doubt.
alter table semel.history
  add column changed_at timestamptz,
  add column doubted    bigint;

-- Whether the newest alert of a rule tells of something that is still the matter.
create function semel.is_raised(a semel.alert) returns boolean
  language sql parallel safe
  return case when a.lasts then a.over_at is null
              else a.raised_at > clock_timestamp() - 2 * a.every end;
