select coalesce((
        select sum(members)
        from tally_span
        where server_id = :server and period = :period and span > :points >> 8
    ), 0) + coalesce((
        select sum(members)
        from tally
        where server_id = :server and period = :period and points > :points and points < ((:points >> 8) + 1) << 8
    ), 0)
