//! By which bytes each type begins.
use super::{Media, Nature};
use Nature::{Active, Container, Passive, Picture, Unknown};

const fn media(name: &'static str, nature: Nature, endings: &'static [&'static str]) -> Media {
    Media { name, nature, endings }
}

/// Not known.
pub(super) const BYTES: Media = media("application/octet-stream", Unknown, &[]);
const TEXT: Media =
    media("text/plain", Passive, &["txt", "csv", "tsv", "log", "md", "json", "xml", "vcf", "eml", "srt"]);
const HTML: Media = media("text/html", Active, &["html", "htm", "xhtml"]);
const SVG: Media = media("image/svg+xml", Active, &["svg"]);
const XML: Media = media("text/xml", Active, &["xml", "xsd", "xsl", "kml", "gpx", "fodt"]);
const SCRIPT: Media = media("text/x-script", Active, &["sh", "py", "pl", "rb"]);
const ZIP: Media = media("application/zip", Container, &["zip", "kmz", "apk", "jar", "epub"]);
const OFFICE: Media = media(
    "application/vnd.openxmlformats-officedocument",
    Passive,
    &["docx", "xlsx", "pptx", "docm", "xlsm", "pptm"],
);
const OPEN_DOCUMENT: Media =
    media("application/vnd.oasis.opendocument", Passive, &["odt", "ods", "odp", "odg"]);
const JAVA: Media = media("application/java-archive", Active, &["jar", "apk"]);
const MP4: Media = media("video/mp4", Passive, &["mp4", "m4v", "m4a", "mov", "3gp", "3g2"]);
const HEIC: Media = media("image/heic", Passive, &["heic", "heif"]);
const AVIF: Media = media("image/avif", Passive, &["avif"]);
const WEBP: Media = media("image/webp", Picture, &["webp"]);
const WAV: Media = media("audio/wav", Passive, &["wav"]);
const AVI: Media = media("video/x-msvideo", Passive, &["avi"]);
const TAR: Media = media("application/x-tar", Container, &["tar"]);

/// Types that are told by more than their first bytes.
pub(super) const OTHERS: [Media; 16] =
    [TEXT, HTML, SVG, XML, SCRIPT, OFFICE, OPEN_DOCUMENT, JAVA, MP4, HEIC, AVIF, WEBP, WAV, AVI, TAR, BYTES];

/// The first bytes of the others.
pub(super) const ALL: &[(&[u8], Media)] = &[
    (b"\xff\xd8\xff", media("image/jpeg", Picture, &["jpg", "jpeg", "jpe", "jfif"])),
    (b"\x89PNG\r\n\x1a\n", media("image/png", Picture, &["png"])),
    (b"GIF87a", media("image/gif", Passive, &["gif"])),
    (b"GIF89a", media("image/gif", Passive, &["gif"])),
    (b"II*\0", media("image/tiff", Passive, &["tif", "tiff", "dng", "nef", "cr2"])),
    (b"MM\0*", media("image/tiff", Passive, &["tif", "tiff", "dng", "nef"])),
    (b"%PDF-", media("application/pdf", Passive, &["pdf"])),
    (b"{\\rtf", media("application/rtf", Active, &["rtf", "doc"])),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        media("application/x-ole-storage", Active, &["doc", "xls", "ppt", "msg", "msi"]),
    ),
    (b"PK\x05\x06", ZIP),
    (b"PK\x03\x04", ZIP),
    (b"\x1f\x8b", media("application/gzip", Container, &["gz", "tgz"])),
    (b"7z\xbc\xaf\x27\x1c", media("application/x-7z-compressed", Container, &["7z"])),
    (b"Rar!\x1a\x07", media("application/vnd.rar", Container, &["rar"])),
    (b"\xfd7zXZ\0", media("application/x-xz", Container, &["xz"])),
    (b"BZh", media("application/x-bzip2", Container, &["bz2"])),
    (b"\x28\xb5\x2f\xfd", media("application/zstd", Container, &["zst"])),
    (b"MSCF", media("application/vnd.ms-cab-compressed", Container, &["cab"])),
    (b"\x7fELF", media("application/x-elf", Active, &["so", "bin", "o"])),
    (
        b"MZ",
        media("application/vnd.microsoft.portable-executable", Active, &["exe", "dll", "scr", "com", "sys"]),
    ),
    (b"\xca\xfe\xba\xbe", media("application/x-mach-or-class", Active, &["class", "dylib"])),
    (b"\xcf\xfa\xed\xfe", media("application/x-mach-o", Active, &["dylib"])),
    (b"\xce\xfa\xed\xfe", media("application/x-mach-o", Active, &["dylib"])),
    (b"dex\n", media("application/vnd.android.dex", Active, &["dex"])),
    (b"L\0\0\0\x01\x14\x02\0", media("application/x-ms-shortcut", Active, &["lnk"])),
    (b"\0asm", media("application/wasm", Active, &["wasm"])),
    (b"ID3", media("audio/mpeg", Passive, &["mp3"])),
    (b"\xff\xfb", media("audio/mpeg", Passive, &["mp3"])),
    (b"\xff\xf3", media("audio/mpeg", Passive, &["mp3"])),
    (b"OggS", media("audio/ogg", Passive, &["ogg", "oga", "opus", "ogv"])),
    (b"fLaC", media("audio/flac", Passive, &["flac"])),
    (b"#!AMR", media("audio/amr", Passive, &["amr"])),
    (b"\x1a\x45\xdf\xa3", media("video/webm", Passive, &["webm", "mkv", "mka"])),
    (b"SQLite format 3\0", media("application/vnd.sqlite3", Passive, &["sqlite", "db"])),
];

