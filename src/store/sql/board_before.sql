select member_id, points, answered, correct, reached_at, best_streak
from standing
where server_id = :server
  and period = :period
  and shown = 1
  and points >= :points
  and (points > :points or reached_at < :reached_at or (reached_at = :reached_at and member_id < :member))
order by points, reached_at desc, member_id desc
limit :at_most
