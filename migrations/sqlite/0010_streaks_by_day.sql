-- Streaks count days, no longer rounds: a day with several rounds counts once. All answers are replayed: a member's days that
-- follow each other in the line of a server's days are one streak, and a right answer's points are its difficulty's and the
-- streak's.

create temp table streak_anew as
with day_in_line as (
    select server_id, streak_day, row_number() over (partition by server_id order by streak_day) as nth
    from round
    where state in ('open', 'closed')
    group by server_id, streak_day
),
answered_day as (
    select distinct day_in_line.server_id, day_in_line.streak_day, answer.member_id, day_in_line.nth
    from answer
    join round using (round_id)
    join day_in_line using (server_id, streak_day)
    where round.state in ('open', 'closed')
),
island as (
    select *, nth - row_number() over (partition by server_id, member_id order by nth) as nth_island
    from answered_day
)
select server_id, streak_day, member_id,
    row_number() over (partition by server_id, member_id, nth_island order by nth) as streak
from island;

create temp table answer_anew as
select round.server_id, round.day, answer.round_id, answer.member_id, streak_anew.streak,
    case when answer.points > 0 then min(streak_anew.streak - 1, 5) - min(answer.streak - 1, 5) else 0 end as gained
from answer
join round using (round_id)
join streak_anew on streak_anew.server_id = round.server_id and streak_anew.streak_day = round.streak_day
    and streak_anew.member_id = answer.member_id
where round.state in ('open', 'closed') and streak_anew.streak <> answer.streak;

update answer
set streak = answer_anew.streak, points = answer.points + answer_anew.gained
from answer_anew
where answer_anew.round_id = answer.round_id and answer_anew.member_id = answer.member_id;

update standing
set points = points + gain.gained
from (
    select server_id, member_id, period, sum(gained) as gained
    from (
        select server_id, member_id, 'all' as period, gained from answer_anew
        union all
        select server_id, member_id, 'month:' || substr(day, 1, 7), gained from answer_anew
        union all
        select server_id, member_id, 'week:' || date(day, '-' || ((strftime('%w', day) + 6) % 7) || ' days'), gained from answer_anew
    )
    group by server_id, member_id, period
) as gain
where gain.server_id = standing.server_id and gain.member_id = standing.member_id and gain.period = standing.period;

drop table answer_anew;
drop table streak_anew;

delete from tally;
insert into tally (server_id, period, points, members)
select server_id, period, points, count(*) from standing group by server_id, period, points;

delete from tally_span;
insert into tally_span (server_id, period, span, members)
select server_id, period, points / 256, count(*) from standing group by server_id, period, points / 256;
