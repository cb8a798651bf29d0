insert into season (server_id, name, length, repeats, anchor_day, nth, first_day, end_day, ends_at, counted_up_to)
values (:server, :name, :length, :repeats, :anchor_day, :nth, :first_day, :end_day, :ends_at, :counted_up_to)
returning season_id
