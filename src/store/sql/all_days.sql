select answer.member_id,
       round.day,
       sum(answer.points) as points,
       count(*) as answered,
       sum(answer.correct) as correct,
       max(case when answer.points > 0 then answer.answered_at end) as gained_at,
       min(answer.answered_at) as first_at
from round
join answer using (round_id)
where round.server_id = :server
  and round.state in ('open', 'closed')
  and answer.points is not null
group by answer.member_id, round.day
