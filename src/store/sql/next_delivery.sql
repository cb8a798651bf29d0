select min(try_at)
from delivery
where state in ('due', 'sending')
  and lease_until is null
  and lane = :lane
  and urgency between :first and :last
  and not exists (select 1 from set_aside where what = 'delivery' and row_id = delivery_id)
  and not (:spares and exists (
      select 1 from trouble
      where trouble.server_id = delivery.server_id and trouble.channel_id = delivery.channel_id
        and about in ('post', 'edit', 'board') and missing <> 'embed-links'
  ))
