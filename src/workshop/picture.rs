//! What is made of a picture: it is decoded to its points, and from the points alone a new one is written.
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Most points of a picture, whatever its header promises.
const POINTS_MAX: u64 = 40_000_000;
/// Longest side of a preview.
const SIDE: u32 = 640;
/// How well a JPEG is written anew, of 100.
const QUALITY: u8 = 90;

/// Longest portrait, in bytes: what a notice may hold of one.
const PORTRAIT_BYTES_MAX: usize = desk::notice::PHOTOGRAPH_BYTES_MAX;

/// A picture of one point, by which a workshop is tried.
pub(super) const SAMPLE: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9bU\
    \x00\x00\x00\x0aIDATx\x9cc\x60\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB\x60\x82";

/// A small PNG to look at.
pub(super) fn draw(bytes: &[u8]) -> Option<Vec<u8>> {
    let (picture, _) = decode(bytes)?;
    let longest = picture.width().max(picture.height());
    let small = if longest > SIDE { picture.thumbnail(SIDE, SIDE) } else { picture };
    png(&small)
}

/// A small JPEG: what others see of somebody in a notice. One that will not be short enough is written less well.
pub(super) fn portrait(bytes: &[u8]) -> Option<Vec<u8>> {
    let (picture, _) = decode(bytes)?;
    let longest = picture.width().max(picture.height());
    let small = if longest > SIDE { picture.thumbnail(SIDE, SIDE) } else { picture };
    let points = small.into_rgb8();
    let written = |quality: u8| {
        let mut written = Vec::new();
        JpegEncoder::new_with_quality(&mut written, quality).encode_image(&points).ok()?;
        Some(written)
    };
    [85, 70, 50, 30].into_iter().filter_map(written).find(|jpeg| jpeg.len() <= PORTRAIT_BYTES_MAX)
}

/// The picture again, upright and with nothing beside its points: as JPEG, or as PNG where it was one or lets through what is
/// behind it.
pub(super) fn without_secrets(bytes: &[u8]) -> Option<Vec<u8>> {
    let (picture, format) = decode(bytes)?;
    if format == ImageFormat::Png || picture.color().has_alpha() {
        return png(&picture);
    }
    let (points, mut written) = (picture.into_rgb8(), Vec::new());
    JpegEncoder::new_with_quality(&mut written, QUALITY).encode_image(&points).ok()?;
    Some(written)
}

fn png(picture: &DynamicImage) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    let encoder = PngEncoder::new(&mut written);
    if picture.color().has_alpha() {
        let points = picture.to_rgba8();
        encoder
            .write_image(&points, points.width(), points.height(), image::ExtendedColorType::Rgba8)
            .ok()?;
    } else {
        let points = picture.to_rgb8();
        encoder.write_image(&points, points.width(), points.height(), image::ExtendedColorType::Rgb8).ok()?;
    }
    Some(written)
}

/// The points of a picture of a kind that is known, turned as its camera said.
fn decode(bytes: &[u8]) -> Option<(DynamicImage, ImageFormat)> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let format = reader.format()?;
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > POINTS_MAX {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(512 << 20);
    decoder.set_limits(limits).ok()?;
    let turned = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(turned);
    Some((picture, format))
}
