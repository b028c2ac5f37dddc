//! The routes along which groups smuggle and traffic, as the table tells them.
use super::place::Atlas;

pub struct Route {
    pub name: &'static str,
    /// Smuggling, or trafficking.
    pub kind: &'static str,
    /// Places in the atlas, the country of most members first.
    pub people: Vec<usize>,
    /// Names of the routes with which it shares stretches and helpers.
    pub near: Vec<&'static str>,
    pub path: &'static str,
    pub means: &'static str,
    pub price: &'static str,
    /// How it is done, a fact each.
    pub ways: Vec<&'static str>,
    pub by_sea: bool,
    /// Names of groups, with the native form where there is one.
    pub groups: Vec<(&'static str, Option<&'static str>)>,
}

/// All routes of the table.
pub fn load(atlas: &Atlas) -> Vec<Route> {
    let text = include_str!("data/routes.txt");
    text.split("\n[")
        .skip(1)
        .filter_map(|block| block.split_once("]\n"))
        .map(|(name, rest)| route(name, rest, atlas))
        .collect()
}

fn route(name: &'static str, rest: &'static str, atlas: &Atlas) -> Route {
    let line = |key: &str| {
        let lines = rest.lines().filter_map(|line| line.split_once(": "));
        lines
            .clone()
            .find(|(known, _)| *known == key)
            .map(|(_, value)| value.trim())
            .expect("a route has each of its lines")
    };
    Route {
        name,
        kind: line("kind"),
        people: line("people").split(", ").filter_map(|alpha2| atlas.place(alpha2)).collect(),
        near: line("near").split(", ").collect(),
        path: line("path"),
        means: line("means"),
        price: line("price"),
        ways: line("way").split("; ").collect(),
        by_sea: line("sea") == "yes",
        groups: line("groups").split(", ").map(group).collect(),
    }
}

fn group(entry: &'static str) -> (&'static str, Option<&'static str>) {
    entry.split_once('=').map_or((entry, None), |(name, native)| (name, Some(native)))
}

#[cfg(test)]
mod tests {
    use super::super::chance::Chance;
    use super::super::names::Names;
    use super::*;

    #[test]
    fn every_route_has_people_and_five_groups_of_its_own() {
        let atlas = Atlas::load(&Names::load(), &mut Chance::new(1));
        let routes = load(&atlas);
        assert!(routes.len() >= 12);
        for route in &routes {
            assert!(
                route.people.len() >= 4 && route.groups.len() == 5 && route.ways.len() >= 4,
                "{}",
                route.name
            );
        }
        let names: std::collections::BTreeSet<_> =
            routes.iter().flat_map(|r| r.groups.iter().map(|g| g.0)).collect();
        assert_eq!(names.len(), routes.len() * 5);
        let near = routes.iter().flat_map(|route| &route.near);
        assert!(
            near.clone().all(|name| routes.iter().any(|route| route.name == *name)),
            "{:?}",
            near.collect::<Vec<_>>()
        );
    }
}
