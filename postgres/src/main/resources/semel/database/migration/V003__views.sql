-- What others may read: views over the one truth, so that no flag can disagree with it.

create view public.landing_leads as
select l.id, l.name, l.email, l.phone_typed as phone, l.phone as phone_normalized, l.source,
       l.answers, l.metadata,
       e.state = 4 as email_sent,
       case when e.state = 4 then e.settled_at end as email_sent_at,
       case when e.state in (2, 3, 5) then e.reason end as email_error,
       s.state = 4 as sms_sent,
       case when s.state = 4 then s.settled_at end as sms_sent_at,
       case when s.state in (2, 3, 5) then s.reason end as sms_error,
       l.email_clicked_at is not null as email_clicked, l.email_clicked_at,
       l.sms_clicked_at is not null as sms_clicked, l.sms_clicked_at,
       l.clicks as click_count, l.created_at,
       greatest(l.updated_at, s.settled_at, e.settled_at) as updated_at
from semel.lead l
join semel.message s on s.lead_id = l.id and s.channel = 0
join semel.message e on e.lead_id = l.id and e.channel = 1;

create view public.scheduled_notifications as
select m.lead_id || case m.channel when 0 then ':sms' else ':email' end as id,
       m.lead_id,
       case m.channel when 0 then 'sms' else 'email' end as notification_type,
       m.due_at as scheduled_for,
       case m.state when 0 then 'pending' when 1 then 'sending' when 2 then 'in_doubt'
                    when 3 then 'in_doubt' when 4 then 'sent' when 5 then 'failed'
                    else 'cancelled' end as status,
       case when m.state = 4 then m.settled_at end as sent_at,
       case when m.state in (2, 3, 5) then m.reason end as error_message,
       greatest(m.attempt_no - 1, 0) as retry_count,
       l.created_at
from semel.message m
join semel.lead l on l.id = m.lead_id;

comment on view public.landing_leads is 'One row per lead; sms_sent and email_sent are read from the message itself.';
comment on view public.scheduled_notifications is 'One row per message; retry_count counts attempts after the first.';
