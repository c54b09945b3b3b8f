-- Registration, once: the HTTP door and SQL callers both end in semel.enroll.

insert into semel.installation (inner_key, outer_key)
with random_key as (
  -- 32 bytes from the server's strong random source, padded to the block size of SHA-256.
  select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
                || uuid_send(gen_random_uuid()))
         || decode(repeat('00', 32), 'hex') as key
), padded as (
  select string_agg(lpad(to_hex(get_byte(key, i) # 54), 2, '0'), '' order by i) as inner_hex,
         string_agg(lpad(to_hex(get_byte(key, i) # 92), 2, '0'), '' order by i) as outer_hex
  from random_key, generate_series(0, 63) i
)
select decode(inner_hex, 'hex'), decode(outer_hex, 'hex') from padded;

create function semel.person(phone text) returns bytea
  language sql stable strict parallel safe
begin atomic
  select sha256(outer_key || sha256(inner_key || convert_to(phone, 'UTF8')))
  from semel.installation;
end;

-- Version 7 (RFC 9562): time first, so new leads share index pages; the last six bits are the bucket.
create function semel.new_lead_id(bucket integer) returns uuid
  language plpgsql volatile as $$
declare
  bytes bytea := uuid_send(gen_random_uuid());
begin
  bytes := overlay(bytes placing substring(
    int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6);
  bytes := set_byte(bytes, 6, (get_byte(bytes, 6) & 15) | 112);
  bytes := set_byte(bytes, 15, (get_byte(bytes, 15) & 192) | bucket);
  return encode(bytes, 'hex')::uuid;
end $$;

-- 64 random bits, as eleven characters that may stand in a URL.
create function semel.new_code() returns text
  language sql volatile as $$
  select translate(rtrim(encode(substring(u from 1 for 6) || substring(u from 10 for 2),
                                'base64'), '='), '+/', '-_')
  from (select uuid_send(gen_random_uuid()) as u) random
$$;

-- Writes a lead and both of its messages (T1), or finds the lead that this person already is. No row
-- comes back for an unknown campaign.
create function semel.enroll(
  p_campaign text, p_name text, p_email text, p_phone_typed text, p_phone text,
  p_source text, p_answers jsonb, p_metadata jsonb, p_who text
) returns table (lead_id uuid, fresh boolean, scheduled_for timestamptz)
  language plpgsql volatile as $$
declare
  v_campaign semel.campaign;
  v_person   bytea;
  v_bucket   integer;
  v_due      timestamptz;
  v_lead     uuid;
  v_email    text;
begin
  select * into v_campaign from semel.campaign c where c.slug = p_campaign;
  if not found then
    return;
  end if;
  v_person := semel.person(p_phone);
  v_bucket := get_byte(v_person, 0) & 63;
  v_due := clock_timestamp() + v_campaign.delay;
  insert into semel.lead (id, bucket, campaign, person, name, email, phone_typed, phone,
                          source, answers, metadata, code, scheduled_for)
  values (semel.new_lead_id(v_bucket), v_bucket, p_campaign, v_person, p_name, p_email,
          p_phone_typed, p_phone, p_source, p_answers, p_metadata, semel.new_code(), v_due)
  on conflict (person, campaign, bucket) do nothing
  returning id into v_lead;
  if v_lead is not null then
    insert into semel.message (lead_id, channel, bucket, due_at, next_at, not_after)
    select v_lead, c, v_bucket, v_due, v_due, v_due + v_campaign.send_window
    from unnest(array[0, 1]::smallint[]) c;
    return query select v_lead, true, v_due;
    return;
  end if;
  select l.id, l.scheduled_for, l.email into v_lead, v_due, v_email
  from semel.lead l
  where l.person = v_person and l.campaign = p_campaign and l.bucket = v_bucket;
  if v_lead is null then
    -- Only under REPEATABLE READ: the first lead is committed but not in this snapshot.
    raise exception 'the person registered at the same time; repeat the transaction'
      using errcode = 'serialization_failure';
  end if;
  insert into semel.blocked_repeat (lead_id, channel, reason, who)
  values (v_lead, null,
          case when v_email is not distinct from p_email
               then 'form sent twice' else 'same phone, new email' end,
          p_who);
  return query select v_lead, false, v_due;
end $$;

-- The spellings of a Kazakhstan mobile number that a person types, read as the HTTP door reads
-- them; null for anything else. The door knows more countries; a caller in SQL with another number gives
-- it in E.164. With a plus sign all eleven digits must be there: ten are somebody else's number.
create function semel.mobile_number(typed text) returns text
  language sql immutable strict parallel safe as $$
  select case
    -- Spaces, dashes, brackets, dots, and the marks that come along when a number is copied.
    when folded !~ ('^[-+0-9 ().\[\]\u00a0\u00ad\u2000-\u2015\u202a-\u202f\u205f-\u206f\u2212'
                    || '\u3000\ufeff\uff08\uff09\uff0d\uff0e]+$')
      or dialled ~ '[0-9]\+' then null
    when dialled ~ '^(|7|8|8107|\++[78])7(0[0-25-8]|47|6[0-4]|7[15-8]|85)[0-9]{7}$'
      then '+7' || right(dialled, 10)
    -- No country begins with +80, +87 or +810: that is a prefix of home, and a number gone wrong.
    when dialled ~ '^\+[1-9][0-9]{6,14}$' and dialled !~ '^\+(7|80|87|810)' then dialled
  end
  from (select translate(regexp_replace(typed, '^tel:', '', 'i'),
                         '０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹＋',
                         '012345678901234567890123456789+') as folded) f,
       lateral (select regexp_replace(folded, '[^0-9+]', '', 'g') as dialled) d
$$;

-- For others to call, inside their own transaction: registers a person and returns the lead's id.
create function semel.register(campaign text, name text, email text, phone text, answers jsonb)
  returns uuid
  language plpgsql volatile as $$
declare
  v_phone text := semel.mobile_number(phone);
  v_email text := lower(trim(email));
  v_name  text := trim(name);
  v_lead  uuid;
begin
  if v_phone is null then
    raise exception 'semel.register: phone must be a mobile number, as +7 7XX XXX XX XX'
      using errcode = 'invalid_parameter_value';
  end if;
  if v_email is null or length(v_email) > 254
     or v_email !~ '^[^@]{1,64}@'
     or v_email !~ ('^[a-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&''*+/=?^_`{|}~-]+)*@'
                    || '([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$') then
    raise exception 'semel.register: email must be an address, as name@example.com'
      using errcode = 'invalid_parameter_value';
  end if;
  if v_name is null or length(v_name) not between 1 and 200 or v_name ~ '[[:cntrl:]]' then
    raise exception 'semel.register: name must have 1 to 200 characters'
      using errcode = 'invalid_parameter_value';
  end if;
  select e.lead_id into v_lead
  from semel.enroll(campaign, v_name, v_email, phone, v_phone, 'sql', answers, null, 'sql') e;
  if v_lead is null then
    raise exception 'semel.register: there is no campaign %', campaign
      using errcode = 'invalid_parameter_value';
  end if;
  return v_lead;
end $$;
