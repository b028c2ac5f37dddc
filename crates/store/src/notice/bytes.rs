//! Bytes within what is sealed as JSON: base64. As a list of numbers, which is three times as long, they are still read.
use base64ct::{Base64, Encoding};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::Serializer;

pub(super) fn serialize<S: Serializer>(bytes: impl AsRef<[u8]>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&Base64::encode_string(bytes.as_ref()))
}

pub(super) fn deserialize<'d, T, D>(from: D) -> Result<T, D::Error>
where
    T: TryFrom<Vec<u8>>,
    D: Deserializer<'d>,
{
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Written<'w> {
        Text(#[serde(borrow)] std::borrow::Cow<'w, str>),
        Numbers(Vec<u8>),
    }
    let bytes = match Written::deserialize(from)? {
        Written::Text(text) => Base64::decode_vec(&text).map_err(D::Error::custom)?,
        Written::Numbers(numbers) => numbers,
    };
    let length = bytes.len();
    T::try_from(bytes).map_err(|_| D::Error::custom(format!("{length} bytes are too many or too few")))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Signed {
        #[serde(with = "super")]
        digest: [u8; 4],
        #[serde(with = "super")]
        signed: Vec<u8>,
    }

    #[test]
    fn both_ways_of_writing_bytes_are_read() {
        let signed = Signed { digest: [0, 255, 1, 2], signed: vec![7; 5] };
        let written = serde_json::to_string(&signed).unwrap();
        assert_eq!(written, r#"{"digest":"AP8BAg==","signed":"BwcHBwc="}"#);
        let before = r#"{"digest":[0,255,1,2],"signed":[7,7,7,7,7]}"#;
        for text in [written.as_str(), before] {
            assert_eq!(serde_json::from_str::<Signed>(text).unwrap(), signed);
        }
        for wrong in [r#"{"digest":"AP8B","signed":""}"#, r#"{"digest":[0,1,2,3],"signed":"*"}"#] {
            assert!(serde_json::from_str::<Signed>(wrong).is_err());
        }
    }
}
