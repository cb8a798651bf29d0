-- How many members have points in each span of 256: a place is the sum of the spans above and of one span's tally, however
-- many different totals there are.

create table tally_span (
    server_id integer not null references server on delete cascade,
    period    text    not null,
    span      integer not null,
    members   integer not null check (members >= 0),
    primary key (server_id, period, span)
) strict, without rowid;

insert into tally_span (server_id, period, span, members)
select server_id, period, points >> 8, sum(members)
from tally
group by server_id, period, points >> 8;
