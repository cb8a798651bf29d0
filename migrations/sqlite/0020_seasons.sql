-- A season is local days of a server that somebody wins. Its standings are kept as those of one more period, and stay for ever;
-- an answer counts for it when its round is of the season's days and it was given before the season ended.

create table season (
    season_id     integer primary key autoincrement,
    server_id     integer not null references server on delete cascade,
    name          text    not null check (length(name) between 1 and 100),
    length        text    not null check (length in ('month', 'quarter', '4-weeks', '6-weeks', '8-weeks')),
    repeats       integer not null check (repeats in (0, 1)),
    -- The first day of the first of those that follow each other, and how many of them were before this one.
    anchor_day    text    not null,
    nth           integer not null check (nth >= 0),
    first_day     text    not null,
    end_day       text    not null check (end_day > first_day),
    ends_at       integer not null,
    ended_at      integer,
    told_at       integer,
    told_winners  text,
    -- Whether something about its end is still to be told.
    owes          integer not null default 0 check (owes in (0, 1)),
    -- Answers that were given before it was there are counted for one member after the other, in the order of their ids. Null
    -- when all are.
    counted_up_to integer,
    unique (server_id, first_day),
    check (told_at is null or ended_at is not null),
    check (owes = 0 or ended_at is not null)
) strict;

create unique index season_running on season (server_id) where ended_at is null;
create index season_to_end on season (ends_at) where ended_at is null;
create index season_to_tell on season (ends_at) where owes = 1;
create index season_to_count on season (season_id) where counted_up_to is not null;

-- The longest streak that an answer of a season was given with; other periods have none.
alter table standing add column best_streak integer check (best_streak >= 1);
