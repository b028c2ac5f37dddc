-- What reviewers have said against a notice, beyond the copy of it that its owner took back: an owner that was set back to before it
-- heard of that is told. Until the notice would have lapsed by itself.
create table notice_against (
    notice text primary key,
    sealed bytea not null,
    salt bytea not null,
    until_us bigint not null
);
create index notice_against_until on notice_against (until_us);
