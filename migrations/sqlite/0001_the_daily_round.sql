-- The first schema: servers, their rounds, the answers, and the standings that follow from them.
-- Instants are milliseconds since 1970 in UTC; ids of Discord are its snowflakes; a day is the server's local date.

create table server (
    server_id      integer primary key,
    channel_id     integer not null,
    post_minute    integer not null check (post_minute between 0 and 1439),
    zone           text    not null,
    language       text    not null check (language in ('ko', 'en')),
    days           integer not null check (days between 1 and 127),
    feedback       text    not null check (feedback in ('instant', 'at_close')),
    open_for_min   integer not null check (open_for_min > 0),
    ping_role_id   integer,
    thread         integer not null check (thread in (0, 1)),
    sections       text    not null,
    grace_min      integer not null check (grace_min >= 0),
    paused         integer not null default 0 check (paused in (0, 1)),
    due_at         integer not null,
    due_day        text    not null,
    set_up_by      integer not null,
    set_up_at      integer not null,
    removed_at     integer,
    trouble        text,
    trouble_at     integer,
    trouble_told   text
) strict;

create index server_due on server (due_at) where paused = 0 and removed_at is null;

create table round (
    round_id     integer primary key autoincrement,
    server_id    integer not null references server on delete cascade,
    day          text    not null,
    number       integer not null check (number >= 0),
    question     text,
    option_order text,
    state        text    not null check (state in ('due', 'posting', 'open', 'closed', 'skipped', 'void', 'removed')),
    skip_reason  text,
    due_at       integer not null,
    channel_id   integer not null,
    feedback     text    not null check (feedback in ('instant', 'at_close')),
    thread       integer not null check (thread in (0, 1)),
    try_at       integer not null,
    tries        integer not null default 0,
    sent_at      integer,
    position     integer,
    message_id   integer,
    posted_at    integer,
    closes_at    integer,
    closed_at    integer,
    answered     integer not null default 0,
    shown        integer not null default 0,
    shown_at     integer,
    tidied       integer not null default 0 check (tidied in (0, 1)),
    unique (server_id, day, number),
    unique (server_id, position),
    check ((state = 'skipped') = (skip_reason is not null)),
    check (state not in ('open', 'closed') or (message_id is not null and posted_at is not null and position is not null)),
    check (state not in ('due', 'posting', 'open', 'closed') or (question is not null and option_order is not null))
) strict;

create index round_to_post on round (try_at) where state in ('due', 'posting');
create index round_to_close on round (closes_at) where state = 'open';
create index round_to_show on round (round_id) where state = 'open' and shown <> answered;
create index round_to_tidy on round (try_at) where tidied = 0 and state in ('closed', 'void') and message_id is not null;
create index round_of_question on round (server_id, question, round_id);

create table answer (
    round_id    integer not null references round on delete cascade,
    member_id   integer not null,
    choice      integer not null check (choice between 1 and 63),
    answered_at integer not null,
    streak      integer not null check (streak >= 1),
    correct     integer check (correct in (0, 1)),
    points      integer check (points >= 0),
    primary key (round_id, member_id),
    check ((correct is null) = (points is null))
) strict, without rowid;

create index answer_of_member on answer (member_id, round_id);

create table standing (
    server_id  integer not null references server on delete cascade,
    period     text    not null,
    member_id  integer not null,
    points     integer not null check (points >= 0),
    answered   integer not null check (answered >= 1),
    correct    integer not null check (correct between 0 and answered),
    reached_at integer not null,
    primary key (server_id, period, member_id)
) strict, without rowid;

create index standing_board on standing (server_id, period, points desc, reached_at, member_id);

-- How many members have exactly these points: a place is the sum above, whatever the number of members.
create table tally (
    server_id integer not null references server on delete cascade,
    period    text    not null,
    points    integer not null,
    members   integer not null check (members >= 0),
    primary key (server_id, period, points)
) strict, without rowid;

create table member (
    server_id integer not null references server on delete cascade,
    member_id integer not null,
    name      text    not null,
    primary key (server_id, member_id)
) strict, without rowid;

create index member_servers on member (member_id);

-- Messages that follow from a round or a trouble, each sent once: the reveal, the word that a question was void.
create table notice (
    notice_id integer primary key autoincrement,
    server_id integer not null references server on delete cascade,
    round_id  integer references round on delete cascade,
    kind      text    not null check (kind in ('reveal', 'void', 'trouble', 'report')),
    text      text,
    state     text    not null check (state in ('due', 'posting', 'done', 'failed')),
    try_at    integer not null,
    tries     integer not null default 0,
    sent_at   integer,
    made_at   integer not null,
    unique (round_id, kind)
) strict;

create index notice_to_post on notice (try_at) where state in ('due', 'posting');

create table report (
    report_id integer primary key autoincrement,
    server_id integer not null references server on delete cascade,
    member_id integer not null,
    question  text    not null,
    text      text    not null,
    made_at   integer not null
) strict;

create index report_of_server on report (server_id, report_id);

-- What the program itself remembers between two runs.
create table remembered (
    name  text primary key,
    value text not null
) strict, without rowid;
