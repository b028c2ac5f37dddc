//! The actions that the rules are asked about, one type for each, so that a permit for one is not a permit for another.

mod sealed {
    pub trait Sealed {}
}

/// Something one may be permitted to do. The list is closed: it is the list of actions in `schema.cedarschema`.
pub trait Action: sealed::Sealed + Send + Sync + 'static {
    /// As it stands in the rules.
    const NAME: &'static str;
}

/// An action of the node as a whole, about no single record.
pub trait OfNode: Action {}

/// An action on one record in one version.
pub trait OfRecord: Action {}

/// An action in a thread with other members.
pub trait OfThread: Action {}

macro_rules! actions {
    ($of:ident: $($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Action for $name {
            const NAME: &'static str = stringify!($name);
        }
        impl $of for $name {}
    )+};
}

actions! { OfNode:
    /// Asks whether a person, document or thing is known.
    Check,
    /// Has other members' nodes asked the same question: it leaves this node.
    Ask,
    /// Pages through records without asking for one.
    ListRecords,
    /// Reads a list in: files, revises and withdraws many of the own member's records.
    Import,
    /// Takes records out of the node as a file.
    Export,
    /// Keeps a question open (standing checks).
    Stand,
    /// Has the whole store gone through for records of the same entity.
    SeekTwins,
    /// Pages through pairs of records that may be of the same entity.
    ReviewTwins,
    /// Pages through hits with other members.
    ReviewHits,
    /// Sees the notices that are here, and those that wait for somebody.
    ReadNotices,
    /// States what a notice says.
    DraftNotice,
    /// Stands for a notice that another has drafted.
    ApproveNotice,
    /// Sends it out when it is cleared, corrects it, and takes it out of use.
    SendNotice,
    /// Screens and decides on other members' notices.
    ReviewNotice,
    /// Keeps the list of persons whom this node protects, and learns of notices against them.
    KeepProtected,
    /// Pages through the threads with other members, searches in them, and keeps drafts.
    ReviewThreads,
    /// Sees who consulted the own records, and where they are.
    ReadWindow,
    /// Sees which copies of others' records are kept by law, and why; nothing of what they say.
    ReadKept,
    /// Makes a sealed copy of what a post may check without a line.
    MakeCapsule,
    /// Gives leases of such copies, ends them, and takes the posts' logs home.
    KeepCapsules,
    /// Reads the journal.
    ReadLog,
    /// Says of what stands in one member's log and not in another's why that is so.
    SettleLog,
    /// Adds, changes and disables officers.
    KeepOfficers,
    /// Adds and revokes clients and their tokens.
    KeepClients,
    /// Takes up and changes what is known of other members.
    KeepPeers,
    /// Sees the members of the network and how they are reached.
    ReadPeers,
    /// Reads the text of the rules.
    ReadRules,
    /// Replaces the text of the rules.
    ChangeRules,
    /// Reads the thresholds, and how many alarms they bring.
    ReadThresholds,
    /// Sets from which scores on answers are called possible and a match.
    SetThresholds,
    /// Sets after which times what waits for others presses.
    SetClocks,
    /// Copies the whole store, sealed as it is.
    Backup,
    /// Has another key sign the journal from here on.
    ChangeKeys,
}

actions! { OfRecord:
    /// Opens one record.
    OpenRecord,
    /// Files a new record. The stamp judged is that of the record to be filed.
    File,
    /// Replaces the version judged by a new one.
    Revise,
    /// Withdraws a record for ever.
    Withdraw,
    /// Says of a hit whether this record and another member's are of the same entity.
    AnswerHit,
    /// Declares that the law bids to keep a copy of another member's record, and gives up one that is kept.
    KeepByLaw,
    /// Opens a copy that is kept by law.
    OpenKept,
    /// Judges whether it is of the same entity as another, on which the same must be permitted.
    Judge,
}

actions! { OfThread:
    /// Reads what was said in a thread, and takes it over or notes something beside it for this member alone.
    ReadThread,
    /// Says something in a thread, or opens one.
    SayInThread,
}

/// What the node of another member does to its own records here.
pub trait OfPeer: OfRecord {
    /// It brings content, which must be addressed to this node; else it takes some away.
    const STATES: bool;
}

impl OfPeer for File {
    const STATES: bool = true;
}
impl OfPeer for Revise {
    const STATES: bool = true;
}
impl OfPeer for Withdraw {
    const STATES: bool = false;
}

/// To be shown a record in any way; asked for a whole [`crate::Sight`], never permitted alone.
pub(crate) const SEE: &str = "See";
