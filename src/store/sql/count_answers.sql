select coalesce(sum(answer.points), 0) as points,
       count(*) as answered,
       coalesce(sum(answer.correct), 0) as correct,
       coalesce(max(case when answer.points > 0 then answer.answered_at end), min(answer.answered_at)) as reached_at,
       case when :is_season then max(answer.streak) end as best_streak
from answer
join round using (round_id)
where answer.member_id = :member
  and round.server_id = :server
  and (round.state in ('open', 'closed') or round.voided_up_to < :member)
  and answer.points is not null
  and (cast(:first as text) is null or round.day >= :first)
  and (cast(:end as text) is null or round.day < :end)
  and (cast(:before as bigint) is null or answer.answered_at < :before)
