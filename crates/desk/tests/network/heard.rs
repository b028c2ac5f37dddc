//! Everything that a thread says to its log, down to its least, for a test that looks for what must not be in it.
use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, Once, PoisonError};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What was said.
#[derive(Clone, Default)]
pub(crate) struct Said(Arc<Mutex<Vec<String>>>);

thread_local! {
    static LISTENED_TO: RefCell<Option<Said>> = const { RefCell::new(None) };
}

impl Said {
    pub(crate) fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Adds to what was said on this thread, if it is listened to.
fn add(fields: impl FnOnce(&mut Line)) {
    LISTENED_TO.with_borrow(|said| {
        let Some(said) = said else { return };
        let mut line = Line(String::new());
        fields(&mut line);
        said.0.lock().unwrap_or_else(PoisonError::into_inner).push(line.0);
    });
}

/// Listens to this thread from now on. One listener serves the whole process: of several, one would miss what another thread
/// was the first to say.
pub(crate) fn everything() -> Said {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Listener).expect("nobody else listens"));
    let said = Said::default();
    LISTENED_TO.set(Some(said.clone()));
    said
}

struct Listener;
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{field}={value:?} ").expect("a String takes all");
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        add(|line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        add(|line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        add(|line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
