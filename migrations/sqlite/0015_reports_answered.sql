-- Whoever reported a question is told once that a manager has looked at it.

alter table report add column told_at integer;
