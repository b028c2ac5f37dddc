-- The keys that sign the journal, each in its turn, behind the first, which lies beside the store. That one follows the other stands in
-- the journal; here are their secrets, and since when. The secret of one whose turn is over is destroyed.
create table log_key (
    kid bytea primary key,
    secret_sealed bytea,
    secret_salt bytea,
    seq bigint not null,
    from_us bigint not null
);
-- The key whose turn it is; null while it is the first.
alter table journal_head add column signer bytea;
