//! Who works on pictures from outside: somebody apart, whom a bad picture may bring down without harm to the node.
use std::future::Future;
use std::pin::Pin;

/// Longest picture that is worked on, in bytes.
pub const PICTURE_BYTES_MAX: u64 = 48 << 20;

/// What is to be made of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// A small PNG to look at.
    Preview,
    /// A small JPEG of the points alone, for a notice.
    Portrait,
    /// The picture again and nothing else: no place, camera, author or thumbnail that was hidden in the file.
    Copy,
}

/// Why nothing was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Botched {
    /// It is no picture, or one that does more than a picture does: too large, too long in the making.
    #[error("nothing can be made of this picture")]
    Picture,
    /// The workshop itself does not work.
    #[error("no safe place to work on pictures: {0}")]
    Closed(String),
}

/// What a job comes to: the bytes of the new picture.
pub type Made<'w> = Pin<Box<dyn Future<Output = Result<Vec<u8>, Botched>> + Send + 'w>>;

/// Works on one picture.
pub trait Workshop: Send + Sync {
    fn make<'w>(&'w self, job: Job, picture: Vec<u8>) -> Made<'w>;
}
