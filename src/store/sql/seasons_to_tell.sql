-- A season's end is told when nothing can change it any more by itself: no verdict is missing, no answer to an open round can make a
-- streak in it longer, and no void or restore is under way.
select season_id
from season
where owes = 1
  and ends_at <= :now
  and counted_up_to is null
  and exists (select 1 from server where server.server_id = season.server_id and removed_at is null)
  and not exists (select 1 from set_aside where what = 'season' and row_id = season_id)
  and not exists (
    select 1
    from round
    where round.server_id = season.server_id
      and round.state = 'open'
      and not exists (select 1 from set_aside where what = 'round' and row_id = round_id)
      and (
        (
          round.feedback = 'at_close'
          and round.day >= season.first_day
          and round.day < season.end_day
          and round.posted_at < season.ends_at
        )
        -- An answer to it, however late, makes the streaks of the days after it longer.
        or exists (
          select 1
          from round as later
          where later.server_id = round.server_id
            and later.streak_day > round.streak_day
            and later.state in ('open', 'closed')
            and later.day >= season.first_day
            and later.day < season.end_day
            and later.posted_at < season.ends_at
        )
      )
  )
  and server_id not in (
    select round.server_id
    from round
    where voided_up_to is not null and not exists (select 1 from set_aside where what = 'round' and row_id = round_id)
  )
  and server_id not in (
    select round.server_id
    from round
    where restored_up_to is not null and not exists (select 1 from set_aside where what = 'round' and row_id = round_id)
  )
order by ends_at
limit :at_most
