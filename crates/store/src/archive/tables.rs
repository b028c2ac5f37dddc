//! Every table of the store: what an archive holds of it. A test compares this list with the database.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Number,
    Text,
    Truth,
    Bytes,
}

/// A table, with its columns in order and those by which its rows are ordered.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    pub(super) holds: &'static [Holds],
    pub(super) order: &'static str,
}

use Holds::{Bytes as B, Number as N, Text as T, Truth as F};

macro_rules! table {
    ($name:literal by $order:literal: $($column:literal $holds:ident),+ $(,)?) => {
        Table { name: $name, columns: &[$($column),+], holds: &[$($holds),+], order: $order }
    };
}

/// In an order in which a row stands behind those that it refers to.
pub(super) const TABLES: &[Table] = &[
    table!("stamp" by "no": "no" N, "owner" T, "kind" T, "status" T, "whole" T),
    table!("day_key" by "day": "day" N, "salt" B),
    table!("journal" by "seq": "seq" N, "at_us" N, "actor" T, "kind" T, "object" T, "object_version" N, "purpose" T,
        "reference" T, "key_name" T, "entry" B, "signature" B, "body" B),
    table!("journal_head" by "one": "one" N, "seq" N, "hash" B, "frontier" B, "checkpoint" T,
        "signer" B),
    table!("log_key" by "seq": "kid" B, "secret_sealed" B, "secret_salt" B, "seq" N, "from_us" N),
    table!("tile" by "level, idx": "level" N, "idx" N, "hashes" B),
    table!("checkpoint" by "size": "size" N, "note" T),
    table!("tended" by "one": "one" N, "size" N),
    table!("record" by "id, owner": "owner" T, "id" T, "version" N, "seq" N, "stamp" N, "list" T, "digest" B, "seen" T,
        "filed_us" N, "revised_us" N, "expires_us" N, "salt" B),
    table!("link" by "id, owner": "owner" T, "id" T, "from_id" T, "to_id" T, "kind" T),
    table!("attachment" by "id, owner": "id" T, "owner" T, "object" T, "copy_of" T, "hash" B, "length" N, "goes" F,
        "here" F, "at_us" N, "sealed" B, "fault" T, "fault_us" N,
        "told" F),
    table!("attachment_holder" by "attachment, member": "attachment" T, "member" T, "at_us" N),
    table!("import" by "owner, id": "owner" T, "id" T, "list" T, "format" T, "files" T, "fingerprint" T, "state" T,
        "steps" N, "added" N, "changed" N, "unchanged" N, "withdrawn" N, "refused" N, "swept" N, "started_us" N,
        "ended_us" N),
    table!("refused_row" by "owner, import, no": "owner" T, "import" T, "no" N, "file" T, "line" N, "reason" T),
    table!("officer" by "id": "id" T, "name" T, "unit" T, "roles" T, "clearance" T, "language" T, "disabled" F),
    table!("credential" by "id": "id" B, "officer" T, "passkey" T, "enrolled_us" N, "used_us" N),
    table!("invitation" by "digest": "digest" B, "officer" T, "ends_us" N, "used_us" N),
    table!("client" by "id": "id" T, "name" T, "roles" T, "clearance" T, "shown" T, "digest" B, "added_us" N,
        "ends_us" N, "revoked" F),
    table!("capsule" by "id": "id" T, "client" T, "post" T, "purpose" T, "device" T, "made_us" N, "lease_us" N, "ends_us" N,
        "upto" N, "records" N, "carried" B, "secret_sealed" B, "secret_salt" B, "first_seq" N, "first_hash" B,
        "home_seq" N, "home_hash" B, "home_us" N, "ended_us" N, "held" T, "taken_us" N, "leased_us" N, "leased_until_us" N,
        "closed" F, "lost" F, "late" N, "late_us" N, "given_up" T),
    table!("capsule_look" by "capsule, act": "capsule" T, "act" N),
    table!("standing" by "id": "id" T, "officer" T, "purpose" T, "reference" T, "question" B, "salt" B, "opened_us" N,
        "until_us" N, "unit" T, "since" N),
    table!("alert" by "no": "no" N, "standing" T, "officer" T, "record" T, "version" N, "score_ppm" N, "raised_us" N,
        "seen_us" N, "ended" F),
    table!("twin" by "one, two": "one" T, "two" T, "kind" T, "one_version" N, "two_version" N, "milli_bits" N, "proposed_us" N,
        "waits" F),
    table!("judgement" by "seq": "seq" N, "one" T, "two" T, "one_version" N, "two_version" N, "judgement" T, "actor" T,
        "at_us" N, "milli_bits" N, "words" B, "stands" F, "undone_us" N),
    table!("charter_entry" by "no": "no" N, "entry" B),
    table!("peer" by "member": "member" T, "name" T, "class" T, "node" B, "standing" T, "manifest" B,
        "manifest_version" N, "reached_us" N, "fault" T, "fault_us" N, "afresh" N, "again" T, "again_us" N,
        "looks_seq" N),
    table!("epoch" by "node, epoch": "node" B, "epoch" N, "hash" B, "statement" B, "at_us" N),
    table!("sealing_key" by "kid": "kid" B, "secret_sealed" B, "secret_salt" B, "from_us" N, "to_us" N),
    table!("signing_key" by "kid": "kid" B, "secret_sealed" B, "secret_salt" B, "from_us" N, "to_us" N),
    table!("lane" by "stream": "stream" B, "audience" T, "class" N, "epoch" N, "seq" N, "head" B, "key_no" N,
        "key_sealed" B, "key_salt" B, "key_us" N),
    table!("envelope" by "stream, seq": "stream" B, "epoch" N, "seq" N, "kind" T, "object" T, "made_us" N, "hash" B, "bytes" B,
        "act" N, "said" B),
    table!("reader" by "member, stream": "member" T, "stream" B, "first_seq" N, "upto" N, "key_no" N, "receipt" B,
        "receipt_us" N, "left_us" N, "gone_from" N),
    table!("shared" by "id, stream": "id" T, "stream" B, "version" N, "seq" N, "recalled" F, "since_us" N),
    table!("recall_alarm" by "id, member": "id" T, "member" T, "level" N, "at_us" N),
    table!("copy_word" by "id, member": "id" T, "member" T, "version" N, "word" T, "why" T, "at_us" N,
        "basis" T, "unit" T, "until_us" N, "said" N),
    table!("kept_copy" by "id": "id" T, "owner" T, "word" T, "version" N, "basis" T, "reference" T, "why" T, "unit" T,
        "until_us" N, "declared_us" N, "taken_us" N, "content" B, "salt" B, "said" N, "told" N),
    table!("kept_asked" by "id": "id" T, "owner" T, "version" N, "basis" T, "reference" T, "why" T, "unit" T, "until_us" N,
        "asker" T, "asked_us" N, "lapses_us" N),
    table!("other_content" by "id, owner": "owner" T, "id" T, "version" N),
    table!("told_apart" by "id, member": "id" T, "member" T, "epoch" N),
    table!("overtaken" by "id, member": "id" T, "member" T, "version" N, "gone" F, "told_us" N),
    table!("entrusted" by "member, stream, hub": "member" T, "stream" B, "hub" T, "epoch" N, "seq" N, "receipt" B,
        "since_us" N),
    table!("arrival" by "owner, stream": "owner" T, "stream" B, "audience" T, "epoch" N, "seq" N, "head" B, "state" T,
        "fault" T, "at_us" N),
    table!("arrived" by "owner, stream, epoch, seq": "owner" T, "stream" B, "epoch" N, "seq" N, "hash" B, "refused" T),
    table!("arrival_key" by "owner, stream, no": "owner" T, "stream" B, "no" N, "key_sealed" B, "key_salt" B),
    table!("quarantine" by "no": "no" N, "owner" T, "stream" B, "seq" N, "fault" T, "bytes" B, "at_us" N),
    table!("consultation" by "no": "no" N, "record" T, "version" N, "member" T, "what" T, "unit" T, "officer" T,
        "purpose" T, "reference" T, "done_us" N, "told_us" N, "by_question" F),
    table!("ledger" by "member, passed, day, item": "member" T, "passed" T, "day" N, "item" B, "act" N),
    table!("reckoning" by "member": "member" T, "told_us" N, "heard_us" N, "from_day" N),
    table!("record_apart" by "member, id": "member" T, "id" T, "ours" F, "what" T, "version" N, "part" N, "first_us" N,
        "alarmed_us" N, "settled_us" N),
    table!("holding" by "member": "member" T, "told_us" N, "compared_us" N, "awaits" N, "of_parts" N,
        "said_sums" N, "differs" N, "answered_us" N, "later_count" N, "later_digest" B),
    table!("unmatched" by "member, passed, day, item": "member" T, "passed" T, "day" N, "item" B, "act" N, "first_us" N,
        "last_us" N, "alarmed_us" N, "settled_us" N),
    table!("hit" by "id": "id" T, "raised_by" T, "milli_bits" N, "term" T, "raised_us" N, "due_us" N, "late_us" N,
        "closed_us" N, "ours" F, "moved" N),
    table!("hit_side" by "hit, member": "hit" T, "member" T, "record" T, "version" N, "shows" T, "word" T, "word_us" N,
        "ground" T, "heard_us" N),
    table!("hit_pair" by "one, two, one_version, two_version": "one" T, "one_version" N, "two" T, "two_version" N,
        "hit" T),
    table!("hit_check" by "hit": "hit" T, "member" T, "check_id" T, "pair" B, "unit" T, "officer" T, "purpose" T,
        "reference" T, "kind" T, "asked" B, "salt" B, "asked_us" N),
    table!("notice" by "id": "id" T, "owner" T, "kind" T, "stage" T, "round" N, "spread" F, "version" N, "withheld" F,
        "made_us" N, "moved_us" N, "review_us" N, "reminded" N, "sealed" B, "salt" B, "stood_us" N),
    table!("notice_against" by "notice": "notice" T, "sealed" B, "salt" B, "until_us" N,
        "opposed_us" N),
    table!("notice_photograph" by "notice, digest": "notice" T, "digest" T, "sealed" B, "salt" B),
    table!("notice_fed" by "notice, member": "notice" T, "member" T, "version" N, "index_us" N, "exported" N, "printed" N,
        "carried" N, "shown" N, "until_us" N, "told_us" N),
    table!("notice_ledger" by "fingerprint, notice": "fingerprint" T, "notice" T, "owner" T, "kind" T, "ended" T, "at_us" N),
    table!("protected_person" by "id": "id" T, "sealed" B, "salt" B, "kept_by" T, "made_us" N),
    table!("thread" by "id": "id" T, "owner" T, "stamp" T, "request" T, "asked_first" T, "asked" T, "state" T, "term" T,
        "life" F, "waits" T, "due_us" N, "late" N, "fresh" F, "officer" T, "unit" T, "opened_us" N, "last_us" N,
        "press_us" N, "moved" N),
    table!("thread_member" by "thread, member": "thread" T, "member" T),
    table!("thread_hit" by "hit, thread": "hit" T, "thread" T),
    table!("answer_figure" by "asker, member, what, term": "asker" T, "member" T, "what" T, "term" T, "asked" N, "in_time" N,
        "spans" T, "at_us" N),
    table!("figure_told" by "member": "member" T, "digest" B, "at_us" N),
    table!("message" by "id": "id" T, "thread" T, "author" T, "actor" T, "word" T, "named" T, "turn" N, "said_us" N,
        "came_us" N, "seq" N, "salt" B, "earmark" T),
    table!("message_given" by "message, member": "message" T, "member" T, "stream" B, "seq" N, "recalled" F,
        "since_us" N),
    table!("message_read" by "message, member": "message" T, "member" T, "read_us" N, "told" N),
    table!("thread_note" by "no": "no" N, "thread" T, "actor" T, "at_us" N, "note" B, "salt" B),
    table!("thread_taken" by "thread, member, reader, at_us": "thread" T, "member" T, "reader" T, "at_us" N, "told" N),
    table!("thread_call" by "thread, officer": "thread" T, "officer" T, "level" N, "at_us" N),
    table!("draft" by "officer, place": "officer" T, "place" T, "draft" B, "salt" B, "saved_us" N),
    table!("question" by "owner, nonce": "owner" T, "nonce" B, "until_us" N),
    table!("setting" by "name": "name" T, "value" T),
    table!("score_tally" by "day, step": "day" N, "step" N, "answers" N, "score_ppm" N),
    table!("follower" by "name": "name" T, "seq" N),
];

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// What no archive holds. What a hub keeps for others it has destroyed when they have it, and a backup must not.
    const LEFT_OUT: [&str; 7] =
        ["migration", "session", "ceremony", "lease", "custody", "custody_receipt", "custody_file"];

    #[tokio::test]
    async fn every_table_is_archived_or_left_out_on_purpose() {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", dir.path().join("store.db").display());
        let node = wire::keys::NodeKey::generate(&[1; 32]);
        let storage = wire::keys::StorageKey::generate(&[2; 32]);
        crate::Store::open(&url, crate::Keys { node, storage, origin: "test".to_owned() }).await.unwrap();
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        let sql = "select m.name, c.name, c.type from sqlite_master m join pragma_table_info(m.name) c
            where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid";
        let columns: Vec<(String, String, String)> = sqlx::query_as(sql).fetch_all(&pool).await.unwrap();
        let mut found: BTreeMap<String, Vec<(String, Holds)>> = BTreeMap::new();
        for (table, column, kind) in columns {
            let holds = match kind.to_lowercase().as_str() {
                "bigint" | "integer" => N,
                "text" => T,
                "boolean" => F,
                "bytea" => B,
                other => panic!("{table}.{column} is of type {other}"),
            };
            found.entry(table).or_default().push((column, holds));
        }
        for table in TABLES {
            let listed: Vec<(String, Holds)> =
                table.columns.iter().map(|c| c.to_string()).zip(table.holds.iter().copied()).collect();
            assert_eq!(found.remove(table.name).unwrap(), listed, "{}", table.name);
        }
        assert_eq!(found.keys().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(LEFT_OUT));
    }
}
