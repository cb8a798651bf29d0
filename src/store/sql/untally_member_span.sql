update tally_span
set members = members - 1
where (server_id, period, span) in (
    select server_id, period, points >> 8
    from standing
    where member_id = :member
      and shown = 1
      and server_id in (select server_id from member where member_id = :member)
)
