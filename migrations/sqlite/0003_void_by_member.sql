-- A void round stops counting for one member after the other, in the order of their ids: for those up to this one it does
-- not count any more, for those after it it still does. Null when it is so for all.

alter table round add column voided_up_to integer check (voided_up_to is null or state = 'void');

create index round_to_void on round (round_id) where voided_up_to is not null;
