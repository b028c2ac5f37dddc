-- What the author of a message knows it again by, as it came with it: only the author's node can tell it, and a node that was set
-- back is given it back with the message. Of one that was taken back, that of its taking back.
alter table message add column earmark text;
