insert into standing (server_id, period, member_id, points, answered, correct, reached_at, best_streak, shown)
values (:server, :period, :member, :gained, 1, :correct, :at, :streak,
        case when exists (select 1 from hidden where server_id = :server and member_id = :member) then 0 else 1 end)
on conflict (server_id, period, member_id) do update set
    points = standing.points + :gained,
    answered = standing.answered + 1,
    correct = standing.correct + :correct,
    reached_at = case
        when :gained = 0 and (standing.points > 0 or standing.reached_at < :at) then standing.reached_at
        when :gained > 0 and standing.points > 0 and standing.reached_at > :at then standing.reached_at
        else :at
    end,
    best_streak = case when standing.best_streak > :streak then standing.best_streak else :streak end
returning points, answered, shown
