insert into server (server_id, channel_id, post_minute, zone, language, days, feedback, open_for_min, ping_role_id,
                    thread, sections, grace_min, due_at, due_day, set_up_by, set_up_at)
values (:server, :channel, :minute, :zone, :language, :days, :feedback, :open_for, :ping,
        :thread, :sections, :grace, :due_at, :due_day, :by, :now)
on conflict (server_id) do update set
    channel_id = excluded.channel_id,
    post_minute = excluded.post_minute,
    zone = excluded.zone,
    language = excluded.language,
    days = excluded.days,
    feedback = excluded.feedback,
    open_for_min = excluded.open_for_min,
    ping_role_id = excluded.ping_role_id,
    thread = excluded.thread,
    sections = excluded.sections,
    grace_min = excluded.grace_min,
    due_at = excluded.due_at,
    due_day = excluded.due_day,
    set_up_by = excluded.set_up_by,
    removed_at = null
