//! What a file is said to be by its bytes, in whatever pieces they come; and the names of files.
#![no_main]
use formats::media::{Media, Sniffer};
use libfuzzer_sys::fuzz_target;
use model::FileName;

fuzz_target!(|bytes: &[u8]| {
    let of = |pieces: &mut dyn Iterator<Item = &[u8]>| {
        let mut sniffer = Sniffer::default();
        pieces.for_each(|piece| sniffer.push(piece));
        sniffer.finish()
    };
    let whole = of(&mut std::iter::once(bytes));
    // Cut anywhere it is the same.
    assert_eq!(of(&mut bytes.chunks(1)), whole);
    assert_eq!(of(&mut bytes.chunks(7)), whole);
    assert_eq!(Media::named(whole.name).name, whole.name);
    let name = FileName::of(&String::from_utf8_lossy(bytes));
    assert_eq!(FileName::of(name.as_str()), name, "what is harmless stays as it is");
    let _ = whole.is_belied_by(&name);
});
