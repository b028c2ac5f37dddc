//! What the addresses of threads with other members take and give.
use super::super::{digest, thread, thread_act, thread_file, watch};
use super::{Doc, LINES, Why, json, plain};

pub(crate) fn threads() -> Doc {
    Doc::says("Messages and requests with other members, by box")
        .asks::<thread::ThreadsQuery>()
        .gives(200, json::<thread::ThreadsShape>())
        .reason(Why::Allowed)
}
pub(crate) fn open_thread() -> Doc {
    Doc::says("Write to other members, or ask one of them for something")
        .takes(json::<thread_act::ThreadSent>())
        .gives(201, json::<thread_act::SaidId>())
        .reason(Why::Allowed)
        .once()
}
pub(crate) fn thread() -> Doc {
    Doc::says("A thread with all that was said in it, and how it stands with each message")
        .gives(200, json::<thread::ThreadLookShape>())
        .reason(Why::Allowed)
}
pub(crate) fn say() -> Doc {
    Doc::says("Say something in a thread, with a word that moves its request on or without")
        .takes(json::<thread_act::MessageSent>())
        .gives(201, json::<thread_act::SaidId>())
        .reason(Why::Allowed)
}
pub(crate) fn say_back() -> Doc {
    Doc::says("Take back a message of ours: every copy of it is destroyed")
        .takes(json::<thread_act::BackSent>())
        .reason(Why::Allowed)
}
pub(crate) fn hand() -> Doc {
    Doc::says("Give a thread to an officer of this member, or to nobody")
        .takes(json::<thread_act::HandsSent>())
        .reason(Why::Allowed)
}
pub(crate) fn note() -> Doc {
    Doc::says("Note something beside a thread, for this member alone")
        .takes(json::<thread_act::NoteSent>())
        .reason(Why::Allowed)
}
pub(crate) fn package() -> Doc {
    Doc::says("A thread as a package that proves itself away from the node: docs/package.md")
        .gives(200, plain(LINES))
        .reason(Why::Needed)
}
pub(crate) fn watch() -> Doc {
    Doc::says("Whom requests call when their clocks run out, and the numbers of this member")
        .gives(200, json::<watch::WatchShape>())
        .reason(Why::Allowed)
}
pub(crate) fn set_watch() -> Doc {
    Doc::says("Set whom requests call, and the numbers that all members are told")
        .takes(json::<watch::WatchShape>())
        .reason(Why::Allowed)
}
pub(crate) fn digest() -> Doc {
    Doc::says("What calls the officer, is overdue, new and waiting, with how much there is of each, of threads and of notices")
        .gives(200, json::<digest::DigestShape>())
        .reason(Why::Allowed)
}
pub(crate) fn send_file() -> Doc {
    Doc::says("Say a message with a file: as the body, or in the fields `file` of a form, `share` and `text` beside them")
        .asks::<thread_file::FileQuery>()
        .takes(plain("application/octet-stream"))
        .takes(plain("multipart/form-data"))
        .gives(201, json::<thread_file::FilesSaid>())
        .reason(Why::Allowed)
}
pub(crate) fn file_said() -> Doc {
    Doc::says("The bytes of a file of a message; that it was opened is in the journal")
        .gives(200, plain("application/octet-stream"))
        .reason(Why::Needed)
}
pub(crate) fn clocks() -> Doc {
    Doc::says("How long requests may wait for their answer").gives(200, json::<thread_act::ClocksShape>())
}
pub(crate) fn set_clocks() -> Doc {
    Doc::says("Set how long requests may wait for their answer")
        .takes(json::<thread_act::ClocksShape>())
        .reason(Why::Allowed)
}
