//! The workshop for pictures, as its own process: what is hidden in a picture is gone from its copy, what is upright stays so, and
//! what does harm ends the worker and nothing else.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbImage, RgbaImage};
use std::io::{Cursor, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};

fn work(what: &str, picture: &[u8]) -> (ExitStatus, Vec<u8>) {
    let mut worker = Command::new(env!("CARGO_BIN_EXE_liaison"))
        .args(["preview-worker", what])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _unread = worker.stdin.take().unwrap().write_all(picture);
    let mut answer = vec![];
    worker.stdout.take().unwrap().read_to_end(&mut answer).unwrap();
    (worker.wait().unwrap(), answer)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A picture of which the left half is red and the right one blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| image::Rgb(if x < width / 2 { [250, 0, 0] } else { [0, 0, 250] }))
}

/// A photograph with what a telephone writes into it: held sideways, at a place, by somebody.
fn photo(width: u32, height: u32, turned: u8) -> Vec<u8> {
    let mut plain = vec![];
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut plain, 95);
    encoder.write_image(&halves(width, height), width, height, ExtendedColorType::Rgb8).unwrap();
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([turned, 0, 0, 0]);
    exif.extend(b"\x0e\x01\x02\0\x18\0\0\0\x26\0\0\0\0\0\0\0GPS 6.1319 N 1.2228 E Ama");
    let segment = |mark: u8, bytes: &[u8]| {
        let length = u16::try_from(bytes.len() + 2).unwrap().to_be_bytes();
        [&[0xff, mark][..], &length, bytes].concat()
    };
    let xmp = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>serial 4711</x:xmpmeta>");
    let comment = segment(0xfe, b"taken by Ama");
    [&plain[..2], &segment(0xe1, &exif), &xmp, &comment, &plain[2..], b"behind the end: GPS"].concat()
}

#[test]
fn what_is_hidden_in_a_photograph_is_gone_from_its_copy_and_it_stands_upright() {
    let photo = photo(400, 200, 6);
    for hidden in [&b"GPS"[..], b"Exif", b"4711", b"Ama"] {
        assert!(holds(&photo, hidden), "the test's own picture holds it");
    }
    let (status, copy) = work("copy", &photo);
    assert!(status.success(), "{status}");
    for hidden in [&b"GPS"[..], b"Exif", b"xmpmeta", b"4711", b"Ama", b"behind"] {
        assert!(!holds(&copy, hidden), "{:?}", String::from_utf8_lossy(hidden));
    }
    let seen = image::load_from_memory_with_format(&copy, ImageFormat::Jpeg).unwrap().into_rgb8();
    assert_eq!(seen.dimensions(), (200, 400), "turned as the camera said");
    let (top, bottom) = (seen.get_pixel(100, 50), seen.get_pixel(100, 350));
    assert!(top[0] > 200 && bottom[2] > 200, "{top:?} {bottom:?}");
}

#[test]
fn a_png_keeps_its_points_and_loses_its_words() {
    let points = RgbaImage::from_fn(30, 20, |x, y| {
        image::Rgba([u8::try_from(x).unwrap(), u8::try_from(y).unwrap(), 9, 128])
    });
    let mut png = vec![];
    DynamicImage::ImageRgba8(points.clone()).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
    let words = b"tEXtAuthor\0Ama Mensah";
    let length = u32::try_from(words.len() - 4).unwrap().to_be_bytes();
    // A wrong checksum of a chunk of words is nobody's concern.
    let chunk = [&length[..], words, &[0; 4]].concat();
    let told = [&png[..33], &chunk, &png[33..]].concat();
    let (status, copy) = work("copy", &told);
    assert!(status.success() && !holds(&copy, b"Ama"), "{status}");
    assert_eq!(image::load_from_memory_with_format(&copy, ImageFormat::Png).unwrap().into_rgba8(), points);
}

#[test]
fn a_preview_is_a_small_png_whatever_came() {
    let (status, preview) = work("preview", &photo(2_000, 1_000, 1));
    assert!(status.success(), "{status}");
    let seen = image::load_from_memory_with_format(&preview, ImageFormat::Png).unwrap();
    assert_eq!((seen.width(), seen.height()), (640, 320));
    let mut webp = vec![];
    DynamicImage::ImageRgb8(halves(50, 50)).write_to(&mut Cursor::new(&mut webp), ImageFormat::WebP).unwrap();
    let (status, preview) = work("preview", &webp);
    assert!(status.success() && preview.starts_with(b"\x89PNG"), "{status}");
}

/// A PNG that promises so many points and holds few.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = vec![];
    DynamicImage::new_luma8(1, 1).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let mut crc = u32::MAX;
    for byte in &png[12..29] {
        crc ^= u32::from(*byte);
        (0..8).for_each(|_| crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 });
    }
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    png
}

#[test]
fn bombs_and_lies_end_the_worker_with_no_answer() {
    let truncated = &photo(400, 200, 1)[..300];
    let html = b"<svg onload=alert(1)><image href='file:///etc/passwd'/></svg>";
    let huge = vec![7; 49 << 20];
    for (what, bytes) in [
        ("too many points", bomb(60_000, 60_000).as_slice()),
        ("more points than are there", &bomb(5_000, 5_000)),
        ("cut", truncated),
        ("no picture", html),
        ("nothing", b""),
        ("too long", &huge),
    ] {
        let (status, answer) = work("copy", bytes);
        assert!(!status.success() && answer.is_empty(), "{what}: {status}, {} bytes", answer.len());
    }
}

#[test]
fn a_worker_that_opens_a_file_is_ended_by_the_system() {
    let (status, answer) = work("probe", b"");
    // SIGSYS.
    assert_eq!((status.signal(), answer.len()), (Some(31), 0), "{status}");
}
