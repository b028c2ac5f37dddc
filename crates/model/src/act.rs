//! Acts: one thing done, by whom, when, on what. The journal is made of them.

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActKind {
    NodeMade,
    NodeRestored,
    MemberNamed,
    /// The rules of this node were changed.
    RulesChanged,
    /// The scores from which on answers are called possible and a match were changed.
    ThresholdsSet,
    OfficerAdded,
    OfficerChanged,
    OfficerDisabled,
    EnrolmentOffered,
    KeyEnrolled,
    SignedIn,
    SignedOut,
    ClientAdded,
    ClientRevoked,
    Checked,
    /// A record was shown as the answer to a check.
    Consulted,
    /// Other members' nodes were asked the question of a check.
    Asked,
    /// What another member's node has answered was shown.
    Heard,
    /// Another member's node asked, and was answered.
    Answered,
    Filed,
    Revised,
    Withdrawn,
    Opened,
    Listed,
    Exported,
    /// It was made ready to be printed.
    Printed,
    ImportStarted,
    ImportEnded,
    StandingOpened,
    StandingAnswered,
    StandingClosed,
    AlertSeen,
    /// Somebody wants to be told of notices.
    SubscriptionOpened,
    /// A notice that they want to be told of has come into force here, or is out of use.
    SubscriptionAnswered,
    SubscriptionEnded,
    /// Pairs of records that may be of one entity were put before people.
    TwinsProposed,
    /// The whole store was gone through for such pairs.
    TwinsSought,
    /// A record was judged to be of the same entity as another, of a different one, or unsure.
    Judged,
    JudgementUndone,
    /// The network's charter was taken up, or has grown.
    CharterExtended,
    /// What a member's node says of itself (its keys, its addresses) was taken up.
    PeerTold,
    /// A node that was set back to an earlier state said so: its numbers count anew from here on.
    EpochBegun,
    /// Sealed envelopes of another member were taken into the mailbox, for a third.
    MailKept,
    /// The member that they were for has them.
    MailGiven,
    /// What nobody is to be given any more was destroyed in the mailbox.
    MailDestroyed,
    /// A member was given the key of a lane.
    LaneOpened,
    /// What a member sent could not be taken, and was put aside.
    Quarantined,
    /// Another member's copy of a record is to be destroyed: the owner took it back from them.
    Recalled,
    /// A recall has waited too long for a member to confirm it.
    RecallLate,
    /// After which times what waits presses was changed.
    ClocksSet,
    /// A member told that it looked at a record of ours.
    ConsultedThere,
    /// A member said what became of its copy, where it is not simply gone.
    CopyTold,
    /// It was declared that the law bids to keep a copy of another member's record.
    CopyDeclared,
    /// A second person confirms that.
    CopyConfirmed,
    /// Its owner took it back, and it is kept, found by nobody.
    CopyKept,
    /// Somebody who may opened a copy that is kept.
    CopyOpened,
    /// It is kept no longer: its time was over, or it was given up.
    CopyEnded,
    /// Two members hold a piece of the same thing.
    HitRaised,
    /// One side said what it finds.
    HitAnswered,
    /// The clock of a hit ran out.
    HitLate,
    /// Something was done with a notice here.
    NoticeMoved,
    /// Another member's notice came, or moved.
    NoticeCame,
    /// The copy of another member's notice was destroyed, with the record of its subject.
    NoticeGone,
    /// A notice is kept from use here, for a person whom this node protects.
    NoticeWithheld,
    /// A member told what its copy of a notice of ours had fed, up to its end.
    NoticeFed,
    /// The owner of a notice was asked where it stands at this moment.
    StatusAsked,
    /// What it has answered, or that it was not reached.
    StatusHeard,
    /// Another member asked where a notice of ours stands.
    StatusAnswered,
    /// The list of persons whom this node protects was changed.
    ProtectedChanged,
    /// The day by which a notice is to be looked at again comes near.
    NoticeDue,
    /// A message of a thread was said, here or by another member.
    Said,
    /// Its author took a message back.
    SaidBack,
    /// A thread was opened and read.
    ThreadRead,
    /// Who works on a thread here was changed.
    ThreadTaken,
    /// Something was noted beside a thread, for this member alone.
    ThreadNoted,
    /// The clock of a request ran out.
    RequestLate,
    /// A copy of what a post may check without a line was made.
    CapsuleMade,
    /// A record went out in one.
    Carried,
    /// The code of a lease was told, so that the post may go on.
    CapsuleLeased,
    /// No lease of it is given any more.
    CapsuleEnded,
    /// What was done at the post was brought home.
    CapsuleHome,
    /// Its file was taken from this node.
    CapsuleTaken,
    /// Its lease is over, and its log has not come home in time.
    CapsuleLate,
    /// Somebody said why the end of a post's log never comes.
    CapsuleGivenUp,
    /// A file was attached to a record.
    Attached,
    /// It was taken away again.
    Detached,
    /// Somebody looked at what a file holds, or took it out.
    AttachmentOpened,
    /// A file that belongs to another member's record is whole here.
    AttachmentFetched,
    /// A member told that a file of ours is whole there.
    AttachmentHeld,
    LogRead,
    LogExported,
    /// Our log and another member's have not agreed for a day.
    LogsDiffer,
    /// An inspector has looked into it, and says why.
    LogsSettled,
    /// What was given of records and what its holder has have not agreed for a day.
    RecordsDiffer,
    BackedUp,
    /// The journal is signed by another key from here on.
    KeyHandedOver,
    /// Somebody asked for what the rules do not give.
    Refused,
}

