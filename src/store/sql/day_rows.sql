select answer.member_id, sum(answer.points) as points, count(*) as answered, sum(answer.correct) as correct,
       coalesce(max(case when answer.points > 0 then answered_at end), min(answered_at)) as reached_at, null as best_streak,
       exists (select 1 from hidden where hidden.server_id = :server and hidden.member_id = answer.member_id) as hides
from round
join answer using (round_id)
where round.server_id = :server
  and round.day = :day
  and round.state in ('open', 'closed')
  and answer.points is not null
group by answer.member_id
order by points desc, reached_at, answer.member_id
