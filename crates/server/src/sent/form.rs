//! Forms with files (`multipart/form-data`): a field after the other, each piece of which must come in time.
use super::{BODY_TIME, is_type};
use crate::gate::BodyMax;
use crate::problem::Problem;
use axum::body::Body;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http_body_util::{LengthLimitError, Limited};
use std::error::Error;

/// No form of ours has so many fields, whatever the number of members among whom one chooses.
const FIELDS_MAX: usize = 4_096;

/// What comes, if it comes in [`BODY_TIME`].
pub(crate) async fn in_time<T>(coming: impl Future<Output = T>) -> Result<T, Problem> {
    tokio::time::timeout(BODY_TIME, coming).await.map_err(|_| Problem::Late)
}

/// A form that is being read, no more of it than its route takes.
pub(crate) struct FileForm {
    form: Multipart,
    bytes_max: u64,
    fields: usize,
}

impl FileForm {
    /// Refuses a body of another type.
    pub async fn of(request: Request) -> Result<FileForm, Problem> {
        if !is_type(request.headers(), "multipart/form-data") {
            return Err(Problem::Media("multipart/form-data"));
        }
        let BodyMax(bytes_max) = request.extensions().get().copied().unwrap_or(BodyMax(0));
        let most = usize::try_from(bytes_max).unwrap_or(usize::MAX);
        let request = request.map(|body| Body::new(Limited::new(body, most)));
        let form = Multipart::from_request(request, &()).await;
        let form = form.map_err(|fault| Problem::Malformed(fault.body_text()))?;
        Ok(FileForm { form, bytes_max, fields: 0 })
    }

    /// The next field; none at the end of the form.
    pub async fn next(&mut self) -> Result<Option<FormField<'_>>, Problem> {
        let Some(field) = read(self.form.next_field(), self.bytes_max).await? else { return Ok(None) };
        self.fields += 1;
        if self.fields > FIELDS_MAX {
            return Err(Problem::Malformed("the form has too many fields".into()));
        }
        Ok(Some(FormField { field, bytes_max: self.bytes_max }))
    }
}

/// A field of a form.
pub(crate) struct FormField<'p> {
    field: Field<'p>,
    /// Of the whole form.
    bytes_max: u64,
}

impl FormField<'_> {
    pub fn name(&self) -> &str {
        self.field.name().unwrap_or_default()
    }

    /// What the sender calls its file; none of a field without one, and where nothing was chosen.
    pub fn file_name(&self) -> Option<&str> {
        self.field.file_name().filter(|name| !name.is_empty())
    }

    /// The next bytes; none at the end of the field.
    pub async fn piece(&mut self) -> Result<Option<Bytes>, Problem> {
        read(self.field.chunk(), self.bytes_max).await
    }

    /// All of it, if that is not more.
    pub async fn bytes(mut self, bytes_max: u64) -> Result<Vec<u8>, Problem> {
        let mut bytes = vec![];
        while let Some(piece) = self.piece().await? {
            bytes.extend_from_slice(&piece);
            if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > bytes_max {
                return Err(Problem::TooLarge { bytes_max });
            }
        }
        Ok(bytes)
    }

    /// The same as text.
    pub async fn text(self, bytes_max: u64) -> Result<String, Problem> {
        let bytes = self.bytes(bytes_max).await?;
        String::from_utf8(bytes).map_err(|_| Problem::Malformed("a field is not UTF-8".into()))
    }
}

async fn read<T>(
    coming: impl Future<Output = Result<T, MultipartError>>,
    bytes_max: u64,
) -> Result<T, Problem> {
    in_time(coming).await?.map_err(|fault| match is_too_long(&fault) {
        true => Problem::TooLarge { bytes_max },
        false => Problem::Malformed(fault.body_text()),
    })
}

/// Whether the limit of the whole form is what lies behind it.
fn is_too_long(fault: &(dyn Error + 'static)) -> bool {
    fault.is::<LengthLimitError>() || fault.source().is_some_and(is_too_long)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn sent(fields: &[(&str, &[u8])], bytes_max: u64) -> Request {
        let mut body = vec![];
        for (name, value) in fields {
            let head =
                format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--b--\r\n");
        let request = Request::builder().header("content-type", "multipart/form-data; boundary=b");
        request.extension(BodyMax(bytes_max)).body(Body::from(body)).unwrap()
    }

    async fn texts(request: Request) -> Result<Vec<(String, String)>, Problem> {
        let (mut form, mut texts) = (FileForm::of(request).await?, vec![]);
        while let Some(field) = form.next().await? {
            assert_eq!(field.file_name(), None, "nothing was chosen");
            texts.push((field.name().to_owned(), field.text(100).await?));
        }
        Ok(texts)
    }

    #[tokio::test]
    async fn fields_come_in_order() {
        let read = texts(sent(&[("one", b"1"), ("two", "zwei\u{e4}".as_bytes())], 1_000)).await.unwrap();
        assert_eq!(read, [("one".to_owned(), "1".to_owned()), ("two".to_owned(), "zwei\u{e4}".to_owned())]);
    }

    #[tokio::test]
    async fn a_form_that_is_too_long_in_any_way_is_refused() {
        let long = [b'x'; 101];
        let too_long = texts(sent(&[("one", &long)], 1_000)).await;
        assert!(matches!(too_long, Err(Problem::TooLarge { bytes_max: 100 })), "one field");
        let too_long = texts(sent(&[("one", b"1"), ("two", &long[..90]), ("three", &long[..90])], 250)).await;
        assert!(matches!(too_long, Err(Problem::TooLarge { bytes_max: 250 })), "all together");
        let many: Vec<(&str, &[u8])> = vec![("one", b""); FIELDS_MAX + 1];
        assert!(matches!(texts(sent(&many, u64::MAX)).await, Err(Problem::Malformed(_))), "too many");
        assert_eq!(texts(sent(&many[1..], u64::MAX)).await.unwrap().len(), FIELDS_MAX);
    }

    #[tokio::test]
    async fn what_is_no_such_form_is_refused() {
        let bare = Request::builder().header("content-type", "text/plain").body(Body::from("a")).unwrap();
        assert!(matches!(FileForm::of(bare).await, Err(Problem::Media(_))));
        let torn = texts(sent(&[("one", &[0xff])], 1_000)).await;
        assert!(matches!(torn, Err(Problem::Malformed(_))));
    }
}
