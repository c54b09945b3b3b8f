-- Whom the public door lets into a campaign.
alter table semel.campaign
  -- Whose numbers it takes; null for those of the whole installation.
  add column countries text[] check (cardinality(countries) > 0),
  add column number_kinds text[] not null default '{mobile,unsure}'
    check (cardinality(number_kinds) > 0 and number_kinds <@ '{mobile,unsure,internet}'),
  -- Whether callers prove that they are people, where proofs are asked for at all.
  add column captcha boolean not null default true;
