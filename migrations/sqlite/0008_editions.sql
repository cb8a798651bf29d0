-- The wording of a question is kept once, by the hash of what it says; a round points at the wording that it was
-- posted with, so no later change of a bank moves its key.
create table edition (
    edition_id text primary key check (length(edition_id) = 64),
    question   text not null,
    section    text not null,
    difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
    content    text not null check (json_valid(content))
) strict, without rowid;

create index edition_of_question on edition (question);

-- The bank as it was loaded last: which wording each of its questions has now.
create table bank_question (
    question   text primary key,
    edition_id text not null references edition
) strict, without rowid;

create index bank_question_of_edition on bank_question (edition_id);

alter table round add column edition_id text references edition;

create index round_of_edition on round (edition_id) where edition_id is not null;
