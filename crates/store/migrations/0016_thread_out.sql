-- What has moved since a moment is what those read who keep by words where something stands.
create index thread_moved on thread (moved, id);

-- That a thread was taken out of the house: whose node did it, and who is to be told. Of ours, 0 until it is told; of others', -1.
create table thread_taken (
    thread text not null,
    member text not null,
    reader text not null,
    at_us bigint not null,
    told bigint not null,
    primary key (thread, member, reader, at_us)
);
create index thread_taken_told on thread_taken (member, thread) where told = 0;

-- Who was called because the clock of a request had run out, at the highest level that it has reached.
create table thread_call (
    thread text not null,
    officer text not null,
    level bigint not null,
    at_us bigint not null,
    primary key (thread, officer)
);
create index thread_call_officer on thread_call (officer, thread);
