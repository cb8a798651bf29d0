-- Who set a server up, or decided on a reward, may have all data deleted: both go on without the name.

alter table server add column manager integer;
update server set manager = set_up_by;
drop index server_set_up_by;
alter table server drop column set_up_by;
alter table server rename column manager to set_up_by;
create index server_set_up_by on server (set_up_by) where set_up_by is not null;

alter table reward add column manager integer;
update reward set manager = set_by;
alter table reward drop column set_by;
alter table reward rename column manager to set_by;
create index reward_set_by on reward (set_by) where set_by is not null;
