-- Standings of old weeks are not kept: they are worked out again from the answers.
with week as (
    select answer.member_id,
           'week:' || date(round.day, '-' || ((strftime('%w', round.day) + 6) % 7) || ' days') as period,
           sum(answer.points) as points,
           count(*) as answered,
           sum(answer.correct) as correct,
           coalesce(max(case when answer.points > 0 then answer.answered_at end), min(answer.answered_at)) as reached_at
    from round
    join answer using (round_id)
    where round.server_id = :server
      and round.state in ('open', 'closed')
      and answer.points is not null
    group by answer.member_id, period
)
select member_id, period, points, answered, correct, reached_at
from standing
where server_id = :server
union all
select member_id, period, points, answered, correct, reached_at
from week
where not exists (
    select 1
    from standing
    where standing.server_id = :server
      and standing.period = week.period
      and standing.member_id = week.member_id
)
order by period, points desc, reached_at, member_id
