update round
set state = coalesce(void_from, 'closed'),
    voided_up_to = null,
    restored_up_to = 0,
    closed_at = case when void_from = 'open' then null else closed_at end,
    closes_at = case
        when void_from = 'open' and exists (
            select 1
            from round as newer
            where newer.schedule_id = round.schedule_id
              and newer.number = 0
              and newer.posted_at is not null
              and newer.round_id > round.round_id
        ) and closes_at > :now then :now
        else closes_at
    end,
    void_from = null
where round_id = :round
  and state = 'void'
