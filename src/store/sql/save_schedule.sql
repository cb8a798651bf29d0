update schedule
set channel_id = :channel,
    post_minute = :minute,
    days = :days,
    open_for_min = :open_for,
    ping_role_id = :ping,
    thread = :thread,
    pin = :pin,
    sections = :sections,
    difficulty = :difficulty,
    grace_min = :grace,
    due_at = :due_at,
    due_day = :due_day
where schedule_id = :schedule
