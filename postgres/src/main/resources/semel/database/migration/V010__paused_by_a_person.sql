-- A person may shut the gate of an account. A column of its own: what a provider asks for is noted
-- in paused_until, and neither ends the other.
alter table semel.rate_gate
  add column paused_by text;
