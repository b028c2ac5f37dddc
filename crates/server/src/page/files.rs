//! The files of a record, as its page shows them.
use super::Frame;
use model::{AttachmentId, Member};

/// What there is, and whether one may be added.
#[derive(Debug, Clone, Default)]
pub struct FilesPart {
    /// In the order in which they came.
    pub files: Vec<FileRow>,
    /// Longest file that may be added; none where none may.
    pub bytes_max: Option<u64>,
    /// There are other members to whom a file could go.
    pub leaves: bool,
}

/// One file.
#[derive(Debug, Clone)]
pub struct FileRow {
    pub id: AttachmentId,
    pub name: String,
    /// By its bytes: `image/jpeg`.
    pub media: String,
    pub bytes: u64,
    pub active: bool,
    pub belied: bool,
    pub is_ours: bool,
    /// It is shared in the place of another, which stays here.
    pub is_copy: bool,
    /// Another is shared in its place.
    pub has_copy: bool,
    pub goes: bool,
    pub here: bool,
    pub at_us: i64,
    pub preview: bool,
    /// Members that have told that they have it.
    pub held_by: Vec<Member>,
}

impl FileRow {
    /// Where it goes, in a sentence; none of another member's that is here.
    pub fn stands(&self) -> Option<&'static str> {
        match (self.is_ours, self.here) {
            (false, true) => None,
            (false, false) => Some("file-waits"),
            (true, _) if self.is_copy => Some("file-is-copy"),
            (true, _) if self.has_copy => Some("file-has-copy"),
            (true, _) if self.goes => Some("file-goes"),
            (true, _) => Some("file-stays"),
        }
    }

    /// What kind of file it is, in words where there are some.
    pub fn kind(&self, frame: &Frame) -> String {
        let family = self.media.split('/').next().unwrap_or_default();
        let key = match self.media.as_str() {
            "application/octet-stream" => "unknown",
            _ if self.active => "active",
            "application/pdf" => "pdf",
            _ => match family {
                "image" | "video" | "audio" | "text" => family,
                _ => "other",
            },
        };
        frame.say(&format!("file-kind-{key}"))
    }

    /// What its preview is called for whoever does not see it.
    pub fn preview_of(&self, frame: &Frame) -> String {
        frame.with("file-preview-of", "name", &self.name)
    }

    /// Who has it, by name.
    pub fn holders(&self, frame: &Frame) -> String {
        let names = self.held_by.iter().map(|member| frame.member_called(member));
        names.collect::<Vec<_>>().join(frame.comma())
    }
}
