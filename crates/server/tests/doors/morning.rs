//! The morning of notices: each count is that of the list behind it, by whoever looks.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use crate::in_force::{keep, red, take_back};
use crate::network::{Street, street};
use axum::http::StatusCode;
use model::Role;
use model::notice::Stage;
use serde_json::json;
use store::notice::Notice;

const WHY: &str = "purpose=investigation&legal_basis=art.+12&reference=2026%2F14";
const DAY: i64 = 86_400_000_000;

/// What the morning counts, each held against the list behind it, over the API and on the pages.
async fn counted(street: &Street, by: &By) -> Vec<(String, u64)> {
    let house = &street.house;
    let digest = house.get(by, &format!("/api/v1/digest?{WHY}")).await.json();
    let page = house.get(by, &format!("/digest?{WHY}")).await.text();
    let mut counts = vec![];
    for tally in digest["notices"].as_array().unwrap() {
        let (which, count) = (tally["which"].as_str().unwrap(), tally["count"].as_u64().unwrap());
        let list = house.get(by, &format!("/api/v1/notices?{WHY}&which={which}")).await.json();
        let listed = list["notices"].as_array().unwrap().len() + list["gone"].as_array().unwrap().len();
        assert_eq!(u64::try_from(listed).unwrap(), count, "{which}: {list}");
        let link = format!("which={which}\">");
        let told = page.split(&link).nth(1).and_then(|rest| rest.split("<dd>").nth(1));
        let told: u64 = told.and_then(|rest| rest.split('<').next()).unwrap().parse().unwrap();
        assert_eq!(told, count, "{which} on the page");
        let rows = house.get(by, &format!("/notices?{WHY}&which={which}")).await.text();
        assert_eq!(rows.matches("<li class=\"notice-").count(), listed, "{which} on its page");
        counts.push((which.to_owned(), count));
    }
    counts
}

fn of(counts: &[(String, u64)]) -> Vec<(&str, u64)> {
    counts.iter().filter(|(_, count)| *count > 0).map(|(which, count)| (which.as_str(), *count)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_count_of_notices_is_that_of_the_list_behind_it() {
    let street = street().await;
    let (store, house) = (&street.house.store, &street.house);
    let (_, by) = house.signed_in(&[Role::Investigator]).await;
    let (_, frontline) = house.signed_in(&[Role::Frontline]).await;
    assert_eq!(of(&counted(&street, &by).await), []);
    let corrected = red(4, "BJ", Stage::Published, NOW - 9 * DAY, &[]);
    let gone = red(5, "BJ", Stage::Published, NOW - 9 * DAY, &[]);
    let said = corrected.id.to_string();
    for notice in [
        red(1, "BJ", Stage::Published, NOW - DAY + 1, &[]),
        red(2, "BJ", Stage::Published, NOW - DAY - 1, &[]),
        red(3, "BJ", Stage::Published, NOW, &[("corrects", &said)]),
        corrected.clone(),
        gone.clone(),
        red(6, "BJ", Stage::Suspended, NOW - 1, &[]),
        red(7, "BJ", Stage::Cancelled, NOW - 2 * DAY, &[]),
        Notice { withheld: true, ..red(8, "BJ", Stage::Published, NOW, &[]) },
        red(9, "TG", Stage::Draft, NOW, &[]),
        red(10, "TG", Stage::Published, NOW - 90 * DAY, &[("review", "2026-10-10")]),
        red(11, "TG", Stage::Published, NOW - 90 * DAY, &[("review", "2026-11-10")]),
        red(12, "BJ", Stage::Published, NOW - 90 * DAY, &[("review", "2026-10-10")]),
    ] {
        keep(store, &notice).await;
    }
    take_back(store, &corrected, NOW).await;
    take_back(store, &gone, NOW).await;
    let own = json!({ "kind": "purple", "audience": ["all"], "review": "2027-06-30",
        "values": { "modus_operandi": "Suitcases", "facts": "Seen.", "facts_language": "en" } });
    assert_eq!(house.post(&by, "/api/v1/notices", own).await.status, StatusCode::CREATED);
    let counts = counted(&street, &by).await;
    // Their own draft is not for their approval; of the corrected one it is not said that it has ended.
    assert_eq!(of(&counts), [("came", 1), ("corrected", 1), ("ended", 2), ("approve", 1), ("due", 1)]);
    let ended = house.get(&by, &format!("/notices?{WHY}&which=ended")).await.text();
    assert!(ended.contains("Taken back, and destroyed here") && ended.contains("Kossi Amouzou"), "{ended}");
    // Nobody but who may approve is asked to; a machine approves nothing.
    let few = [("came", 1), ("corrected", 1), ("ended", 2), ("due", 1)];
    assert_eq!(of(&counted(&street, &frontline).await), few);
    let (_, machine) = house.client(&[Role::Investigator]).await;
    let told = house.get(&machine, "/api/v1/digest").await.json();
    assert_eq!(told["notices"][3], json!({ "which": "approve", "count": 0 }));
    house.clock.advance(2 * DAY);
    let (_, other) = house.signed_in(&[Role::Investigator]).await;
    let today = counted(&street, &other).await;
    assert_eq!(of(&today), [("approve", 2), ("due", 1)], "yesterday is over, and both drafts are others'");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_notices_is_told_of_none_and_who_sees_no_threads_has_a_morning_all_the_same() {
    let street = street().await;
    let house = &street.house;
    keep(&house.store, &red(1, "BJ", Stage::Published, NOW, &[])).await;
    let (_, compliance) = house.signed_in(&[Role::Compliance]).await;
    assert_eq!(of(&counted(&street, &compliance).await), [("came", 1)]);
    let told = house.get(&compliance, "/api/v1/digest").await.json();
    assert_eq!(told["sections"], json!([]), "threads are not theirs");
    let (_, administrator) = house.signed_in(&[Role::Administrator]).await;
    for path in ["/digest", "/api/v1/digest"] {
        assert_eq!(house.get(&administrator, path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let wrong = house.get(&compliance, &format!("/api/v1/notices?{WHY}&which=yesterday")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}
