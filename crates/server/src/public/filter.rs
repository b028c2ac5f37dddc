//! The filters of the public notice service, as its clients send them.
use crate::problem::Problem;
use desk::notice::extract::{Public, Sought};
use model::PartialDate;
use model::notice::Content;
use serde_json::{Map, Value, json};

/// Most notices of a page, as in the service.
const PAGE_MAX: usize = 160;
const PAGE: usize = 20;

/// What was asked for. What the service does not know it passes over, and so does this.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filter {
    sought: Sought,
    nationality: Option<String>,
    sex: Option<String>,
    issuer: Option<String>,
    age: (Option<u16>, Option<u16>),
    un: (Option<String>, Option<String>),
    pub(super) page: usize,
    pub(super) of_page: usize,
    /// As they came, but page and number of a page: for the links to other pages.
    kept: Vec<(String, String)>,
}

/// Longest text that is looked for: each word of it is held against all words of all notices.
const TEXT_BYTES_MAX: usize = 100;

impl Filter {
    pub(super) fn read(pairs: &[(String, String)]) -> Result<Filter, Problem> {
        let mut filter = Filter { page: 1, of_page: PAGE, ..Filter::default() };
        for (name, text) in pairs.iter().filter(|(name, text)| !name.is_empty() && !text.trim().is_empty()) {
            if text.len() > TEXT_BYTES_MAX {
                return Err(Problem::at(name, "at most 100 bytes are looked for"));
            }
            filter.take(name, text.trim())?;
            if !["page", "resultPerPage"].contains(&name.as_str()) {
                filter.kept.push((name.clone(), text.clone()));
            }
        }
        Ok(filter)
    }

    fn take(&mut self, name: &str, text: &str) -> Result<(), Problem> {
        let number = || text.parse::<u16>().map_err(|_| Problem::at(name, "expected a whole number"));
        match name {
            "forename" => self.sought.forename = Sought::words(text),
            "name" => self.sought.name = Sought::words(text),
            "freeText" => self.sought.free = Sought::words(text),
            "nationality" => self.nationality = Some(text.to_uppercase()),
            "sexId" => self.sex = Some(text.to_uppercase()),
            "arrestWarrantCountryId" => self.issuer = Some(text.to_uppercase()),
            "ageMin" => self.age.0 = Some(number()?),
            "ageMax" => self.age.1 = Some(number()?),
            "unReference" => self.un.0 = Some(text.to_uppercase()),
            "unResolution" => self.un.1 = Some(text.to_owned()),
            "page" => self.page = usize::from(number()?).max(1),
            "resultPerPage" => self.of_page = usize::from(number()?).clamp(1, PAGE_MAX),
            _ => {}
        }
        Ok(())
    }

    /// Whether it takes everything.
    pub(super) fn is_open(&self) -> bool {
        self.kept.is_empty()
    }

    pub(super) fn takes(&self, public: &Public, today: PartialDate) -> bool {
        let content = &public.content;
        let has = |field: &str, wanted: &Option<String>| {
            wanted.as_ref().is_none_or(|wanted| content.all(field).iter().any(|value| value == wanted))
        };
        let un = self.un.0.as_ref().is_none_or(|wanted| {
            content.first("un_reference").is_some_and(|text| text.to_uppercase() == *wanted)
        });
        let issuer = self.issuer.as_ref().is_none_or(|wanted| {
            content.first("warrant_issuer").is_some_and(|all| all.split(',').any(|one| one == wanted))
        });
        has("nationalities", &self.nationality)
            && has("sex_id", &self.sex)
            && has("un_resolution", &self.un.1)
            && un
            && issuer
            && self.is_of_age(content, today)
            && public.says(&self.sought)
    }

    /// Whoever's birth is known only roughly is within where they may be.
    fn is_of_age(&self, content: &Content, today: PartialDate) -> bool {
        let (least, most) = self.age;
        if least.is_none() && most.is_none() {
            return true;
        }
        let born = content.first("date_of_birth").and_then(|text| text.parse::<PartialDate>().ok());
        let Some(born) = born else { return false };
        let had_birthday = |born: PartialDate| {
            let day = |date: PartialDate| (date.month().unwrap_or(1), date.day().unwrap_or(1));
            day(born) <= day(today)
        };
        let years =
            |year: u16| today.year().saturating_sub(year).saturating_sub(u16::from(!had_birthday(born)));
        least.is_none_or(|least| years(born.year()) >= least)
            && most.is_none_or(|most| years(born.last_year()) <= most)
    }

    /// As the service says back what was asked.
    pub(super) fn told(&self) -> Value {
        let mut told = Map::new();
        told.insert("page".into(), json!(self.page));
        told.insert("resultPerPage".into(), json!(self.of_page));
        told.extend(self.kept.iter().map(|(name, text)| (name.clone(), json!(text))));
        Value::Object(told)
    }

    /// The query of another page of the same.
    pub(super) fn query(&self, page: usize) -> String {
        let mut all: Vec<String> = self
            .kept
            .iter()
            .map(|(name, text)| format!("{}={}", crate::web::quoted(name), crate::web::quoted(text)))
            .collect();
        all.push(format!("page={page}"));
        all.push(format!("resultPerPage={}", self.of_page));
        all.join("&")
    }
}
