//! What each address takes and gives, beside its row in the table: OpenAPI is made from this and the shapes' own types.
mod capsule;
mod holding;
mod subscription;
mod thread;

pub(crate) use capsule::{
    capsule, capsule_file, capsules, end_capsule, give_up_log, home, lease, make_capsule,
};
pub(crate) use holding::{answers, ask_hit, once_more, strays};
pub(crate) use subscription::{subscribe, subscriptions, unsubscribe};
pub(crate) use thread::{
    clocks, digest, file_said, hand, note, open_thread, package, say, say_back, send_file, set_clocks,
    set_watch, thread, threads, watch,
};

use super::{
    LINES, answer, attachment, backup, check, client, elsewhere, export, hit, import, judgement, list, log,
    notice, notice_more, officer, record, rules, seek, standing, threshold, twin, window,
};
use utoipa::openapi::path::Parameter;
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{IntoParams, ToSchema};

/// The document of one operation.
pub(crate) struct Doc {
    pub summary: &'static str,
    pub query: Vec<Parameter>,
    pub takes: Vec<Content>,
    pub gives: (u16, Option<Content>),
    pub reason: Why,
    /// Takes `Idempotency-Key`.
    pub once: bool,
}

/// A body: its type, and its shape where it has one.
pub(crate) struct Content {
    pub media: &'static str,
    pub shape: Option<Shape>,
}

/// A shape by name, with all shapes that it is made of.
pub(crate) struct Shape {
    pub reference: Ref,
    pub all: Vec<(String, RefOr<Schema>)>,
}

/// How a reason is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Not at all, or in the body.
    Elsewhere,
    /// In the query or in headers; without one nothing is answered.
    Needed,
    /// In headers, where another than the ordinary one of this address is meant.
    Allowed,
}

pub(crate) const JSON: &str = "application/json";

pub(crate) fn shape<T: ToSchema>() -> Shape {
    let mut all = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut all);
    Shape { reference: Ref::from_schema_name(T::name()), all }
}

fn json<T: ToSchema>() -> Content {
    Content { media: JSON, shape: Some(shape::<T>()) }
}

fn lines<T: ToSchema>() -> Content {
    Content { media: LINES, shape: Some(shape::<T>()) }
}

fn plain(media: &'static str) -> Content {
    Content { media, shape: None }
}

impl Doc {
    fn says(summary: &'static str) -> Doc {
        Doc { summary, query: vec![], takes: vec![], gives: (204, None), reason: Why::Elsewhere, once: false }
    }
    fn takes(mut self, content: Content) -> Doc {
        self.takes.push(content);
        self
    }
    fn gives(mut self, status: u16, content: Content) -> Doc {
        self.gives = (status, Some(content));
        self
    }
    fn asks<T: IntoParams>(mut self) -> Doc {
        self.query = T::into_params(|| Some(utoipa::openapi::path::ParameterIn::Query));
        self
    }
    fn reason(mut self, reason: Why) -> Doc {
        self.reason = reason;
        self
    }
    fn once(mut self) -> Doc {
        self.once = true;
        self
    }
}

