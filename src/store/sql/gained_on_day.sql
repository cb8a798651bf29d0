select answer.member_id, sum(answer.points) as gained, count(*) as answered,
       standing.points as points, standing.answered as answered_in_all
from round
join answer using (round_id)
join standing on standing.server_id = round.server_id
             and standing.period = :period
             and standing.member_id = answer.member_id
where round.server_id = :server
  and round.day = :day
  and round.state in ('open', 'closed')
  and answer.points is not null
  and standing.shown = 1
group by answer.member_id, standing.points, standing.answered
