insert into delivery (server_id, round_id, kind, subject, urgency, lane, channel_id, state, try_at, expires_at, made_at)
values (:server, :round, :kind, :subject, :urgency, :lane, :channel, 'due', :due_at, :expires_at, :now)
on conflict (round_id, kind) do update set
    state = 'due',
    subject = excluded.subject,
    channel_id = excluded.channel_id,
    try_at = excluded.try_at,
    expires_at = excluded.expires_at,
    tries = 0,
    first_sent_at = null,
    seen_before = null,
    reason = null,
    made_at = excluded.made_at,
    done_at = null
where delivery.state in ('done', 'given_up')
