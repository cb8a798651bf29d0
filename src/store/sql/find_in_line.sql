select one.*,
    answer.streak as streak_before,
    answer.freezes as held_before,
    answer.freezes_used as used_before,
    exists (select 1
            from round as later
            where later.server_id = one.server_id
              and later.streak_day > one.streak_day
              and (later.state in ('open', 'closed') or later.voided_up_to < :member)) as followed
from (
    select round_id, server_id, schedule_id, day, number, question, edition_id, option_order, state, skip_reason, due_at, channel_id, feedback,
        thread, message_id, posted_at, closes_at, closed_at, streak_day, freezes,
        (select earlier.streak_day
         from round as earlier
         where earlier.server_id = round.server_id
           and earlier.streak_day < round.streak_day
           and (earlier.state in ('open', 'closed') or earlier.voided_up_to < :member)
         order by earlier.streak_day desc
         limit 1) as day_before
    from round
    where round_id = :round
) as one
left join answer on answer.member_id = :member
    and answer.round_id in (
        select same.round_id
        from round as same
        where same.server_id = one.server_id
          and same.streak_day = one.day_before
          and (same.state in ('open', 'closed') or same.voided_up_to < :member))
limit 1
