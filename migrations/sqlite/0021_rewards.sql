-- Roles as prizes: what a server gives them for, who has won what, and which roles the bot has given. What is wanted follows from
-- the first two; what Discord was told is the third.

create table reward (
    server_id      integer not null references server on delete cascade,
    kind           text    not null check (kind in ('champion', 'streak')),
    days           integer not null check ((kind = 'champion') = (days = 0)),
    role_id        integer not null,
    set_by         integer not null,
    obstacle       text,
    obstacle_since integer,
    primary key (server_id, kind, days),
    check ((obstacle is null) = (obstacle_since is null))
) strict, without rowid;

create table prize (
    server_id integer not null references server on delete cascade,
    kind      text    not null check (kind in ('champion', 'streak')),
    days      integer not null,
    member_id integer not null,
    primary key (server_id, kind, days, member_id)
) strict, without rowid;

create index prize_of_member on prize (member_id);

create table given_role (
    server_id integer not null references server on delete cascade,
    role_id   integer not null,
    member_id integer not null,
    given     integer not null check (given in (0, 1)),
    owed      integer not null check (owed in (0, 1)),
    primary key (server_id, role_id, member_id)
) strict, without rowid;

create index given_role_of_member on given_role (member_id);
