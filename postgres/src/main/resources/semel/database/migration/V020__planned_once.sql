-- A registration is always the same few statements, and to plan them anew each time takes longer than
-- to run them. Their plans also shall not change with how many register at once.
alter function semel.enroll_all(text[], text[], text[], text[], text[], text[], jsonb[], jsonb[], text)
  set plan_cache_mode = force_generic_plan;
