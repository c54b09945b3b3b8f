-- Identifier and timeline tell of a fail-over. They do not tell of a copy of the files that is put
-- back and started as it is, nor of a dump that is put back into its own server; and both lose claims.
alter table semel.history
  -- When the files came to stand where they stand: a copy makes new ones, a restart does not.
  add column placed_at timestamptz,
  -- The table of the messages: a dump that is put back makes another one.
  add column message_table oid;

-- Null where the login may not ask; the operator of such a server has the word then.
create function semel.files_placed_at() returns timestamptz
  language plpgsql stable as $$
begin
  if has_function_privilege('pg_catalog.pg_stat_file(text)', 'execute') then
    return (pg_stat_file('PG_VERSION')).change;
  end if;
  return null;
end $$;

-- The history that the server is on now.
create function semel.live_history()
  returns table (system_identifier bigint, timeline text, placed_at timestamptz, message_table oid)
  language sql stable as $$
  select c.system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8),
         semel.files_placed_at(), 'semel.message'::regclass::oid
  from pg_control_system() c
$$;

-- Whether the claims stand on the history that the server is on. What either side cannot see does
-- not make a difference.
create function semel.same_history() returns boolean
  language sql stable as $$
  select h.system_identifier = l.system_identifier
     and h.timeline = l.timeline
     and coalesce(h.placed_at = l.placed_at, true)
     and coalesce(h.message_table = l.message_table, true)
  from semel.history h, semel.live_history() l
$$;

update semel.history h
set placed_at = l.placed_at, message_table = l.message_table
from semel.live_history() l;
