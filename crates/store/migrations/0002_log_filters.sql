-- An inspector's questions to a long journal: what did this actor do, who did acts of this kind.
create index journal_actor on journal (actor, seq);
create index journal_kind on journal (kind, seq);
