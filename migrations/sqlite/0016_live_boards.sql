-- A server can have one message that shows its board and keeps itself current. Its delivery comes again and again, and names it.

create table live_board (
    server_id   integer primary key references server on delete cascade,
    delivery_id integer not null unique,
    channel_id  integer not null,
    period      text    not null,
    message_id  integer,
    shown       text,
    shown_at    integer,
    gone        integer not null default 0 check (gone in (0, 1)),
    check ((shown is null) = (shown_at is null)),
    check (shown is null or message_id is not null)
) strict;
