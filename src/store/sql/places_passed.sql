select case when answered > 1 then coalesce((
        select sum(members)
        from tally
        where tally.server_id = standing.server_id
          and tally.period = standing.period
          and tally.points > standing.points - :gained
          and tally.points <= standing.points
    ), 0) - shown else 0 end as passed
from standing
where server_id = :server
  and period = :period
  and member_id = :member
