-- Whoever sends one form again and again must not fill the disk: of each lead the first thousand
-- blocked repeats are kept. The others are refused all the same; at the door they are still counted in
-- the metrics and told in the log.
create function semel.keep_repeat() returns trigger language plpgsql as $$
begin
  if exists (select from semel.blocked_repeat b where b.lead_id = new.lead_id offset 999) then
    return null;
  end if;
  return new;
end $$;

create trigger keep_repeat before insert on semel.blocked_repeat
  for each row execute function semel.keep_repeat();
