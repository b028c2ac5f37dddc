//! The rules of one node: asked before everything that is done or shown.
use crate::action::{self, Action, OfNode, OfRecord, SEE};
use crate::book::{Book, Question};
use crate::{Error, Permit, Refusal, Sight, Target, text};
use model::{Actor, Member, Reason, Stamp, StampNo};
use std::sync::{Arc, OnceLock};

/// What a bureau starts with.
const STANDARD: &str = include_str!("../policies.cedar");

/// The rules of the node of one member. Copies share them.
#[derive(Clone)]
pub struct Rules {
    home: Member,
    text: Arc<str>,
    book: Arc<Book>,
}

impl Rules {
    /// The rules that a new node of this member starts with. They are read once in the life of a process.
    pub fn standard(home: Member) -> Rules {
        static READ: OnceLock<Arc<Book>> = OnceLock::new();
        let read = || Arc::new(text::read(STANDARD).expect("a test reads the standard rules"));
        Rules { home, text: STANDARD.into(), book: Arc::clone(READ.get_or_init(read)) }
    }

    /// The rules of a bureau's own text, for the node of `home`.
    ///
    /// Every rule has an `@id` of its own and an `@why`; it is checked against the schema, and one that names what does
    /// not exist or can never apply is refused, with its line and what to do.
    pub fn parse(home: Member, text: &str) -> Result<Rules, Error> {
        Ok(Rules { home, text: text.into(), book: Arc::new(text::read(text)?) })
    }

    /// The bureau's text, as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The member whose node this is: nobody of another member is permitted anything here.
    pub fn home(&self) -> &Member {
        &self.home
    }

    /// May they do this here? For actions about no single record.
    pub fn permit<A: OfNode>(&self, by: &Actor, reason: &Reason) -> Result<Permit<A>, Refusal> {
        let question = self.question(A::NAME, by, reason)?;
        self.book.of_node(&question, &self.home).map_err(|why| Refusal::new(A::NAME, why))?;
        Ok(Permit::new(by, reason, None))
    }

    /// May they do this to this record, which has this stamp in this version?
    ///
    /// The refusal conceals where they may not even know of the record, but for a new record, which is their own text.
    pub fn permit_on<A: OfRecord>(
        &self,
        by: &Actor,
        reason: &Reason,
        target: Target,
        stamp: &Stamp,
    ) -> Result<Permit<A>, Refusal> {
        let question = self.question(A::NAME, by, reason)?;
        self.book.of_record(&question, stamp).map_err(|why| {
            let refusal = Refusal::new(A::NAME, why);
            let see = question.for_action(SEE);
            let known = A::NAME == action::File::NAME || self.book.of_record(&see, stamp).is_ok();
            if known { refusal } else { refusal.concealing() }
        })?;
        Ok(Permit::new(by, reason, Some(target)))
    }

    /// May they see a record with this stamp, which is not in the store: one that another member's node has answered with?
    pub fn may_see(&self, by: &Actor, reason: &Reason, stamp: &Stamp) -> bool {
        by.member() == &self.home
            && Question::new(SEE, by, reason).is_some_and(|see| self.book.of_record(&see, stamp).is_ok())
    }

    /// What they may see of records with these stamps.
    ///
    /// The engine sees all of them, whatever a bureau's text says: it must index what others are shown, and shows
    /// nothing itself.
    pub fn sight(&self, by: &Actor, reason: &Reason, stamps: &[(StampNo, Stamp)]) -> Sight {
        let shown = if by.member() != &self.home {
            Vec::new()
        } else if let Some(question) = Question::new(SEE, by, reason) {
            self.book.seen(&question, stamps)
        } else {
            stamps.iter().map(|(number, _)| *number).collect()
        };
        Sight::new(by, reason, stamps.len(), &shown)
    }

    pub(crate) fn book(&self) -> &Book {
        &self.book
    }

    pub(crate) fn question(
        &self,
        action: &'static str,
        by: &Actor,
        reason: &Reason,
    ) -> Result<Question, Refusal> {
        if by.member() != &self.home {
            let why = format!("this is the node of {}, and you belong to another member", self.home);
            return Err(Refusal::new(action, why).concealing());
        }
        Question::new(action, by, reason)
            .ok_or_else(|| Refusal::new(action, "the engine carries out what others decided"))
    }
}

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rules").field("home", &self.home).field("rules", &self.book.len()).finish()
    }
}
