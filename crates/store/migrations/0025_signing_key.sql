-- The keys that sign what goes to others, ours, each for some time. The one that signs the log is none of them: it lies beside the
-- store and stays.
create table signing_key (
    kid bytea primary key,
    secret_sealed bytea,
    secret_salt bytea,
    from_us bigint not null,
    to_us bigint not null
);
