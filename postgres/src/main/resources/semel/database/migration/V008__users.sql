-- Who may enter the dashboard. Nobody is here at first: the operator's token is the first sign-in.
create table semel.named_user (
  name        text primary key,
  role        text not null check (role in ('viewer', 'operator', 'admin')),
  -- Argon2id with its salt and parameters, as one text (PHC string format).
  password    text not null,
  disabled    boolean not null default false,
  created_at  timestamptz not null default clock_timestamp(),
  changed_at  timestamptz not null default clock_timestamp()
);

-- By the name under which somebody acts, so that whoever enters without one has preferences too.
create table semel.preference (
  name        text primary key,
  language    text check (language in ('ru', 'kk', 'en')),
  shortcuts   boolean not null
);

create table semel.session (
  -- SHA-256 of the secret in the cookie: who reads this table cannot enter with it.
  key         bytea primary key check (length(key) = 32),
  name        text not null,
  -- Set when the session began with the operator's token: a hash of it together with the secret in
  -- the cookie. Another token ends the session, and nobody can try tokens against this column.
  proof       text,
  began_at    timestamptz not null default clock_timestamp(),
  seen_at     timestamptz not null default clock_timestamp()
);
create index session_name on semel.session (name);
create index session_began on semel.session (began_at);

-- Attempts to sign in that failed or have not ended, of the last quarter of an hour.
create table semel.sign_in_attempt (
  id          bigint generated always as identity primary key,
  -- A hash: people type passwords where the name belongs.
  name        bytea not null,
  address     text not null,
  at          timestamptz not null default clock_timestamp()
);
create index sign_in_attempt_name on semel.sign_in_attempt (name, at);
create index sign_in_attempt_address on semel.sign_in_attempt (address, at);
create index sign_in_attempt_at on semel.sign_in_attempt (at);

-- What people did that is no transition of a message. Only ever added to.
create table semel.act (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default clock_timestamp(),
  who         text not null,
  what        text not null,
  -- The user, lead or setting that it was done to; ids only, so that erasing leaves nothing here.
  about       text,
  detail      text
);
create index act_about on semel.act (about, id);

-- Which leads are shown whole, to which visit, and until when.
create table semel.reveal (
  lead_id     uuid not null,
  visit       text not null,
  until       timestamptz not null,
  primary key (lead_id, visit)
);
create index reveal_until on semel.reveal (until);

-- What an administrator set. What is not here is as it comes.
create table semel.setting (
  name        text primary key,
  value       text not null
);
