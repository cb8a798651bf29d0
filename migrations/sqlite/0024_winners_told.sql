-- Who is told as the winner is kept when that is on Discord, so that the next word can say whether it is somebody else; until then it
-- stands here.

alter table season add column winners_drawn text;
