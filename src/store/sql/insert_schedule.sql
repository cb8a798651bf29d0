insert into schedule (server_id, name, channel_id, post_minute, days, open_for_min, ping_role_id, thread, pin, sections, difficulty,
                      grace_min, due_at, due_day)
values (:server, :name, :channel, :minute, :days, :open_for, :ping, :thread, :pin, :sections, :difficulty, :grace, :due_at, :due_day)
returning schedule_id
