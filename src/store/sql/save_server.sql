insert into server (server_id, zone, language, feedback, set_up_by, set_up_at)
values (:server, :zone, :language, :feedback, :by, :now)
on conflict (server_id) do update set
    zone = excluded.zone,
    language = excluded.language,
    feedback = excluded.feedback,
    set_up_by = excluded.set_up_by,
    removed_at = null
