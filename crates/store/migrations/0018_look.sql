-- The act that an envelope tells its owner of, so that where a lane is ended before it came, that act is told again, however long
-- ago it was.
alter table envelope add column act bigint;
update envelope set act = (select min(j.seq) from journal j where j.object = envelope.object
    and j.kind in ('consulted', 'listed', 'opened', 'exported', 'carried', 'attachment-opened', 'copy-opened'))
    where kind = 'consulted' and bytes is not null;
-- What was marked by its time is marked by its act.
update peer set looks_seq = (select min(j.seq) from journal j where j.at_us >= peer.looks_us - 3600000000)
    where looks_us is not null and looks_seq is null;
alter table peer drop column looks_us;
