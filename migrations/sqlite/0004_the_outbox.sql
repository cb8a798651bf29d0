-- One table for all that is owed to Discord. What stood in columns of the round and in the notices moves there.

create table delivery (
    delivery_id   integer primary key autoincrement,
    server_id     integer not null references server on delete cascade,
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

create index delivery_to_do on delivery (urgency, try_at, delivery_id) where state in ('due', 'sending');
create index delivery_of_channel on delivery (channel_id, lane, delivery_id) where state in ('due', 'sending');
create index delivery_of_server on delivery (server_id, kind);
create index delivery_over on delivery (done_at) where state in ('done', 'given_up');

-- What keeps the bot from its work in a channel, since when, and whether the manager was told.
create table trouble (
    server_id  integer not null references server on delete cascade,
    channel_id integer not null,
    about      text    not null,
    missing    text    not null,
    since      integer not null,
    primary key (server_id, channel_id, about)
) strict, without rowid;

-- Rows that could not be read: they are left alone, so that all others go on. Each start looks at them again.
create table set_aside (
    what   text    not null,
    row_id integer not null,
    reason text    not null,
    since  integer not null,
    primary key (what, row_id)
) strict, without rowid;

insert into delivery (server_id, round_id, kind, urgency, lane, channel_id, state, try_at, expires_at, tries, first_sent_at, made_at)
select round.server_id, round_id, 'post', 0, 0, round.channel_id, case round.state when 'posting' then 'sending' else 'due' end, try_at,
    round.due_at + grace_min * 60000, tries, case round.state when 'posting' then coalesce(sent_at, round.due_at) end, round.due_at
from round join server using (server_id)
where round.state in ('due', 'posting');

update round set state = 'due' where state = 'posting';

insert into delivery (server_id, round_id, kind, subject, urgency, lane, channel_id, state, try_at, expires_at, made_at, done_at)
select server_id, round_id, 'count', cast(shown as text), 4, 1, channel_id, case when shown = answered then 'done' else 'due' end,
    posted_at, posted_at + 2678400000, posted_at, case when shown = answered then coalesce(shown_at, posted_at) end
from round
where state = 'open';

insert into delivery (server_id, round_id, kind, urgency, lane, channel_id, state, try_at, expires_at, made_at)
select server_id, round_id, 'close', 2, 1, channel_id, 'due', coalesce(closed_at, due_at), coalesce(closed_at, due_at) + 604800000,
    coalesce(closed_at, due_at)
from round
where state in ('closed', 'void') and tidied = 0 and message_id is not null;

insert into delivery (server_id, round_id, kind, subject, urgency, lane, channel_id, state, try_at, expires_at, tries, first_sent_at, made_at, done_at)
select notice.server_id, notice.round_id, kind, text, case when kind in ('reveal', 'void') then 1 else 3 end, 0, round.channel_id,
    case notice.state when 'posting' then 'sending' when 'failed' then 'given_up' else notice.state end, notice.try_at, made_at + 86400000,
    notice.tries, case notice.state when 'posting' then coalesce(notice.sent_at, made_at) end, made_at,
    case when notice.state in ('done', 'failed') then coalesce(notice.sent_at, made_at) end
from notice left join round on round.round_id = notice.round_id
order by notice_id;

insert into trouble (server_id, channel_id, about, missing, since)
select server_id, channel_id, 'post', trouble, coalesce(trouble_at, set_up_at)
from server
where trouble is not null;

drop table notice;
drop index round_to_post;
drop index round_to_show;
drop index round_to_tidy;
alter table round drop column try_at;
alter table round drop column tries;
alter table round drop column sent_at;
alter table round drop column shown;
alter table round drop column shown_at;
alter table round drop column tidied;
alter table server drop column trouble;
alter table server drop column trouble_at;
alter table server drop column trouble_told;
