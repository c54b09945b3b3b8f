-- A registration costs the server less. Different from before are which random bits an id (66 now, not
-- 68) and a code (66, not 64) are made of, and when names get into their index.

-- Each statement that writes reads the constraints from their text anew: of a lone registration that was
-- a third. Those that called a function or listed states say the same in fewer words, and have names. A
-- migration for each table, since others lock both, in either order; what there is is looked through after.
alter table semel.lead
  add constraint lead_bucket check (bucket = (get_byte(uuid_send(id), 15) & 63)) not valid;
alter table semel.lead drop constraint lead_check;

-- Not immutable any more: PostgreSQL does not write a function into the statement that calls it when
-- that says more than what it calls does, and to convert a text is stable only.
create or replace function semel.person_of(inner_key bytea, outer_key bytea, phone text) returns bytea
  language sql stable parallel safe
  return sha256(outer_key || sha256(inner_key || convert_to(phone, 'UTF8')));

-- As before, put together as text: bytes can become a uuid only by way of it.
create or replace function semel.lead_id_of(random bytea, at timestamptz, bucket integer) returns uuid
  language sql stable parallel safe
  return (lpad(to_hex((date_part('epoch', at) * 1000)::bigint), 12, '0')
          || '7' || substring(encode(random, 'hex') from 14 for 17) || to_hex(128 | bucket))::uuid;

-- 66 random bits: without the characters that hold the version and the variant of a random uuid.
create or replace function semel.code_of(random bytea) returns text
  language sql immutable parallel safe
  return translate(overlay(left(encode(random, 'base64'), 14) placing '' from 9 for 3), '+/', '-_');

-- Writes leads and their messages (T1), or finds the leads that these people already are. Everything
-- about one registration stands at the same place of the arrays, counted from 1. No row comes back
-- for an unknown campaign; of two registrations of one person the first is fresh.
create or replace function semel.enroll_all(
  p_campaign text[], p_name text[], p_email text[], p_phone_typed text[], p_phone text[],
  p_source text[], p_answers jsonb[], p_metadata jsonb[], p_who text
) returns table (place integer, lead_id uuid, fresh boolean, scheduled_for timestamptz)
  language plpgsql volatile
  -- To plan these statements anew each time takes longer than to run them.
  set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_known   integer[];
  v_places  integer[];
  v_leads   uuid[];
  v_dues    timestamptz[];
  v_reasons text[];
begin
  with given as materialized (
    select g.*, clock_timestamp() + c.delay as due, p.person,
           get_byte(p.person, 0) & 63 as bucket
    from unnest(p_campaign, p_name, p_email, p_phone_typed, p_phone, p_source, p_answers, p_metadata)
           with ordinality g (campaign, name, email, phone_typed, phone, source, answers, metadata,
                              place)
    join semel.campaign c on c.slug = g.campaign
    cross join semel.installation i
    cross join lateral (select semel.person_of(i.inner_key, i.outer_key, g.phone) as person) p
    -- In one order everywhere, so that two groups with the same people wait for each other one way.
    order by p.person, g.campaign, g.place
  ), leads as (
    insert into semel.lead (id, bucket, campaign, person, name, email, phone_typed, phone,
                            source, answers, metadata, code, scheduled_for)
    select semel.lead_id_of(uuid_send(gen_random_uuid()), clock_timestamp(), g.bucket), g.bucket,
           g.campaign, g.person, g.name, g.email, g.phone_typed, g.phone, g.source, g.answers,
           g.metadata, semel.code_of(uuid_send(gen_random_uuid())), g.due
    from given g
    on conflict (person, campaign, bucket) do nothing
    returning id, bucket, campaign, person, scheduled_for
  ), messages as (
    insert into semel.message (lead_id, channel, bucket, due_at, next_at, not_after)
    select l.id, channel, l.bucket, l.scheduled_for, l.scheduled_for,
           l.scheduled_for + c.send_window
    from leads l
    join semel.campaign c on c.slug = l.campaign
    cross join unnest(array[0, 1]::smallint[]) channel
  ), first as (
    select min(g.place) as place, l.id, l.scheduled_for
    from leads l
    join given g on g.person = l.person and g.campaign = l.campaign
    group by l.id, l.scheduled_for
  )
  select (select array_agg(place) from given),
         array_agg(f.place), array_agg(f.id), array_agg(f.scheduled_for)
  into v_known, v_places, v_leads, v_dues
  from first f;
  return query
  select place, lead, true, due from unnest(v_places, v_leads, v_dues) f (place, lead, due);
  if cardinality(v_places) is not distinct from cardinality(v_known) then
    return;
  end if;
  -- Somebody is a repeat.
  select array_agg(g.place), array_agg(l.id), array_agg(l.scheduled_for),
         array_agg(case when lower(l.email collate "C") is not distinct from lower(g.email collate "C")
                        then 'form sent twice' else 'same phone, new email' end)
  into v_places, v_leads, v_dues, v_reasons
  from unnest(p_campaign, p_email, p_phone) with ordinality g (campaign, email, phone, place)
  cross join semel.installation i
  cross join lateral (select semel.person_of(i.inner_key, i.outer_key, g.phone) as person) p
  left join semel.lead l on l.person = p.person and l.campaign = g.campaign
                        and l.bucket = get_byte(p.person, 0) & 63
  where g.place = any (v_known) and g.place <> all (coalesce(v_places, '{}'));
  if array_position(v_leads, null) is not null then
    -- Only under REPEATABLE READ: the first lead is committed but not in this snapshot.
    raise exception 'the person registered at the same time; repeat the transaction'
      using errcode = 'serialization_failure';
  end if;
  insert into semel.blocked_repeat (lead_id, channel, reason, who)
  select lead, null, reason, p_who from unnest(v_leads, v_reasons) r (lead, reason);
  return query
  select place, lead, false, due from unnest(v_places, v_leads, v_dues) r (place, lead, due);
end $$;

-- New names are sorted into the index of words some hundred at a time: for one it is a good part of what
-- a registration costs. Searches read the list of those that wait, which is kept this short (kB).
alter index semel.lead_words set (fastupdate = on, gin_pending_list_limit = 64);
