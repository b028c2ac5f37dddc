//! The pages: one file a page, each a plain view that anybody can fill and render without a server.
//!
//! A page is a struct with all it shows; `askama::Template::render` makes the HTML. Texts come from `words/*.ftl` in
//! the officer's language; what people or other systems wrote is always escaped. Pages work without JavaScript; a
//! script asks for a part of a page by sending `X-Fragment: answer` or `X-Fragment: progress`.
mod answers;
pub mod asset;
mod because;
mod capsule;
mod capsules;
mod check;
mod check_words;
mod digest;
mod elsewhere;
mod fault;
mod files;
mod filing;
mod form;
mod frame;
mod handling;
mod hit;
mod hits;
mod kept;
mod lists;
mod log;
mod map;
mod network;
mod notice;
mod notice_form;
mod notice_print;
mod notices;
mod officers;
mod profile;
mod public;
mod record;
mod rules;
mod sample;
mod show;
mod sign_in;
mod standing;
mod subscriptions;
#[cfg(test)]
mod tests;
mod thread;
mod thread_new;
mod threads;
mod thresholds;
mod tour;
mod twin;
mod twins;
mod watch;
mod why;
mod window;
mod words;

pub use answers::{AnswerRow, AnswersPage, Measured};
pub use because::sum;
pub use capsule::{CapsulePage, FoundAtPost, LeaseTold};
pub use capsules::{CapsuleForm, CapsuleMade, CapsuleRow, CapsulesPage};
pub use check::{
    ASKED, Answer, AnswerPart, AskForm, CheckForm, CheckPage, Explained, Feature, Judged, Match, Repair,
    Verdict, Zone,
};
pub use digest::{DigestPage, DigestSection, OtherTally};
pub use elsewhere::{Elsewhere, ElsewherePage, ElsewherePart, FoundRow, FoundSays, MemberAnswer};
pub use fault::{FaultPage, Trouble};
pub use files::{FileRow, FilesPart};
pub use filing::{FilingPage, FilingValues, WithdrawPage, Withdrawn};
pub use form::{Fault, Faults, Flaw, Why};
pub use frame::{Done, Frame, Place, Who};
pub use handling::{AddresseeRow, Addressees, AudienceChoice, HandlingForm};
pub use hit::{HitCheck, HitPage, HitSide, HitThread, subject};
pub use hits::{HitClock, HitRow, HitsPage};
pub use kept::{KeepPage, Keeping, KeptCopyPage, KeptPage, KeptRow, KeptWaits};
pub use lists::{
    Counts, ImportForm, ImportPage, ImportState, ImportView, ListRow, ListsPage, ProgressPart, RefusedRow,
};
pub use log::{LogFilter, LogPage, LogRow, LogState, Verified};
pub use map::{Mark, Stands, View};
pub use network::{ApartRow, Heard, MemberRow, NetworkPage, OvertakenRow, StrayRow};
pub use notice::{FedRow, FlagRow, NoticeActRow, NoticePage};
pub use notice_form::{NoticeField, NoticeFormPage, Widget};
pub use notice_print::NoticePrint;
pub use notices::{BegunRow, ImportedRow, NoticeRow, NoticesPage, ProtectedPage, ProtectedRow};
pub use officers::{ClientForm, ClientRow, ClientsPage, OfficerForm, OfficerRow, OfficersPage, OnceShown};
pub use profile::{ProfilePage, ProfileProperty};
pub use public::{PublicNotice, PublicPage, PublicRow};
pub use record::{Change, LinkRow, RecordPage, Version};
pub use rules::{RuleFault, RulesPage};
pub use sample::{Sample, samples};
pub use sign_in::{EnrolPage, LinkPage, SignInPage, SignInTrouble, SignedOutPage};
pub use standing::{AlertRow, StandingPage, StandingRow, Toast};
pub use subscriptions::{NoticeAlertRow, SubscriptionForm, SubscriptionRow, SubscriptionsPage};
pub(crate) use thread::line;
pub use thread::{Colleague, CrossedRow, FoundHere, MarkRow, NoteRow, SaidRow, ThreadPage};
pub use thread_new::{NewThread, NewThreadPage, template};
pub use threads::{ThreadClock, ThreadRow, ThreadsPage};
pub use thresholds::{OutlookRow, OutlookView, ThresholdsForm, ThresholdsPage};
pub use tour::{Lesson, Thing, TourPage};
pub use twin::{Agreement, CompareRow, JudgedRow, LastJudged, OtherRow, TwinPage};
pub use twins::{JudgedBy, TwinRow, TwinSide, TwinsPage};
pub use watch::{DutyRow, UnitRow, WatchPage};
pub use why::{WhyPage, reason_query};
pub use window::{CopyRow, HolderRow, KeptThereRow, LookRow, RecallRow, RecalledRow, Sharing, WindowPage};
pub use words::{SOURCES, Words};
