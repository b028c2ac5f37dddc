-- Since when a notice stands where it stands, by this node's clock: what has come into force or gone out of use within a day is
-- told from what has moved otherwise.
alter table notice add column stood_us bigint not null default 0;
update notice set stood_us = moved_us;
create index notice_stood on notice (stood_us, id);
