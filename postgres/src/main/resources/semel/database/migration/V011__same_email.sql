-- Whether a repeat came with a new email is told as people tell it: C@example.com is c@example.com.
-- Nothing else is different from before.

-- Writes leads and their messages (T1), or finds the leads that these people already are. Everything
-- about one registration stands at the same place of the arrays, counted from 1. No row comes back
-- for an unknown campaign; of two registrations of one person the first is fresh.
create or replace function semel.enroll_all(
  p_campaign text[], p_name text[], p_email text[], p_phone_typed text[], p_phone text[],
  p_source text[], p_answers jsonb[], p_metadata jsonb[], p_who text
) returns table (place integer, lead_id uuid, fresh boolean, scheduled_for timestamptz)
  language plpgsql volatile as $$
#variable_conflict use_column
declare
  v_all semel.enrolment[];
  v_new uuid[];
begin
  -- In one order everywhere, so that two groups with the same people wait for each other one way.
  select array_agg((place, semel.lead_id_of(id_bytes, clock_timestamp(), bucket), bucket, campaign,
                    person, name, email, phone_typed, phone, source, answers, metadata,
                    semel.code_of(code_bytes), clock_timestamp() + delay)::semel.enrolment
                   order by person, campaign, place)
  into v_all
  from (
    select g.*, c.delay, get_byte(p.person, 0) & 63 as bucket, p.person,
           uuid_send(gen_random_uuid()) as id_bytes, uuid_send(gen_random_uuid()) as code_bytes
    from unnest(p_campaign, p_name, p_email, p_phone_typed, p_phone, p_source, p_answers, p_metadata)
           with ordinality g (campaign, name, email, phone_typed, phone, source, answers, metadata,
                              place)
    join semel.campaign c on c.slug = g.campaign
    cross join semel.installation i
    cross join lateral (select semel.person_of(i.inner_key, i.outer_key, g.phone) as person) p
  ) given;
  if v_all is null then
    return;
  end if;
  with leads as (
    insert into semel.lead (id, bucket, campaign, person, name, email, phone_typed, phone,
                            source, answers, metadata, code, scheduled_for)
    select e.id, e.bucket, e.campaign, e.person, e.name, e.email, e.phone_typed, e.phone,
           e.source, e.answers, e.metadata, e.code, e.scheduled_for
    from unnest(v_all) e
    on conflict (person, campaign, bucket) do nothing
    returning id, bucket, campaign, scheduled_for
  ), messages as (
    insert into semel.message (lead_id, channel, bucket, due_at, next_at, not_after)
    select l.id, channel, l.bucket, l.scheduled_for, l.scheduled_for,
           l.scheduled_for + c.send_window
    from leads l
    join semel.campaign c on c.slug = l.campaign
    cross join unnest(array[0, 1]::smallint[]) channel
  )
  select coalesce(array_agg(id), '{}') into v_new from leads;
  if cardinality(v_new) = cardinality(v_all) then
    return query select e.place, e.id, true, e.scheduled_for from unnest(v_all) e;
    return;
  end if;
  if exists (select 1 from unnest(v_all) e
             where not exists (select 1 from semel.lead l
                               where l.person = e.person and l.campaign = e.campaign
                                 and l.bucket = e.bucket)) then
    -- Only under REPEATABLE READ: the first lead is committed but not in this snapshot.
    raise exception 'the person registered at the same time; repeat the transaction'
      using errcode = 'serialization_failure';
  end if;
  insert into semel.blocked_repeat (lead_id, channel, reason, who)
  select l.id, null,
         case when lower(l.email collate "C") is not distinct from lower(e.email collate "C")
              then 'form sent twice' else 'same phone, new email' end,
         p_who
  from unnest(v_all) e
  join semel.lead l on l.person = e.person and l.campaign = e.campaign and l.bucket = e.bucket
  where not (l.id = e.id and l.id = any (v_new));
  return query
  select e.place, l.id, l.id = e.id and l.id = any (v_new), l.scheduled_for
  from unnest(v_all) e
  join semel.lead l on l.person = e.person and l.campaign = e.campaign and l.bucket = e.bucket;
end $$;
