-- An inspector's questions to a long journal: what did this actor do, and when did what happens seldom happen. What
-- happens all the time is found soon by reading backwards.
create index journal_actor on journal (actor, seq);
create index journal_seldom on journal (kind, seq)
    where kind not in ('checked', 'filed', 'revised', 'withdrawn', 'opened', 'listed', 'signed-in', 'signed-out');
