//! The entries of the XML, one at a time, each no larger or deeper than the caps.
use crate::input::{ROW_BYTES_MAX, SPOILED, SPOILED_WHY, Text, fill};
use crate::item::Untaken;
use quick_xml::{Reader, events::Event};
use std::io::{self, BufRead, Read};

/// Elements within elements; the list has four.
const DEPTH_MAX: usize = 16;

/// One element with all that is in it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// The text of the first child of that name, trimmed; empty where there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.children.iter().find(|child| child.name == name).map_or("", |child| child.text.trim())
    }

    /// What is the same of an entry in every edition.
    pub(super) fn key(&self) -> Option<&str> {
        [self.text("REFERENCE_NUMBER"), self.text("DATAID")].into_iter().find(|key| !key.is_empty())
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The texts of its VALUE children that say something.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.all("VALUE").map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }

    fn is_entry(&self) -> bool {
        matches!(self.name.as_str(), "INDIVIDUAL" | "ENTITY")
    }
}

/// An entry that was not taken, with the line on which it begins.
pub(super) type Refusal = (u64, Untaken);

/// The entries of a text, with the lines on which they begin.
pub(super) struct Elements {
    xml: Reader<Metered>,
    event: Vec<u8>,
    /// Open elements outside of entries.
    outer: Vec<String>,
    met: bool,
    over: bool,
    /// It ended before its end, or is no such list.
    broke_off: bool,
}

impl Elements {
    pub(super) fn new(text: Text) -> Elements {
        let xml = Reader::from_reader(Metered { text, line: 1, left: ROW_BYTES_MAX });
        Elements { xml, event: Vec::new(), outer: Vec::new(), met: false, over: false, broke_off: false }
    }

    /// The next entry. After XML that is not well-formed there is no next.
    pub(super) fn next(&mut self) -> Option<Result<(u64, Element), Refusal>> {
        if self.over {
            return None;
        }
        match self.entry() {
            Ok(Some(entry)) => Some(Ok(entry)),
            Ok(None) => {
                self.over = true;
                self.broke_off = !self.met;
                let line = self.xml.get_ref().line;
                let why = "is no consolidated list of the Security Council: no INDIVIDUAL and no ENTITY";
                (!self.met).then(|| Err((line, why.into())))
            }
            Err(Stop::Entry(refusal)) => Some(Err(refusal)),
            Err(Stop::File(reason)) => {
                self.over = true;
                self.broke_off = true;
                Some(Err((self.xml.get_ref().line, reason.into())))
            }
        }
    }

    /// Whether what stood further on in the file is unknown.
    pub(super) fn broke_off(&self) -> bool {
        self.broke_off
    }

    fn entry(&mut self) -> Result<Option<(u64, Element)>, Stop> {
        loop {
            match self.event()? {
                Part::Open(name) => {
                    let line = self.xml.get_ref().line;
                    let element = Element { name, ..Element::default() };
                    if element.is_entry() {
                        self.met = true;
                        return self.whole(element, line).map(|element| Some((line, element)));
                    }
                    self.outer.push(element.name);
                    if self.outer.len() > DEPTH_MAX {
                        return Err(Stop::File("elements within more than 16 elements".into()));
                    }
                }
                Part::Close => drop(self.outer.pop()),
                Part::Empty(_) | Part::Text(_) | Part::Nothing => {}
                Part::Unknown(reference) if self.outer.is_empty() => drop(reference),
                Part::Unknown(_) => {}
                Part::End if self.outer.is_empty() => return Ok(None),
                Part::End => return Err(Stop::File(format!("ends before </{}>", self.outer.join("></")))),
            }
        }
    }

    /// All of an entry; one that holds what cannot be taken is read to its end and refused.
    fn whole(&mut self, entry: Element, line: u64) -> Result<Element, Stop> {
        let mut stack = vec![entry];
        let mut refused: Option<String> = None;
        let mut used = 0usize;
        loop {
            let part = self.event()?;
            used = used.saturating_add(ROW_BYTES_MAX.saturating_sub(self.xml.get_ref().left));
            if used > ROW_BYTES_MAX || stack.len() > DEPTH_MAX {
                return Err(Stop::File("an entry larger than 16 MiB or deeper than 16 elements".into()));
            }
            let Some(last) = stack.last_mut() else {
                return Err(Stop::File("an end without a beginning".into()));
            };
            match part {
                Part::Open(name) => stack.push(Element { name, ..Element::default() }),
                Part::Empty(name) => last.children.push(Element { name, ..Element::default() }),
                Part::Text(text) if text.contains(SPOILED) => refused = Some(SPOILED_WHY.into()),
                Part::Text(text) => last.text.push_str(&text),
                Part::Unknown(name) => refused = Some(format!("refers to &{name};, which nothing defines")),
                Part::Nothing => {}
                Part::End => return Err(Stop::File(format!("ends within <{}>", last.name))),
                Part::Close => {
                    let Some(done) = stack.pop() else { continue };
                    match (stack.last_mut(), refused.take()) {
                        (Some(parent), reason) => {
                            parent.children.push(done);
                            refused = reason;
                        }
                        (None, Some(reason)) => {
                            let key = done.key().map(str::to_string);
                            return Err(Stop::Entry((line, Untaken { reason, key })));
                        }
                        (None, None) => return Ok(done),
                    }
                }
            }
        }
    }

