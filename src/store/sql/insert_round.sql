insert into round (server_id, schedule_id, day, number, question, edition_id, option_order, state, skip_reason, due_at, channel_id,
                   feedback, thread)
values (:server, :schedule, :day, :number, :question, :edition, :option_order, :state, :skip_reason, :due_at, :channel,
        :feedback, :thread)
on conflict (schedule_id, day, number) do update set
    question = excluded.question,
    edition_id = excluded.edition_id,
    option_order = excluded.option_order,
    state = excluded.state,
    skip_reason = null,
    due_at = excluded.due_at,
    channel_id = excluded.channel_id,
    feedback = excluded.feedback,
    thread = excluded.thread
where round.state = 'skipped'
  and (:replaces = 2 or (:replaces = 1 and round.skip_reason = 'was-down'))
returning round_id
