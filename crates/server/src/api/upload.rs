//! Uploads: files of a list, written to the spool as they arrive, under limits, and gone when they have been read.
use super::import::mapping;
use super::shape::{grading, part};
use crate::app::Shared;
use crate::handling_form;
use crate::page::{Fault, Faults};
use crate::problem::Problem;
use crate::sent::{Fields, FileForm, FormField, reason};
use axum::extract::Request;
use desk::import::{Format, Plan};
use model::{Actor, Handling, Reason};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use tokio::sync::OwnedSemaphorePermit;

const FILES_MAX: usize = 16;
/// All fields but the files, together.
const FIELDS_BYTES_MAX: u64 = 1 << 20;
/// Uploads at once, of all people together.
pub(crate) const AT_ONCE: usize = 2;

/// What came in. The files are taken away when this is dropped.
pub(crate) struct Upload {
    pub fields: Fields,
    files: Vec<PathBuf>,
    _folder: TempDir,
    _place: OwnedSemaphorePermit,
}

impl Fields {
    pub(crate) fn reason(&self, else_: Reason) -> Result<Reason, Problem> {
        Ok(reason(self.text("purpose"), self.text("legal_basis"), self.text("reference"))?.unwrap_or(else_))
    }
}

impl Upload {
    pub(crate) fn plan(&self) -> Result<Plan, Problem> {
        Ok(Plan {
            list: self.fields.text("list").to_string(),
            format: part::<Format>("format", self.fields.text("format"))?,
            files: self.files.clone(),
            mapping: mapping(Some(self.fields.text("mapping")))?,
            handling: self.handling()?,
            grading: grading(Some(self.fields.text("grading")).filter(|text| !text.is_empty()))?,
        })
    }

    /// The fields of [`crate::page::HandlingForm`].
    fn handling(&self) -> Result<Handling, Problem> {
        let mut faults = Faults::none();
        let form = handling_form::typed(&self.fields, &mut faults);
        let handling = handling_form::read(&form, &mut faults);
        match faults.0.into_iter().next() {
            None => Ok(handling),
            Some(Fault { field, flaw }) => Err(Problem::at(&field, flaw.words())),
        }
    }
}

/// Takes the whole form. Whoever may not import is told so before a byte of it is written.
pub(crate) async fn take(app: &Shared, by: &Actor, request: Request) -> Result<Upload, Problem> {
    let mut form = FileForm::of(request).await?;
    let allowed = desk::offer::purposes::<policy::action::Import>(&app.desk, by);
    if allowed.is_empty() {
        // The desk refuses it in the rules' own words, and journals it.
        desk::import::imports(&app.desk, by, &crate::sent::bringing(by), 1).await?;
    }
    let busy = |_| Problem::NotReady("other lists are being uploaded; try again when they are in");
    let place = app.kept.uploads.clone().try_acquire_owned().map_err(busy)?;
    let broken = |fault: std::io::Error| Problem::broken(&fault);
    std::fs::create_dir_all(&app.settings.spool).map_err(broken)?;
    let folder =
        tempfile::Builder::new().prefix("upload-").tempdir_in(&app.settings.spool).map_err(broken)?;
    let (mut fields, mut files, mut room) = (vec![], vec![], FIELDS_BYTES_MAX);
    while let Some(part) = form.next().await? {
        let name = part.name().to_string();
        if name == "files" && part.file_name().is_some() {
            if files.len() == FILES_MAX {
                return Err(Problem::at("files", "at most 16 files"));
            }
            files.push(file(part, folder.path()).await?);
        } else {
            let text = part.text(room).await?;
            room = room.saturating_sub(u64::try_from(text.len()).unwrap_or(u64::MAX));
            fields.push((name, text));
        }
    }
    Ok(Upload { fields: Fields(fields).checked()?, files, _folder: folder, _place: place })
}

/// Some formats tell files by their names: what is harmless of a name is kept.
async fn file(mut part: FormField<'_>, folder: &Path) -> Result<PathBuf, Problem> {
    let path = folder.join(harmless(part.file_name().unwrap_or_default()));
    let broken = |fault: std::io::Error| Problem::broken(&fault);
    let made = tokio::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).await;
    let mut file = made.map_err(|_| Problem::at("files", "two files have the same name"))?;
    while let Some(piece) = part.piece().await? {
        file.write_all(&piece).await.map_err(broken)?;
    }
    file.flush().await.map_err(broken)?;
    Ok(path)
}

/// Letters, digits and `. _ -`, no dot in front, at most a hundred: no path, no hidden file.
fn harmless(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = last.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' });
    let kept: String = kept.skip_while(|c| *c == '.').take(100).collect();
    if kept.is_empty() { "file".into() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_name_leaves_the_folder() {
        assert_eq!(harmless("../../etc/passwd"), "passwd");
        assert_eq!(harmless("C:\\lists\\sdn.csv"), "sdn.csv");
        assert_eq!(harmless("..."), "file");
        assert_eq!(harmless(".bashrc"), "bashrc");
        assert_eq!(harmless("liste été.csv"), "liste__t_.csv");
    }
}
