//! The consolidated list of the UN Security Council, XML.
mod alias;
mod body;
mod born;
mod comment;
mod demonym;
mod element;
mod individual;
mod paper;
mod place;

use crate::{
    Draft, Item, Refused, Step,
    input::{self, Gauge},
    item::Untaken,
    sketch::Sketch,
    things::Things,
};
use element::{Element, Elements, Refusal};
use model::{Level, LinkKind, Status};
use std::{
    collections::{HashSet, VecDeque},
    path::PathBuf,
    sync::Arc,
};

/// Everything of these files: entries as they come, then what they share, then the links.
pub(crate) fn read(files: Vec<PathBuf>, gauge: Arc<Gauge>) -> impl Iterator<Item = Step> + Send {
    List {
        files: files.into(),
        gauge,
        open: None,
        things: Things::default(),
        keys: HashSet::new(),
        named: Vec::new(),
        rest: None,
    }
}

struct List {
    files: VecDeque<PathBuf>,
    gauge: Arc<Gauge>,
    open: Option<(String, Elements)>,
    things: Things,
    keys: HashSet<String>,
    /// Which entry's comments name which other.
    named: Vec<(String, String)>,
    rest: Option<Box<dyn Iterator<Item = Step> + Send>>,
}

impl Iterator for List {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if let Some((file, elements)) = self.open.as_mut() {
                let file = file.clone();
                match elements.next() {
                    Some(element) => return Some(self.take(element, file)),
                    None => {
                        if elements.broke_off() {
                            self.gauge.damage();
                        }
                        self.open = None;
                    }
                }
            } else if let Some(path) = self.files.pop_front() {
                match input::open(&path, &self.gauge) {
                    Ok(opened) => self.open = Some((opened.file, Elements::new(opened.text))),
                    Err(error) => return Some(input::unreadable(&path, &error)),
                }
            } else {
                if self.rest.is_none() {
                    self.link_the_named();
                }
                let things = &mut self.things;
                let rest = self
                    .rest
                    .get_or_insert_with(|| Box::new(std::mem::take(things).finish().map(Step::Item)));
                return rest.next();
            }
        }
    }
}

impl List {
    fn take(&mut self, element: Result<(u64, Element), Refusal>, file: String) -> Step {
        let read =
            element.and_then(|(line, element)| self.entry(&element).map_err(|untaken| (line, untaken)));
        match read {
            Ok(draft) => Step::Item(Item::Entity(draft)),
            Err((line, Untaken { reason, key })) => {
                Step::Refused(Refused::new(file, line, reason).about(key))
            }
        }
    }

    /// Whom comments name, where the list still has them; the comment itself stays as a note.
    fn link_the_named(&mut self) {
        for (by, other) in std::mem::take(&mut self.named) {
            if self.keys.contains(&other) {
                self.things.link(LinkKind::LinkedTo, (&by, &other), Some("named in its comments".into()));
            }
        }
    }

    fn entry(&mut self, element: &Element) -> Result<Draft, Untaken> {
        let key = element.key().ok_or("an entry without REFERENCE_NUMBER and DATAID")?;
        if self.things.full() {
            self.gauge.damage();
            return Err(Untaken::of(key, "the list is larger than 1,000,000 things"));
        }
        if !self.keys.insert(key.to_string()) {
            return Err(Untaken::of(key, format!("entry {key} stands twice in the list")));
        }
        let sketch = match element.name.as_str() {
            "INDIVIDUAL" => individual::read(element, key, &mut self.things),
            _ => body::read(element, key, &mut self.things),
        };
        let (draft, named) = draft(element, key, sketch).map_err(|reason| Untaken::of(key, reason))?;
        self.named.extend(named.into_iter().map(|other| (key.to_string(), other)));
        Ok(draft)
    }
}

/// What individuals and bodies have in common, and the numbers of the entries that the comments name.
fn draft(element: &Element, key: &str, mut sketch: Sketch) -> Result<(Draft, Vec<String>), String> {
    let list = element.text("UN_LIST_TYPE");
    sketch.put("program", "list", list);
    for (name, label) in
        [("LISTED_ON", "listed on"), ("SUBMITTED_ON", "submitted on"), ("SUBMITTED_BY", "submitted by")]
    {
        if !element.text(name).is_empty() {
            sketch.note(&format!("{label}: {}", element.text(name)));
        }
    }
    let updated: Vec<&str> = element.all("LAST_DAY_UPDATED").flat_map(Element::values).collect();
    if !updated.is_empty() {
        sketch.note(&format!("last updated: {}", updated.join(", ")));
    }
    let named = comment::read(element.text("COMMENTS1"), key, &mut sketch);
    let draft = Draft {
        key: key.to_string(),
        entity: sketch.whole()?,
        status: Some(Status::Sanctioned),
        action: Some(format!(
            "Listed by the UN Security Council ({list}, {key}): travel ban, assets freeze and arms embargo as its committee decided. Verify identity; inform the authority in charge of sanctions."
        )),
        text: Some(format!("UN Security Council, {list} list, {key}")),
        level: Some(Level::Open),
    };
    Ok((draft, named))
}
