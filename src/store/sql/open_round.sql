update round
set state = 'open',
    message_id = :message,
    posted_at = :posted_at,
    position = (select coalesce(max(position), 0) + 1 from round where server_id = :server),
    streak_day = (select max(round.day, coalesce(max(streak_day), round.day)) from round as other where other.server_id = :server)
where round_id = :round
  and state = 'due'
