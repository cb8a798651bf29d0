select round.streak_day, round.freezes
from round
cross join answer
where round.server_id = :server
  and round.streak_day > :day
  and (round.state in ('open', 'closed') or round.voided_up_to < :member)
  and answer.round_id = round.round_id
  and answer.member_id = :member
order by round.streak_day
limit 1
