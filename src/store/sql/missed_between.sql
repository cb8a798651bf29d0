select count(*) as missed, coalesce(min(freezes), 1) as freezes
from (
    select max(freezes) as freezes
    from round
    where server_id = :server
      and streak_day > :after
      and streak_day < :before
      and (state in ('open', 'closed') or voided_up_to < :member)
    group by streak_day
) as missed_day