crate::codes!(ActKind, "kind of act", {
    NodeMade => "node-made",
    NodeRestored => "node-restored",
    MemberNamed => "member-named",
    RulesChanged => "rules-changed",
    ThresholdsSet => "thresholds-set",
    OfficerAdded => "officer-added",
    OfficerChanged => "officer-changed",
    OfficerDisabled => "officer-disabled",
    EnrolmentOffered => "enrolment-offered",
    KeyEnrolled => "key-enrolled",
    SignedIn => "signed-in",
    SignedOut => "signed-out",
    ClientAdded => "client-added",
    ClientRevoked => "client-revoked",
    Checked => "checked",
    Consulted => "consulted",
    Asked => "asked",
    Heard => "heard",
    Answered => "answered",
    Filed => "filed",
    Revised => "revised",
    Withdrawn => "withdrawn",
    Opened => "opened",
    Listed => "listed",
    Exported => "exported",
    Printed => "printed",
    ImportStarted => "import-started",
    ImportEnded => "import-ended",
    StandingOpened => "standing-opened",
    StandingAnswered => "standing-answered",
    StandingClosed => "standing-closed",
    AlertSeen => "alert-seen",
    SubscriptionOpened => "subscription-opened",
    SubscriptionAnswered => "subscription-answered",
    SubscriptionEnded => "subscription-ended",
    TwinsProposed => "twins-proposed",
    TwinsSought => "twins-sought",
    Judged => "judged",
    JudgementUndone => "judgement-undone",
    CharterExtended => "charter-extended",
    PeerTold => "peer-told",
    EpochBegun => "epoch-begun",
    MailKept => "mail-kept",
    MailGiven => "mail-given",
    MailDestroyed => "mail-destroyed",
    LaneOpened => "lane-opened",
    Quarantined => "quarantined",
    Recalled => "recalled",
    RecallLate => "recall-late",
    ClocksSet => "clocks-set",
    ConsultedThere => "consulted-there",
    CopyTold => "copy-told",
    CopyDeclared => "copy-declared",
    CopyConfirmed => "copy-confirmed",
    CopyKept => "copy-kept",
    CopyOpened => "copy-opened",
    CopyEnded => "copy-ended",
    HitRaised => "hit-raised",
    HitAnswered => "hit-answered",
    HitLate => "hit-late",
    NoticeMoved => "notice-moved",
    NoticeCame => "notice-came",
    NoticeGone => "notice-gone",
    NoticeWithheld => "notice-withheld",
    NoticeFed => "notice-fed",
    StatusAsked => "status-asked",
    StatusHeard => "status-heard",
    StatusAnswered => "status-answered",
    ProtectedChanged => "protected-changed",
    NoticeDue => "notice-due",
    Said => "said",
    SaidBack => "said-back",
    ThreadRead => "thread-read",
    ThreadTaken => "thread-taken",
    ThreadNoted => "thread-noted",
    RequestLate => "request-late",
    CapsuleMade => "capsule-made",
    Carried => "carried",
    CapsuleLeased => "capsule-leased",
    CapsuleEnded => "capsule-ended",
    CapsuleHome => "capsule-home",
    CapsuleTaken => "capsule-taken",
    CapsuleLate => "capsule-late",
    CapsuleGivenUp => "capsule-given-up",
    Attached => "attached",
    Detached => "detached",
    AttachmentOpened => "attachment-opened",
    AttachmentFetched => "attachment-fetched",
    AttachmentHeld => "attachment-held",
    LogRead => "log-read",
    LogExported => "log-exported",
    LogsDiffer => "logs-differ",
    LogsSettled => "logs-settled",
    RecordsDiffer => "records-differ",
    BackedUp => "backed-up",
    KeyHandedOver => "key-handed-over",
    Refused => "refused",
});
