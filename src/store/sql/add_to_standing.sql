insert into standing (server_id, period, member_id, points, answered, correct, reached_at, best_streak, shown)
values (:server, :period, :member, :gained, 1, :correct, :at, :streak,
        not exists (select 1 from hidden where server_id = :server and member_id = :member))
on conflict (server_id, period, member_id) do update set
    points = points + :gained,
    answered = answered + 1,
    correct = correct + :correct,
    reached_at = case
        when :gained = 0 and points = 0 then min(reached_at, :at)
        when :gained = 0 then reached_at
        when points = 0 then :at
        else max(reached_at, :at)
    end,
    best_streak = max(best_streak, :streak)
returning points, answered, shown
