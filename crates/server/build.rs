//! A release embeds the bundle of the pages: it is built again when there is another, and when there is one at last. Other builds
//! read it from its folder.
use std::path::Path;

fn main() {
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let bundle = "../../web/dist";
    // Of a folder that is not there nothing would be noticed but in the one above.
    let watched = match (is_release, Path::new(bundle).exists()) {
        (true, true) => bundle,
        (true, false) => "../../web",
        (false, _) => "build.rs",
    };
    println!("cargo::rerun-if-changed={watched}");
}
