//! The files of the bundle (style, script, icon): embedded in the program, each under a name that holds its digest.
//!
//! `web/` builds them; `files.json` tells which name each has, and beside each file lies the same packed as `.gz`.
use rust_embed::{Embed, EmbeddedFile};
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

#[derive(Embed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Bundle;

/// Plain name to hashed name: `page.css` to `page.3f2a91c0.css`.
static NAMES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let Some(list) = Bundle::get("files.json") else { return HashMap::new() };
    serde_json::from_slice(&list.data).expect("the bundle's list is what web/bundle.mjs wrote")
});

/// One file, ready to be sent. Its name never means anything else: it may be kept for ever.
pub struct Asset {
    pub bytes: Cow<'static, [u8]>,
    pub content_type: &'static str,
    /// The bytes are packed; send `content-encoding: gzip`.
    pub gzip: bool,
}

/// Address of a file by its plain name.
pub fn href(name: &str) -> String {
    format!("/assets/{}", NAMES.get(name).map_or(name, String::as_str))
}

/// The bundle was built: `npm ci && npm run bundle` in `web/`.
pub fn is_built() -> bool {
    !NAMES.is_empty()
}

/// A file by its hashed name; packed where the browser takes that.
pub fn get(name: &str, takes_gzip: bool) -> Option<Asset> {
    let content_type = content_type(name)?;
    let packed = Bundle::get(&format!("{name}.gz")).filter(|_| takes_gzip);
    let gzip = packed.is_some();
    let EmbeddedFile { data, .. } = packed.or_else(|| Bundle::get(name))?;
    Some(Asset { bytes: data, content_type, gzip })
}

/// Every hashed name.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.values().map(String::as_str)
}

/// By extension; none for what is no asset (the list itself, the packed twins).
fn content_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}