pub(crate) fn check() -> Doc {
    Doc::says("Is this person, document or thing known?")
        .asks::<check::CheckQuery>()
        .takes(json::<check::CheckShape>())
        .gives(200, json::<answer::AnswerShape>())
}
pub(crate) fn elsewhere() -> Doc {
    Doc::says("What other members have answered to a check of yours, for a quarter of an hour")
        .asks::<elsewhere::ElsewhereQuery>()
        .gives(200, json::<elsewhere::ElsewhereShape>())
}
pub(crate) fn batch() -> Doc {
    Doc::says("Many questions as lines, answered in order while they arrive")
        .asks::<check::BatchQuery>()
        .takes(lines::<check::CheckShape>())
        .gives(200, lines::<answer::AnswerShape>())
        .reason(Why::Allowed)
}
pub(crate) fn records() -> Doc {
    Doc::says("Leaf through records")
        .asks::<record::ListQuery>()
        .gives(200, json::<record::RecordsShape>())
        .reason(Why::Needed)
}
pub(crate) fn file() -> Doc {
    Doc::says("File a record")
        .takes(json::<record::RecordSent>())
        .gives(201, json::<record::Filed>())
        .reason(Why::Allowed)
        .once()
}
pub(crate) fn open() -> Doc {
    Doc::says("Open a record, with its history and links")
        .gives(200, json::<record::OpenedShape>())
        .reason(Why::Needed)
}
pub(crate) fn revise() -> Doc {
    Doc::says("State a record anew")
        .takes(json::<record::RecordSent>())
        .gives(200, json::<record::Filed>())
        .reason(Why::Allowed)
}
pub(crate) fn withdraw() -> Doc {
    Doc::says("Withdraw a record for ever").asks::<record::WithdrawQuery>().reason(Why::Allowed)
}
pub(crate) fn profile() -> Doc {
    Doc::says(
        "All records that were judged to be of one person or thing with this one, each value with its owners",
    )
    .gives(200, json::<judgement::ProfileShape>())
    .reason(Why::Needed)
}
pub(crate) fn twins() -> Doc {
    Doc::says("Pairs of records that may be of one person or thing")
        .asks::<twin::TwinsQuery>()
        .gives(200, json::<twin::TwinsShape>())
        .reason(Why::Needed)
}
pub(crate) fn twin() -> Doc {
    Doc::says("Two records side by side: what speaks for their being one, and what against")
        .asks::<twin::LookQuery>()
        .gives(200, json::<twin::LookShape>())
        .reason(Why::Needed)
}
pub(crate) fn seek() -> Doc {
    Doc::says(
        "Go through the whole store for such pairs; with `Accept: application/x-ndjson`, progress as lines",
    )
    .gives(200, json::<seek::SoughtShape>())
    .reason(Why::Allowed)
}
pub(crate) fn judge() -> Doc {
    Doc::says("Judge whether two records are of one person or thing")
        .takes(json::<judgement::JudgementSent>())
        .gives(201, json::<judgement::JudgementMade>())
        .reason(Why::Allowed)
}
pub(crate) fn undo() -> Doc {
    Doc::says("Take a judgement back").reason(Why::Allowed)
}
pub(crate) fn hits() -> Doc {
    Doc::says("Hits with other members, as they are raised and answered")
        .asks::<hit::HitsQuery>()
        .gives(200, json::<hit::HitsShape>())
        .reason(Why::Needed)
}
pub(crate) fn hit() -> Doc {
    Doc::says(
        "One hit: both records as far as you may see them, what speaks for and against, what each side says",
    )
    .asks::<hit::HitQuery>()
    .gives(200, json::<hit::HitLookShape>())
    .reason(Why::Needed)
}
pub(crate) fn answer_hit() -> Doc {
    Doc::says("Say of a hit what you find; the other side is told").takes(json::<hit::HitAnswerSent>())
}
pub(crate) fn notices() -> Doc {
    Doc::says("Notices: in force, ours on their way, before us for review, sent before review, over; or a list of the morning")
        .asks::<notice::NoticesQuery>()
        .gives(200, json::<notice::NoticesShape>())
        .reason(Why::Needed)
}
pub(crate) fn draft_notice() -> Doc {
    Doc::says("State what a notice says; two others approve it")
        .takes(json::<notice::NoticeSent>())
        .gives(201, json::<notice::NoticeMade>())
}
pub(crate) fn notice() -> Doc {
    Doc::says("One notice: what it says, what the machine finds, who did what with it, who has it")
        .gives(200, json::<notice::NoticeLookShape>())
        .reason(Why::Needed)
}
pub(crate) fn redraft_notice() -> Doc {
    Doc::says("State it anew: the approvals and reviews that it had fall away")
        .takes(json::<notice::NoticeSent>())
}
pub(crate) fn notice_status() -> Doc {
    Doc::says("Ask the owner of a notice where it stands at this moment: before anybody is arrested")
        .takes(json::<notice_more::StatusAsked>())
        .gives(200, json::<notice_more::LiveShape>())
}
pub(crate) fn export_notice() -> Doc {
    Doc::says("One notice in the shape of the public notice service; it is noted that it went out, and its owner is told")
        .gives(200, json::<notice_more::ForeignShape>())
        .reason(Why::Needed)
}
pub(crate) fn export_notices() -> Doc {
    Doc::says("The notices in force of one collection in the envelope of the public notice service")
        .asks::<notice_more::ExportQuery>()
        .gives(200, json::<notice_more::ForeignShape>())
        .reason(Why::Needed)
}
pub(crate) fn import_notices() -> Doc {
    Doc::says("Take notices from a text in the shape of the public notice service, as drafts")
        .takes(json::<notice_more::ForeignShape>())
        .gives(200, json::<notice_more::ImportedShape>())
}
pub(crate) fn add_photograph() -> Doc {
    Doc::says("Add a photograph to a notice that is on its way: it is stated anew with a small copy made of the points alone")
        .asks::<notice_more::PhotographQuery>()
        .takes(plain("application/octet-stream"))
        .gives(201, json::<notice_more::PhotographMade>())
}
pub(crate) fn photograph() -> Doc {
    Doc::says("A photograph of a notice, by its digest").gives(200, plain("image/jpeg")).reason(Why::Needed)
}
pub(crate) fn say_notice() -> Doc {
    Doc::says("Do something with a notice: approve, send, review it, take it out of use")
        .takes(json::<notice::NoticeActSent>())
        .gives(200, json::<notice::NoticeStood>())
}
pub(crate) fn holders() -> Doc {
    Doc::says("Who has a record of ours, and what each has confirmed")
        .gives(200, json::<window::HoldersShape>())
        .reason(Why::Needed)
}
pub(crate) fn attachments() -> Doc {
    Doc::says("The files of a record, which is opened by it")
        .gives(200, json::<attachment::AttachmentsShape>())
        .reason(Why::Needed)
}
pub(crate) fn attach() -> Doc {
    Doc::says("Attach a file to a record: as the body, or as the field `file` of a form, `share` before it")
        .asks::<attachment::AttachQuery>()
        .takes(plain("application/octet-stream"))
        .takes(plain("multipart/form-data"))
        .gives(201, json::<attachment::KeptShape>())
        .reason(Why::Allowed)
}
pub(crate) fn attachment() -> Doc {
    Doc::says("The bytes of a file; that it was opened is told to its owner")
        .gives(200, plain("application/octet-stream"))
        .reason(Why::Needed)
}
pub(crate) fn detach() -> Doc {
    Doc::says("Take a file away from its record, here and wherever it went").reason(Why::Allowed)
}
pub(crate) fn window() -> Doc {
    Doc::says("Who looked at our records elsewhere")
        .asks::<window::WindowQuery>()
        .gives(200, json::<window::WindowShape>())
        .reason(Why::Needed)
}
pub(crate) fn recalls() -> Doc {
    Doc::says("Who has not confirmed that what was taken back is gone")
        .asks::<window::RecallsQuery>()
        .gives(200, json::<window::RecallsShape>())
        .reason(Why::Needed)
}
pub(crate) fn kept() -> Doc {
    Doc::says("Copies of others' records that the law bids to keep after their owner takes them back")
        .gives(200, json::<super::kept::KeptsShape>())
        .reason(Why::Allowed)
}
pub(crate) fn open_kept() -> Doc {
    Doc::says("A kept copy, by its number; its owner is told that it was opened")
        .gives(200, json::<super::kept::KeptOpenedShape>())
        .reason(Why::Needed)
}
pub(crate) fn keep() -> Doc {
    Doc::says("Declare that the law bids to keep a copy of another member's record; a second person confirms it within three days")
        .takes(json::<super::kept::KeptSent>())
        .reason(Why::Needed)
}
pub(crate) fn confirm_kept() -> Doc {
    Doc::says(
        "Confirm what somebody else has declared of a copy: from then on it counts, and its owner is told",
    )
    .takes(json::<super::kept::KeptConfirmed>())
    .reason(Why::Needed)
}
pub(crate) fn end_kept() -> Doc {
    Doc::says("Give up what was declared; a copy that was taken back is destroyed, and its owner is told")
        .asks::<super::kept::GivenUpQuery>()
        .reason(Why::Needed)
}
pub(crate) fn standing() -> Doc {
    Doc::says("Your questions that stay open").gives(200, json::<standing::StandingsShape>())
}
pub(crate) fn stand() -> Doc {
    Doc::says("Leave a question open")
        .takes(json::<standing::StandSent>())
        .gives(201, json::<standing::Opened>())
        .once()
}
pub(crate) fn close() -> Doc {
    Doc::says("Close a question of yours")
}
pub(crate) fn alerts() -> Doc {
    Doc::says("What answered your standing checks and subscriptions")
        .gives(200, json::<standing::AlertsShape>())
}
pub(crate) fn seen() -> Doc {
    Doc::says("Say that you have seen an alert")
}
pub(crate) fn events() -> Doc {
    Doc::says("What changes while you are signed in, as server-sent events: alerts, hits, elsewhere, import, resync")
        .asks::<crate::live::EventsQuery>()
        .gives(200, plain("text/event-stream"))
}
pub(crate) fn lists() -> Doc {
    Doc::says("The lists that are held here").gives(200, json::<list::ListsShape>()).reason(Why::Needed)
}
pub(crate) fn imports() -> Doc {
    Doc::says("Imports under way and over").gives(200, json::<import::ImportsShape>()).reason(Why::Allowed)
}
pub(crate) fn import() -> Doc {
    Doc::says("Bring a list in; with `Accept: application/x-ndjson`, progress as lines")
        .takes(plain("multipart/form-data"))
        .gives(200, json::<import::EndedShape>())
        .reason(Why::Allowed)
}
pub(crate) fn one_import() -> Doc {
    Doc::says("One import").gives(200, json::<import::ImportShape>()).reason(Why::Allowed)
}
pub(crate) fn refusals() -> Doc {
    Doc::says("Rows that an import could not take")
        .asks::<import::RefusalsQuery>()
        .gives(200, json::<import::RefusalsShape>())
        .reason(Why::Allowed)
}
pub(crate) fn export() -> Doc {
    Doc::says("Take records out as FollowTheMoney lines")
        .asks::<export::ExportQuery>()
        .gives(200, plain(LINES))
        .reason(Why::Needed)
}
pub(crate) fn officers() -> Doc {
    Doc::says("Who works here").gives(200, json::<officer::OfficersShape>())
}
pub(crate) fn add_officer() -> Doc {
    Doc::says("Add an officer")
        .takes(json::<officer::OfficerSent>())
        .gives(201, json::<officer::Made>())
        .once()
}
pub(crate) fn change_officer() -> Doc {
    Doc::says("Change or disable an officer")
        .takes(json::<officer::OfficerChange>())
        .gives(200, json::<officer::OfficerShape>())
}
pub(crate) fn link() -> Doc {
    Doc::says("A one-time link for an officer, shown this once").gives(201, json::<officer::SignInShape>())
}
pub(crate) fn clients() -> Doc {
    Doc::says("Machines with a token").gives(200, json::<client::ClientsShape>())
}
pub(crate) fn add_client() -> Doc {
    Doc::says("Add a client; its token is shown this once (sent again under the same key: for an hour)")
        .takes(json::<client::ClientSent>())
        .gives(201, json::<client::Made>())
        .once()
}
pub(crate) fn revoke() -> Doc {
    Doc::says("Revoke a client's token at once")
}
pub(crate) fn log() -> Doc {
    Doc::says("Who looked at whom, why, when").asks::<log::LogQuery>().gives(200, json::<log::LogShape>())
}
pub(crate) fn log_csv() -> Doc {
    Doc::says("The same as CSV").asks::<log::LogQuery>().gives(200, plain("text/csv"))
}
pub(crate) fn log_state() -> Doc {
    Doc::says("Length of the journal, its last signed checkpoint, and the key that signs it")
        .gives(200, json::<log::StateShape>())
}
pub(crate) fn hand_over_log() -> Doc {
    Doc::says("Have a new key sign the journal from here on").gives(201, json::<log::HandedOver>())
}
pub(crate) fn verify() -> Doc {
    Doc::says("Prove the whole journal").gives(200, json::<log::VerdictShape>())
}
pub(crate) fn differences() -> Doc {
    Doc::says(
        "What stands in our log of what passed with other members and not in theirs, or the other way round",
    )
    .gives(200, json::<super::reckon::DifferencesShape>())
    .reason(Why::Allowed)
}
pub(crate) fn settle() -> Doc {
    Doc::says("Say of what does not agree what you found: it is no alarm any more")
        .takes(json::<super::reckon::SettleSent>())
        .reason(Why::Allowed)
}
pub(crate) fn reconcile() -> Doc {
    Doc::says("Have our log and another member's held against each other at once")
        .takes(json::<super::reckon::ReckonSent>())
        .reason(Why::Allowed)
}
pub(crate) fn rules() -> Doc {
    Doc::says("The rules in force").gives(200, json::<rules::RulesShape>())
}
pub(crate) fn change_rules() -> Doc {
    Doc::says("Put other rules in force").takes(json::<rules::RulesShape>())
}
pub(crate) fn thresholds() -> Doc {
    Doc::says("The thresholds of possible and match, and what to expect of them and of others")
        .gives(200, json::<threshold::ThresholdsShape>())
        .reason(Why::Allowed)
}
pub(crate) fn set_thresholds() -> Doc {
    Doc::says("Set the thresholds of possible and match")
        .takes(json::<threshold::ThresholdsSent>())
        .reason(Why::Allowed)
}
pub(crate) fn patience() -> Doc {
    Doc::says("After how many hours a recall that is not confirmed is late, and very late")
        .gives(200, json::<window::PatienceShape>())
}
pub(crate) fn set_patience() -> Doc {
    Doc::says("Set after how many hours a recall is late, and very late")
        .takes(json::<window::PatienceShape>())
        .reason(Why::Allowed)
}
pub(crate) fn backup() -> Doc {
    Doc::says("Copy the whole store into a file of this machine")
        .takes(json::<backup::BackupSent>())
        .gives(201, json::<backup::BackedUp>())
}
pub(crate) fn peers() -> Doc {
    Doc::says("The members of the network, and how it stands with each")
        .gives(200, json::<super::peer::PeersShape>())
        .reason(Why::Allowed)
}
pub(crate) fn join() -> Doc {
    Doc::says("Join a network by its papers, or take up what is new in them")
        .takes(json::<super::peer::JoinSent>())
        .gives(200, json::<super::peer::Joined>())
        .reason(Why::Allowed)
}
pub(crate) fn papers() -> Doc {
    Doc::says("The papers of the network, for a node that is to join")
        .gives(200, json::<super::peer::PapersShape>())
        .reason(Why::Allowed)
}
pub(crate) fn overtaken() -> Doc {
    Doc::says("Copies that others hold of records and notices of this member, of which this node, restored from a backup, knows nothing")
        .gives(200, json::<Vec<super::peer::OvertakenShape>>())
        .reason(Why::Allowed)
}
