//! Figures of the running node in the text of OpenMetrics. No person, document or officer is in them.
use desk::Progress;
use model::Member;
use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram};
use prometheus_client::registry::Registry;
use std::time::Duration;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Served {
    method: &'static str,
    route: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct With {
    member: String,
}

pub(crate) struct Metrics {
    registry: Registry,
    served: Family<Served, Counter>,
    checks: Family<Outcome, Counter>,
    check_seconds: Histogram,
    records: Gauge,
    followed: Gauge,
    head: Gauge,
    ready: Gauge,
    logs_differ: Family<With, Gauge>,
    records_differ: Family<With, Gauge>,
}

/// From a tenth of a millisecond to some seconds.
const BUCKETS: [f64; 12] = [0.000_1, 0.000_3, 0.001, 0.003, 0.01, 0.03, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0];

impl Metrics {
    pub(crate) fn new() -> Metrics {
        let mut registry = Registry::with_prefix("liaison");
        let (served, checks) = (Family::<Served, Counter>::default(), Family::<Outcome, Counter>::default());
        let check_seconds = Histogram::new(BUCKETS);
        let [records, followed, head, ready] = [(); 4].map(|()| Gauge::default());
        registry.register("requests", "Requests answered, by route and status", served.clone());
        registry.register("checks", "Questions answered, by outcome", checks.clone());
        registry.register(
            "check_seconds",
            "From a check's arrival to its answer, its act on disk",
            check_seconds.clone(),
        );
        registry.register("index_records", "Records that can be found", records.clone());
        registry.register(
            "index_followed",
            "Number of the act up to which the index has followed",
            followed.clone(),
        );
        registry.register("journal_head", "Number of the last act", head.clone());
        registry.register("ready", "1 when checks are answered from all records", ready.clone());
        let logs_differ = Family::<With, Gauge>::default();
        registry.register(
            "logs_differ",
            "Lines that stand in one of two members' logs alone, for more than a day",
            logs_differ.clone(),
        );
        let records_differ = Family::<With, Gauge>::default();
        registry.register(
            "records_differ",
            "Copies that are not as their owner believes, for more than a day",
            records_differ.clone(),
        );
        Metrics {
            registry,
            served,
            checks,
            check_seconds,
            records,
            followed,
            head,
            ready,
            logs_differ,
            records_differ,
        }
    }

    pub(crate) fn served(&self, method: &'static str, route: &'static str, status: u16) {
        self.served.get_or_create(&Served { method, route, status }).inc();
    }

    /// One request for checks: how many questions had which outcome, and how long it took.
    pub(crate) fn checked(&self, outcome: &'static str, took: Duration) {
        self.counted(outcome);
        self.check_seconds.observe(took.as_secs_f64());
    }

    pub(crate) fn counted(&self, outcome: &'static str) {
        self.checks.get_or_create(&Outcome { outcome }).inc();
    }

    /// All figures as text, with those that are read only now: how much differs in logs, and of records.
    pub(crate) fn text(&self, progress: Progress, head: u64, differ: [Vec<(Member, u64)>; 2]) -> String {
        for (gauge, lines) in [&self.logs_differ, &self.records_differ].into_iter().zip(differ) {
            gauge.clear();
            for (member, lines) in lines {
                let with = With { member: member.to_string() };
                gauge.get_or_create(&with).set(i64::try_from(lines).unwrap_or(i64::MAX));
            }
        }
        self.records.set(i64::try_from(progress.records).unwrap_or(i64::MAX));
        self.followed.set(i64::try_from(progress.upto).unwrap_or(i64::MAX));
        self.head.set(i64::try_from(head).unwrap_or(i64::MAX));
        self.ready.set(progress.ready.into());
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("a string takes all that is written to it");
        text
    }
}

/// What a check came to.
pub(crate) fn outcome(answer: &desk::check::Answer) -> &'static str {
    answer.urgency().map_or("nothing", model::Urgency::as_str)
}
