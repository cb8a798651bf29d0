insert into round (server_id, day, number, question, option_order, state, skip_reason, due_at, channel_id, feedback, thread, try_at)
values (:server, :day, :number, :question, :option_order, :state, :skip_reason, :due_at, :channel, :feedback, :thread, :due_at)
on conflict (server_id, day, number) do nothing
