-- How many sessions of the gateway begin, and when: Discord counts them over all processes and restarts.

create table session_turn (
    turn bigint primary key check (turn >= 0),
    last_at bigint not null
);

create table session_budget (
    budget_id bigint primary key check (budget_id = 1),
    a_day bigint not null check (a_day > 0),
    unused bigint not null check (unused >= 0),
    resets_at bigint not null,
    even_at bigint not null
);

-- Each process knows by itself which shards have told it where the bot is.
delete from remembered where name = 'list of servers is due';
