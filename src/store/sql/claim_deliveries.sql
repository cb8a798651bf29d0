update delivery
set lease = lease + 1, lease_owner = :owner, lease_until = :until
where delivery_id in (
    select delivery_id
    from delivery as one
    where state in ('due', 'sending')
      and lane = :lane
      and urgency between :first and :last
      and try_at <= :now
      and (lease_until is null or lease_until <= :now or lease_until > :beyond)
      and not exists (
          select 1
          from delivery as other
          where other.channel_id = one.channel_id
            and other.lane = one.lane
            and other.state in ('due', 'sending')
            and other.delivery_id <> one.delivery_id
            and not exists (select 1 from set_aside where what = 'delivery' and row_id = other.delivery_id)
            and (other.lease_until between :now and :beyond or (other.try_at <= :now and other.delivery_id < one.delivery_id))
      )
      and not exists (select 1 from set_aside where what = 'delivery' and row_id = one.delivery_id)
      and not (:spares and exists (
          select 1 from trouble
          where trouble.server_id = one.server_id and trouble.channel_id = one.channel_id
            and about in ('post', 'edit', 'board') and missing <> 'embed-links'
      ))
    order by urgency, try_at, delivery_id
    limit :at_most
)
returning delivery_id, lease
