-- Each claim of a delivery has its number, so that a holder who wakes late does not end the lease of the next one.

alter table delivery add column lease integer not null default 0;
