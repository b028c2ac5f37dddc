-- Threads between members: what each says of one matter. All content is in the journal, sealed under the salt of its message;
-- what stands here is what lists are made by.
create table thread (
    id text primary key,
    owner text not null,
    -- LEVEL/PURPOSE: what decides who reads it here.
    stamp text not null,
    -- Of a request: what kind, who was asked first, who is by now, and where it stands.
    request text,
    asked_first text,
    asked text,
    state text,
    term text not null,
    life boolean not null,
    -- Whose turn it is: ours, theirs, over.
    waits text not null,
    -- Until when the asked side is to answer; none where no clock runs.
    due_us bigint,
    -- How far it has climbed since: 0 not late, 1 the unit and its head, 2 the duty desk.
    late bigint not null,
    -- Something came that nobody here has read.
    fresh boolean not null,
    -- Who works on it here.
    officer text,
    unit text,
    opened_us bigint not null,
    last_us bigint not null,
    -- By which it stands in the lists of what waits.
    press_us bigint not null,
    -- The last act about it.
    moved bigint not null
);
create index thread_waits on thread (waits, press_us, id);
create index thread_last on thread (last_us, id);
create index thread_officer on thread (officer, press_us, id) where officer is not null;
create index thread_unit on thread (unit, press_us, id) where unit is not null;
create index thread_fresh on thread (press_us, id) where fresh;
create index thread_due on thread (due_us, id) where due_us is not null;

create table thread_member (
    thread text not null,
    member text not null,
    primary key (thread, member)
);

-- One message; of a thread that is not known yet, it waits. Without its salt it was taken back.
create table message (
    id text primary key,
    thread text not null,
    author text not null,
    -- Who said it here; none where it came from elsewhere.
    actor text,
    word text not null,
    named text,
    turn bigint not null,
    said_us bigint not null,
    came_us bigint not null,
    -- The act that holds what it says.
    seq bigint not null,
    salt bytea
);
create index message_thread on message (thread, turn, id);

-- What of our messages left for whom on which lane; number 0 where it is not said again yet since the lane began anew.
create table message_given (
    message text not null references message (id),
    member text not null,
    stream bytea not null,
    seq bigint not null,
    recalled boolean not null,
    since_us bigint not null,
    primary key (message, member)
);
create index message_given_stream on message_given (stream, seq);

-- Who has opened a message: of those of others we ourselves, and whether their author was told (0: not yet); of ours, others.
create table message_read (
    message text not null references message (id),
    member text not null,
    read_us bigint not null,
    told bigint not null,
    primary key (message, member)
);
create index message_read_told on message_read (member, message) where told = 0;

-- What is noted beside a thread for this member alone. It never leaves.
create table thread_note (
    no bigint primary key,
    thread text not null references thread (id),
    actor text not null,
    at_us bigint not null,
    note bytea not null,
    salt bytea not null
);
create index thread_note_thread on thread_note (thread, no);

-- What an officer has begun to write and not sent: in a thread, or for a new one.
create table draft (
    officer text not null,
    place text not null,
    draft bytea not null,
    salt bytea not null,
    saved_us bigint not null,
    primary key (officer, place)
);
