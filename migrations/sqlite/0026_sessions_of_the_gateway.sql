-- How many sessions of the gateway begin, and when: Discord counts them over all processes and restarts.

create table session_turn (
    turn integer primary key check (turn >= 0),
    last_at integer not null
) strict;

create table session_budget (
    budget_id integer primary key check (budget_id = 1),
    a_day integer not null check (a_day > 0),
    unused integer not null check (unused >= 0),
    resets_at integer not null,
    even_at integer not null
) strict;

-- Each process knows by itself which shards have told it where the bot is.
delete from remembered where name = 'list of servers is due';