    fn event(&mut self) -> Result<Part, Stop> {
        self.event.clear();
        self.xml.get_mut().left = ROW_BYTES_MAX;
        let event = self
            .xml
            .read_event_into(&mut self.event)
            .map_err(|error| Stop::File(format!("is not well-formed XML: {error}")))?;
        Ok(match event {
            Event::Start(start) => Part::Open(named(start.local_name())),
            Event::Empty(start) => Part::Empty(named(start.local_name())),
            Event::End(_) => Part::Close,
            Event::Text(text) => Part::Text(text.xml10_content().into_owned()),
            Event::CData(data) => Part::Text(data.xml10_content().into_owned()),
            Event::GeneralRef(reference) => referred(&reference),
            Event::Eof => Part::End,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Part::Nothing,
        })
    }
}

fn named(name: quick_xml::name::LocalName<'_>) -> String {
    name.as_ref().to_string()
}

/// A character or one of the five names of XML; nothing else is expanded.
fn referred(reference: &quick_xml::events::BytesRef<'_>) -> Part {
    let name = reference.xml10_content().into_owned();
    let known = match reference.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        _ => quick_xml::escape::resolve_predefined_entity(&name).map(str::to_string),
    };
    known.map_or(Part::Unknown(name), Part::Text)
}

enum Part {
    Open(String),
    Empty(String),
    Close,
    Text(String),
    /// A reference that is not expanded.
    Unknown(String),
    Nothing,
    End,
}

enum Stop {
    Entry(Refusal),
    File(String),
}

/// Counts lines, and lets through only so much for one event, so that no text of any length is held.
struct Metered {
    text: Text,
    line: u64,
    left: usize,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut at_hand = self.fill_buf()?;
        let count = at_hand.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Metered {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let bytes = fill(&mut self.text)?;
        if self.left == 0 && !bytes.is_empty() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a text longer than 16 MiB"));
        }
        Ok(bytes.get(..bytes.len().min(self.left)).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        // What was filled is still there: filling again costs nothing and cannot fail.
        if let Ok(bytes) = self.text.fill_buf() {
            let lines = bytes.iter().take(amount).filter(|byte| **byte == b'\n').count();
            self.line += u64::try_from(lines).unwrap_or(0);
        }
        self.left = self.left.saturating_sub(amount);
        self.text.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use crate::input::text_of;

    fn all(xml: &str) -> (Vec<(u64, String)>, Vec<Refusal>) {
        let mut elements = Elements::new(text_of(xml.as_bytes()));
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        while let Some(element) = elements.next() {
            match element {
                Ok((line, element)) => good.push((line, element.text("A").to_string())),
                Err(trouble) => bad.push(trouble),
            }
        }
        (good, bad)
    }

    #[test]
    fn entries_before_the_damage_are_kept_and_the_damage_is_said() {
        let good = "<L>\n<INDIVIDUAL><A>one &amp; &#233;</A></INDIVIDUAL>\n<ENTITY><A/></ENTITY>\n";
        for (damage, line) in [
            ("<INDIVIDUAL><A>cut", 4),
            ("<INDIVIDUAL><A>\n</B></INDIVIDUAL></L>", 5),
            ("</INDIVIDUAL></L>", 4),
            ("<INDIVIDUAL><A>1 < 2</A></INDIVIDUAL></L>", 4),
            ("", 4),
        ] {
            let (entries, troubles) = all(&format!("{good}{damage}"));
            assert_eq!(entries, [(2, "one & é".to_string()), (3, String::new())], "{damage}");
            assert_eq!(troubles.iter().map(|t| t.0).collect::<Vec<_>>(), [line], "{damage}");
        }
    }

    #[test]
    fn nothing_is_expanded() {
        let bomb = "<!DOCTYPE L [<!ENTITY a \"ha\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>\n\
            <L><ENTITY><A>&a;</A></ENTITY>\n<ENTITY><A>&b;</A></ENTITY>\n<ENTITY><A>good</A></ENTITY></L>";
        let (entries, troubles) = all(bomb);
        assert_eq!(entries, [(4, "good".to_string())]);
        assert_eq!(troubles.len(), 2);
        assert!(troubles.first().unwrap().1.reason.contains("&a;"));
    }

    #[test]
    fn depth_and_length_are_bounded() {
        let deep = format!("<L><ENTITY>{}", "<A>".repeat(1_000_000));
        assert_eq!(all(&deep).1.len(), 1);
        let long = format!(
            "<L><ENTITY><A>one</A></ENTITY><ENTITY><A>{}</A></ENTITY></L>",
            "x".repeat(ROW_BYTES_MAX + 1)
        );
        let (entries, troubles) = all(&long);
        assert_eq!((entries.len(), troubles.len()), (1, 1));
    }

    #[test]
    fn another_xml_is_said_to_be_another() {
        assert!(all("<html><body/></html>").1.first().unwrap().1.reason.contains("no consolidated list"));
    }
}
