-- Campaigns whose SMS wait for a person, so that nothing is spent on them. Read by every claim, and
-- almost always empty.
create table semel.campaign_hold (
  campaign text primary key,
  why      text not null,
  since    timestamptz not null default clock_timestamp()
);

-- What new leads are counted by: 6 a block of a hundred numbers, 7 a campaign that may spend too much
-- in a day, 8 one of which that was told in this window.
alter table semel.intake_count
  drop constraint intake_count_scope_check,
  add constraint intake_count_scope_check check (scope between 0 and 8) not valid;
alter table semel.intake_count validate constraint intake_count_scope_check;
