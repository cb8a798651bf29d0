update tally
set members = members - 1
where (server_id, period, points) in (
    select server_id, period, points
    from standing
    where member_id = :member
      and shown = 1
      and server_id in (select server_id from member where member_id = :member)
)
