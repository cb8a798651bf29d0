-- A member can hide from a server's boards. Their standings are kept, but stand in no order and are not tallied: a place is
-- counted as if they were not there.

create table hidden (
    server_id integer not null references server on delete cascade,
    member_id integer not null,
    primary key (server_id, member_id)
) strict, without rowid;

create index hidden_of_member on hidden (member_id);

alter table standing add column shown integer not null default 1 check (shown in (0, 1));

drop index standing_board;
create index standing_board on standing (server_id, period, points desc, reached_at, member_id) where shown = 1;
