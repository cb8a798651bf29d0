select round_id, server_id, schedule_id, day, number, question, edition_id, option_order, state, skip_reason, due_at, channel_id, feedback, thread,
    message_id, posted_at, closes_at, closed_at,
    (select earlier.round_id from round as earlier
     where earlier.server_id = round.server_id and earlier.position < round.position and (earlier.state in ('open', 'closed') or earlier.voided_up_to < :member)
     order by earlier.position desc limit 1) as round_before,
    exists (select 1 from round as later
     where later.server_id = round.server_id and later.position > round.position and (later.state in ('open', 'closed') or later.voided_up_to < :member)) as followed
from round
where round_id = :round
