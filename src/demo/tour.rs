//! The tour of the demo's page: the world's guided cases, each with the lesson that the page has words for.
use super::world;
use model::Purpose;
use server::page::{Lesson, Thing};

pub fn things() -> Vec<Thing> {
    let thing = |guided: world::Guided| {
        Some(Thing { lesson: lesson(guided.key)?, text: guided.paste, purpose: Purpose::BorderControl })
    };
    world::guided().into_iter().filter_map(thing).collect()
}

fn lesson(key: &str) -> Option<Lesson> {
    match key {
        "recruiter-in-arabic" => Some(Lesson::OtherScript),
        "shared-phone" => Some(Lesson::Phone),
        "clean-person" => Some(Lesson::NothingKnown),
        same => same.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_guided_case_has_its_lesson() {
        assert_eq!(super::things().len(), super::world::guided().len());
    }
}
