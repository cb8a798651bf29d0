-- The servers that a member set up are looked up when the member asks for what is kept.

create index server_set_up_by on server (set_up_by);
