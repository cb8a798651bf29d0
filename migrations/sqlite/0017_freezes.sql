-- A freeze saves a streak on a missed day. Whether a server's day has them is kept with its rounds, so that streaks are a replay
-- of rounds and answers; the days before this step have none, and the streaks that ended then stay ended.

alter table server add column freezes integer not null default 1 check (freezes in (0, 1));
alter table round add column freezes integer not null default 0 check (freezes in (0, 1));
alter table answer add column freezes integer not null default 0 check (freezes between 0 and 2);
alter table answer add column freezes_used integer not null default 0 check (freezes_used between 0 and 2);
