-- Whoever deletes their data while a round is open cannot answer it again: a mark stays until it closes. It is made from the
-- member's id and a key of the round, so that the id itself is not kept; with the key goes all that it could tell.
create table mark_key (
    round_id integer primary key references round on delete cascade,
    key      blob    not null check (length(key) = 32)
) strict;

create table mark (
    round_id integer not null references mark_key on delete cascade,
    mark     blob    not null check (length(mark) = 32),
    primary key (round_id, mark)
) strict, without rowid;

-- One report a member and question until a manager has dealt with it.
alter table report add column dealt_at integer;

update report set dealt_at = made_at
where exists (select 1 from report as later
              where later.server_id = report.server_id and later.member_id = report.member_id
                and later.question = report.question and later.report_id > report.report_id);

create unique index report_open on report (server_id, member_id, question) where dealt_at is null;

-- The delivery of a report names the report; who wrote what stands in the report alone.
update delivery
set subject = (select cast(max(report_id) as text) from report
               where report.server_id = delivery.server_id
                 and delivery.subject = report.member_id || ' ' || report.question || ' ' || report.text)
where kind = 'report';
