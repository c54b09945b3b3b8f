-- What the dashboard looks at. A claim still writes no index: none of those on semel.message names a
-- column that a claim changes (`state` is one), and a message that is on its way is in none of them.
-- What ended is; its row moves to other index entries at that moment anyway.

-- What was sent, by when that was recorded.
create index message_sent on semel.message (settled_at) include (channel)
  where reference is not null;
-- What ended without being sent: failed or cancelled.
create index message_unsent on semel.message (settled_at)
  where settled_at is not null and reference is null;
-- Operators look for what the provider calls a message.
create index message_reference on semel.message (reference) where reference is not null;
-- What was put off: retries, limits, doubts. A message that leaves when it is due never enters.
create index message_pushed on semel.message (next_at) where open and next_at > due_at;

-- Lists begin with the newest due; each campaign is a list.
create index lead_scheduled on semel.lead (campaign, scheduled_for, id);
-- The last digits of a number are its first when read backwards.
create index lead_phone_end on semel.lead (reverse(phone) text_pattern_ops);
create index lead_email on semel.lead (lower(email));

-- The words of a name, in lower case. What separates words is named and not left to the server's
-- locale: an index must not change its mind with it.
create function semel.words(name text) returns text[]
  language sql immutable parallel safe
  return array_remove(
    regexp_split_to_array(lower(left(name, 200)),
      '[\u0001-\u002f:-@\[-`{-\u00a0\u00ab\u00bb\u2000-\u206f\u3000]+'), '');

create function semel.name_words(name text) returns tsvector
  language sql immutable parallel safe
  return array_to_tsvector(semel.words(name));

-- Finds the names of which a word begins with each word of the text; null where it has no word.
create function semel.name_query(sought text) returns tsquery
  language sql stable parallel safe
begin atomic
  select string_agg(format('''%s'':*', word), ' & ')::tsquery from unnest(semel.words(sought)) word;
end;

-- Written at once: a list of entries to be sorted in later would have to be read by each search.
create index lead_words on semel.lead using gin (semel.name_words(name)) with (fastupdate = off);

-- The facts on which the states on screen depend, as one number: channel, state, put off to later
-- than due, ready to be tried. What they look like is not decided here.
create function semel.facts(
  channel smallint, state smallint, due_at timestamptz, next_at timestamptz, now timestamptz
) returns integer
  language sql immutable parallel safe
  return channel * 28 + state * 4
         + case when next_at > now and next_at > due_at then 2 when next_at <= now then 1 else 0 end;

create index blocked_repeat_at on semel.blocked_repeat (at, id);

-- A rule is raised in spells: the newest alert of a rule tells of its whole spell.
alter table semel.alert
  add column every           interval not null default interval '1 hour',
  add column since           timestamptz,
  add column total           bigint,
  add column acknowledged_by text,
  add column acknowledged_at timestamptz,
  add check ((acknowledged_by is null) = (acknowledged_at is null));
update semel.alert set since = raised_at, total = count;
alter table semel.alert
  alter column since set not null,
  alter column total set not null;

-- Since when a message is as it is: ended, in doubt, or else when it is to be tried.
create function semel.since(m semel.message) returns timestamptz
  language sql immutable parallel safe
  return coalesce(m.settled_at, m.doubt_since, m.next_at);

-- Whether a message is among those that a list asks for: by its facts, and by two windows of time,
-- one for what has ended and one for what is still to be sent.
create function semel.is_listed(
  m semel.message, now timestamptz, facts integer[],
  settled_from timestamptz, next_from timestamptz, next_until timestamptz
) returns boolean
  language sql immutable parallel safe
  return semel.facts(m.channel, m.state, m.due_at, m.next_at, now) = any (facts)
     and case when m.settled_at is not null then m.settled_at >= settled_from
              when m.doubt_since is not null then true
              else m.next_at >= next_from and m.next_at < next_until end;
