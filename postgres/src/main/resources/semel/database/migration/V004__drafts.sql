-- The one draft at the provider that may be sent for a message: chosen once, under a live claim.
-- Whoever repeats the message sends this draft and never another.
alter table semel.message add column draft_id text;
