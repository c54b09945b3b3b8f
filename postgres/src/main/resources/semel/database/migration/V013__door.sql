-- The public door costs money, so it counts whom it lets in.

-- New leads per window, by what the limits name: 0 an address, 1 a network, 2 the beginning of a
-- number, 3 a campaign, 4 a campaign that may have a burst, 5 one whose burst was told of in this
-- window. Unlogged: a count is good for a day at most, and whoever can crash the
-- server has other ways in; so counting writes nothing to the log that a registration waits for.
create unlogged table semel.intake_count (
  scope   smallint not null check (scope between 0 and 5),
  subject text not null,
  -- What everybody counts in is spread over slots, so that nobody waits for everybody.
  slot    smallint not null,
  -- The end of the window that is counted.
  until   timestamptz not null,
  taken   integer not null,
  primary key (scope, subject, slot)
) with (fillfactor = 70);
create index intake_count_until on semel.intake_count (until);

-- Numbers and addresses that get no messages any more. Under a keyed hash, as a person of a lead: it
-- outlives the erasure of whom it is about, and names nobody.
create table semel.stop (
  channel   smallint not null check (channel in (0, 1)),
  recipient bytea not null check (length(recipient) = 32),
  at        timestamptz not null default clock_timestamp(),
  who       text not null,
  primary key (channel, recipient)
);

-- C@example.com is c@example.com. Of a number it is the person of its leads.
create function semel.stop_key(recipient text) returns bytea
  language sql stable strict parallel safe
begin atomic
  select semel.person_of(inner_key, outer_key, lower(recipient collate "C"))
  from semel.installation;
end;
