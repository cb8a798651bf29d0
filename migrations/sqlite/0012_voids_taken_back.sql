-- A void can be taken back: where the round stood before is kept. It then counts again for all at once, and the points of one
-- member after the other are put right, in the order of their ids: those up to this one have them. Null when all have.

alter table round add column void_from text check (void_from in ('open', 'closed'));
alter table round add column restored_up_to integer;

create index round_to_restore on round (round_id) where restored_up_to is not null;
