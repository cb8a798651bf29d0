-- What is looked up by something else than its key, so that nothing gets slower as rows become more.

create index round_open on round (server_id, position) where state = 'open';
create index server_removed on server (removed_at) where removed_at is not null;
create index standing_of_member on standing (member_id, server_id);
create index report_of_member on report (member_id);
create index notice_of_server on notice (server_id);
create index notice_over on notice (made_at) where state in ('done', 'failed');
