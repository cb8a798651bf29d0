-- Live quizzes: one at a time in a channel, each with its questions as they were drawn at its start, and one answer a member and
-- question. What a quiz owes to Discord stands among the deliveries, each step once.

create table quiz (
    quiz_id    integer primary key autoincrement,
    server_id  integer not null references server on delete cascade,
    channel_id integer not null,
    started_by integer,
    seconds    integer not null check (seconds between 15 and 120),
    speed      text    not null check (speed in ('off', 'small')),
    state      text    not null check (state in ('running', 'over')),
    started_at integer not null,
    first_at   integer,
    next_at    integer not null,
    ended_at   integer,
    end_reason text check (end_reason in ('finished', 'stopped', 'nobody', 'no-access', 'away', 'failed')),
    check ((state = 'over') = (ended_at is not null)),
    check ((state = 'over') = (end_reason is not null))
) strict;

create unique index quiz_running on quiz (channel_id) where state = 'running';
create index quiz_of_server on quiz (server_id);
create index quiz_of_starter on quiz (started_by) where started_by is not null;
create index quiz_over on quiz (ended_at) where state = 'over';

create table quiz_question (
    quiz_id      integer not null references quiz on delete cascade,
    number       integer not null check (number >= 1),
    question     text    not null,
    edition_id   text    not null references edition,
    option_order text    not null,
    state        text    not null check (state in ('waiting', 'open', 'closed', 'left_out')),
    shown        integer not null default 0 check (shown between 0 and 2),
    message_id   integer,
    asked_at     integer,
    closes_at    integer,
    primary key (quiz_id, number),
    check (state not in ('open', 'closed') or (message_id is not null and asked_at is not null and closes_at is not null))
) strict, without rowid;

create index quiz_question_of_edition on quiz_question (edition_id);

create table quiz_answer (
    quiz_id     integer not null references quiz on delete cascade,
    number      integer not null,
    member_id   integer not null,
    choice      integer not null check (choice between 1 and 63),
    answered_at integer not null,
    correct     integer not null check (correct in (0, 1)),
    points      integer not null check (points >= 0 and (correct = 1 or points = 0)),
    primary key (quiz_id, number, member_id)
) strict, without rowid;

create index quiz_answer_of_member on quiz_answer (member_id);

alter table delivery add column quiz_id integer references quiz on delete cascade;
create unique index delivery_of_quiz on delivery (quiz_id, kind, subject) where quiz_id is not null;

-- The steps of a quiz hold their seconds: they have a room of their own, between the questions of the day and all the rest.
update delivery set urgency = urgency + 1 where urgency > 0;
