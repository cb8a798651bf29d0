select round.streak_day, answer.streak, answer.freezes, answer.freezes_used
from round
cross join answer
where round.server_id = :server
  and round.streak_day < :day
  and (round.state in ('open', 'closed') or round.voided_up_to < :member)
  and answer.round_id = round.round_id
  and answer.member_id = :member
  -- Whoever is new here is not looked for in years of rounds.
  and exists (select 1 from member where server_id = :server and member_id = :member)
order by round.streak_day desc
limit 1
