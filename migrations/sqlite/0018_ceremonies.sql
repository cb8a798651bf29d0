-- A server can have a weekly ceremony: when the next one is due is kept with the server, and each week has one.

alter table server add column ceremony_at integer;

create index server_ceremony on server (ceremony_at) where ceremony_at is not null;

create table ceremony (
    server_id integer not null references server on delete cascade,
    week      text    not null,
    primary key (server_id, week)
) strict, without rowid;
