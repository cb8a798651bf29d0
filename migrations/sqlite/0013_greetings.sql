-- A server that is not set up can be owed a greeting, so a delivery's server need not be known to us; its rows go with the
-- server's all the same. Each server is greeted once.

create table delivery_anew (
    delivery_id   integer primary key autoincrement,
    server_id     integer not null,
    round_id      integer references round on delete cascade,
    kind          text    not null,
    subject       text,
    urgency       integer not null,
    lane          integer not null,
    channel_id    integer,
    state         text    not null check (state in ('due', 'sending', 'done', 'given_up')),
    reason        text,
    try_at        integer not null,
    expires_at    integer not null,
    tries         integer not null default 0,
    trying_since  integer,
    first_sent_at integer,
    seen_before   integer,
    lease         integer not null default 0,
    lease_owner   integer,
    lease_until   integer,
    message_id    integer,
    made_at       integer not null,
    done_at       integer,
    unique (round_id, kind),
    check ((lease_owner is null) = (lease_until is null)),
    check (first_sent_at is null or state <> 'due'),
    check ((state in ('done', 'given_up')) = (done_at is not null))
) strict;

insert into delivery_anew (delivery_id, server_id, round_id, kind, subject, urgency, lane, channel_id, state, reason, try_at, expires_at,
                           tries, trying_since, first_sent_at, seen_before, lease, lease_owner, lease_until, message_id, made_at, done_at)
select delivery_id, server_id, round_id, kind, subject, urgency, lane, channel_id, state, reason, try_at, expires_at,
    tries, trying_since, first_sent_at, seen_before, lease, lease_owner, lease_until, message_id, made_at, done_at
from delivery;

-- The id of a delivery that is gone never comes again, since it is its message's nonce.
delete from sqlite_sequence where name = 'delivery_anew';
insert into sqlite_sequence (name, seq) select 'delivery_anew', seq from sqlite_sequence where name = 'delivery';

drop table delivery;
alter table delivery_anew rename to delivery;

create index delivery_to_do on delivery (urgency, try_at, delivery_id) where state in ('due', 'sending');
create index delivery_of_channel on delivery (channel_id, lane, delivery_id) where state in ('due', 'sending');
create index delivery_of_server on delivery (server_id, kind);
create index delivery_over on delivery (done_at) where state in ('done', 'given_up');

create trigger delivery_of_gone_server after delete on server
begin
    delete from delivery where server_id = old.server_id;
end;

create table greeted (
    server_id  integer primary key,
    greeted_at integer not null
) strict;
