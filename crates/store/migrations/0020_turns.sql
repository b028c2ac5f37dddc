-- What is asked and answered when what was given is held against what is held: one answer to each question, and no more questions
-- than there is time for.
-- What the owner waits for: -1 sums of parts, above 0 so many parts record by record, 0 nothing; and of how many parts those are.
alter table holding add column awaits bigint not null default 0;
alter table holding add column of_parts bigint not null default 0;
-- The holder has said sums of so many parts, and may be asked for some of them once.
alter table holding add column said_sums bigint not null default 0;
-- Of so many parts the holder waits to hear what differs.
alter table holding add column differs bigint not null default 0;
-- When the holder last compared what it was told, and the sum that is to be looked at later.
alter table holding add column answered_us bigint;
alter table holding add column later_count bigint;
alter table holding add column later_digest bytea;
