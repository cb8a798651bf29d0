insert into server (server_id, zone, language, feedback, freezes, set_up_by, set_up_at)
values (:server, :zone, :language, :feedback, :freezes, :by, :now)
on conflict (server_id) do update set
    zone = excluded.zone,
    language = excluded.language,
    feedback = excluded.feedback,
    freezes = excluded.freezes,
    set_up_by = excluded.set_up_by,
    removed_at = null
