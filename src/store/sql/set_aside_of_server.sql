select
    count(*) filter (where what = 'schedule') as schedules,
    count(*) filter (where what = 'round') as rounds,
    count(*) filter (where what = 'delivery') as deliveries,
    count(*) filter (where what = 'season') as seasons
from set_aside
where (what = 'schedule' and exists (select 1 from schedule where schedule_id = row_id and server_id = :server))
   or (what = 'round' and exists (select 1 from round where round_id = row_id and server_id = :server))
   or (what = 'season' and exists (select 1 from season where season_id = row_id and server_id = :server))
   or (what = 'delivery' and exists (select 1 from delivery where delivery_id = row_id and server_id = :server))
