update round
set state = 'open',
    message_id = :message,
    posted_at = :posted_at,
    position = (select coalesce(max(position), 0) + 1 from round where server_id = :server),
    -- All rounds of a day have what its first one had.
    freezes = coalesce((
        select freezes
        from round as other
        where other.server_id = :server and other.streak_day >= round.day
        order by other.streak_day desc
        limit 1
    ), (select server.freezes from server where server.server_id = :server), 1),
    streak_day = coalesce((
        select max(streak_day)
        from round as other
        where other.server_id = :server and other.streak_day > round.day
    ), day)
where round_id = :round
  and state = 'due'
