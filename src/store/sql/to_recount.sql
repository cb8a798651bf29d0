select round_id, up_to
from (
    select round_id, voided_up_to as up_to, 0 as counts_again
    from round
    where voided_up_to is not null
    union all
    select round_id, restored_up_to, 1
    from round
    where restored_up_to is not null
) as one
where not exists (select 1 from set_aside where what = 'round' and row_id = round_id)
order by counts_again, round_id
limit 1
