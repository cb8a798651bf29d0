-- Whoever left before they got a role is told of once, however often the role is tried again.

alter table given_role add column told_left integer not null default 0 check (told_left in (0, 1));