/// Whether what begins so can have macros or scripts inside.
pub(super) fn may_hold_macros(head: &[u8]) -> bool {
    [&b"PK"[..], b"%PDF-", b"\xd0\xcf\x11\xe0"].iter().any(|sign| {
        let seen = sign.len().min(head.len());
        head.starts_with(&sign[..seen])
    })
}

/// The type of a file that begins so.
pub(super) fn of(head: &[u8]) -> Media {
    let at = |from: usize, bytes: &[u8]| head.get(from..).is_some_and(|rest| rest.starts_with(bytes));
    if at(4, b"ftyp") {
        return branded(head.get(8..12).unwrap_or_default());
    }
    if at(0, b"RIFF") {
        let kinds = [(&b"WEBP"[..], WEBP), (b"WAVE", WAV), (b"AVI ", AVI)];
        return kinds.iter().find(|(kind, _)| at(8, kind)).map_or(BYTES, |(_, media)| *media);
    }
    match ALL.iter().find(|(sign, _)| at(0, sign)) {
        Some((_, found)) if found.name == ZIP.name => zipped(head),
        Some((_, found)) => *found,
        None if at(0, b"#!") => SCRIPT,
        None if at(257, b"ustar") => TAR,
        None => written(head),
    }
}

/// A file of ISO base media: by its brand a film or a picture.
fn branded(brand: &[u8]) -> Media {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"mif1" | b"msf1" => HEIC,
        b"avif" | b"avis" => AVIF,
        _ => MP4,
    }
}

/// What a ZIP file is by the name of its first entry, and by those that follow nearby.
fn zipped(head: &[u8]) -> Media {
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    let first = head.get(30..).unwrap_or_default();
    if first.starts_with(b"mimetypeapplication/vnd.oasis.opendocument") {
        OPEN_DOCUMENT
    } else if first.starts_with(b"META-INF/MANIFEST.MF")
        || holds(b"AndroidManifest.xml")
        || holds(b"classes.dex")
    {
        JAVA
    } else if holds(b"[Content_Types].xml") || holds(b"_rels/.rels") {
        OFFICE
    } else {
        ZIP
    }
}

/// A text, if it is one: markup is told from words, for a browser would run it.
fn written(head: &[u8]) -> Media {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // Only the last character is cut.
        Err(fault) if fault.error_len().is_none() => {
            std::str::from_utf8(head.get(..fault.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => return BYTES,
    };
    let is_plain = |c: char| !c.is_control() || "\t\r\n\u{c}".contains(c);
    if text.is_empty() || !text.chars().all(is_plain) {
        return BYTES;
    }
    let small = text.trim_start().to_lowercase();
    const TAGS: [&str; 12] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<script",
        "<iframe",
        "<img",
        "<a ",
        "<div",
        "<p>",
        "<style",
        "<!--",
    ];
    if small.contains("<svg") {
        SVG
    } else if TAGS.iter().any(|tag| small.starts_with(tag))
        || small.contains("<script")
        || small.contains("<html")
    {
        HTML
    } else if small.starts_with("<?xml") || small.starts_with("<!doctype") {
        XML
    } else {
        TEXT
    }
}
