-- A server has one schedule or several: what was its own settings becomes the first, "daily"; what is for all stays. The rounds
-- point at the schedule that they are of, and each schedule has one round of a number for a day.

create table schedule (
    schedule_id  integer primary key autoincrement,
    server_id    integer not null references server on delete cascade,
    name         text    not null,
    channel_id   integer not null,
    post_minute  integer not null check (post_minute between 0 and 1439),
    days         integer not null check (days between 1 and 127),
    open_for_min integer not null check (open_for_min > 0),
    ping_role_id integer,
    thread       integer not null check (thread in (0, 1)),
    pin          integer not null check (pin in (0, 1)),
    sections     text    not null,
    difficulty   text check (difficulty in ('easy', 'medium', 'hard')),
    grace_min    integer not null check (grace_min >= 0),
    paused       integer not null default 0 check (paused in (0, 1)),
    due_at       integer not null,
    due_day      text    not null,
    unique (server_id, name)
) strict;

create index schedule_due on schedule (due_at) where paused = 0;

insert into schedule (server_id, name, channel_id, post_minute, days, open_for_min, ping_role_id, thread, pin, sections, grace_min, paused,
                      due_at, due_day)
select server_id, 'daily', channel_id, post_minute, days, open_for_min, ping_role_id, thread, 0, sections, grace_min, paused, due_at, due_day
from server;

create table round_anew (
    round_id     integer primary key autoincrement,
    server_id    integer not null references server on delete cascade,
    schedule_id  integer references schedule on delete set null,
    day          text    not null,
    number       integer not null check (number >= 0),
    question     text,
    edition_id   text references edition,
    option_order text,
    state        text    not null check (state in ('due', 'open', 'closed', 'skipped', 'void', 'removed')),
    skip_reason  text,
    due_at       integer not null,
    channel_id   integer not null,
    feedback     text    not null check (feedback in ('instant', 'at_close')),
    thread       integer not null check (thread in (0, 1)),
    position     integer,
    streak_day   text,
    message_id   integer,
    posted_at    integer,
    closes_at    integer,
    closed_at    integer,
    answered     integer not null default 0,
    voided_up_to integer,
    unique (schedule_id, day, number),
    unique (server_id, position),
    check ((state = 'skipped') = (skip_reason is not null)),
    check (state not in ('open', 'closed') or (message_id is not null and posted_at is not null and position is not null
                                              and streak_day is not null)),
    check (state not in ('due', 'open', 'closed') or (question is not null and option_order is not null)),
    check (voided_up_to is null or state = 'void')
) strict;

insert into round_anew (round_id, server_id, schedule_id, day, number, question, edition_id, option_order, state, skip_reason, due_at,
                        channel_id, feedback, thread, position, streak_day, message_id, posted_at, closes_at, closed_at, answered, voided_up_to)
select round_id, server_id, schedule_id, day, number, question, edition_id, option_order, state, skip_reason, round.due_at, round.channel_id,
    feedback, round.thread, position,
    -- Days in the order in which their rounds opened, so that none comes between two that have answers.
    case when position is not null then max(case when position is not null then day end) over (partition by server_id order by position) end,
    message_id, posted_at, closes_at, closed_at, answered, voided_up_to
from round join schedule using (server_id);

-- The id of a round that is gone never comes again, since buttons hold it.
delete from sqlite_sequence where name = 'round_anew';
insert into sqlite_sequence (name, seq) select 'round_anew', seq from sqlite_sequence where name = 'round';

drop table round;
alter table round_anew rename to round;

create index round_to_close on round (closes_at) where state = 'open';
create index round_open on round (server_id, position) where state = 'open';
create index round_of_question on round (server_id, question, round_id);
create index round_of_streak on round (server_id, streak_day) where streak_day is not null;
create index round_of_day on round (server_id, day);
create index round_to_void on round (round_id) where voided_up_to is not null;
create index round_of_edition on round (edition_id) where edition_id is not null;

drop index server_due;
alter table server drop column channel_id;
alter table server drop column post_minute;
alter table server drop column days;
alter table server drop column open_for_min;
alter table server drop column ping_role_id;
alter table server drop column thread;
alter table server drop column sections;
alter table server drop column grace_min;
alter table server drop column paused;
alter table server drop column due_at;
alter table server drop column due_day;
