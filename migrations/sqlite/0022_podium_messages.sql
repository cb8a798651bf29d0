-- Where the podium of a season stands, so that it is drawn anew when the final board is put right.

alter table season add column podium_channel integer;
alter table season add column podium_message integer check (podium_message is null or podium_channel is not null);
