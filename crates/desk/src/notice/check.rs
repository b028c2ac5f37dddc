//! The machine looks at a notice: the gate, and what this node knows of earlier ones on the same person by the same owner.
use crate::{Desk, Result};
use model::Member;
use model::notice::{Content, Earlier, Flag, Gate, Stage, day_of, gate};
use store::Tx;
use store::notice::{Listed, Notice};

/// What the machine finds in a notice, here and now. What follows from the content is the same at every node; what it knows of
/// earlier notices is this node's own.
pub async fn found(desk: &Desk, notice: &Notice) -> Result<Gate> {
    let mut tx = desk.store.read().await?;
    found_in(desk, &mut tx, notice).await
}

pub(super) async fn found_in(desk: &Desk, tx: &mut Tx, notice: &Notice) -> Result<Gate> {
    let mut found = gate(&notice.content, notice.owner.as_str(), day_of(notice.drafted_us()));
    let prints = fingerprints(desk, &notice.content);
    if !prints.is_empty() {
        let earlier = store::notice::earlier(tx, &notice.owner, notice.id, &prints).await?;
        found.flags.extend(earlier.into_iter().map(Flag::Earlier));
    }
    Ok(found)
}

/// Notes how a notice ended, so that the same person is known again whatever kind of notice comes next.
pub(super) async fn enter(desk: &Desk, tx: &mut Tx, notice: &Notice, ended: Stage) -> Result<()> {
    let fingerprints = fingerprints(desk, &notice.content);
    let earlier = Earlier { notice: notice.id, kind: notice.content.kind, ended, at_us: desk.clock.now_us() };
    let listed = Listed { fingerprints, owner: owner(notice), earlier };
    Ok(store::notice::enter(tx, &listed).await?)
}

fn owner(notice: &Notice) -> Member {
    notice.owner.clone()
}

/// Keyed digests of who it is about: each name in its normal form with the year of birth, and each document.
fn fingerprints(desk: &Desk, content: &Content) -> Vec<String> {
    let born = content.first("date_of_birth").and_then(|day| day.get(..4)).unwrap_or("");
    let forename = content.first("forename").unwrap_or("");
    let names = ["name", "birth_name"].iter().filter_map(|field| content.first(field));
    let names =
        names.map(|name| matching::normal(&format!("{forename} {name}"))).filter(|name| !name.is_empty());
    let mut texts: Vec<String> = names.map(|name| format!("name/{name}/{born}")).collect();
    let plain =
        |number: &str| number.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase();
    texts.extend(content.first("passport_number").map(|number| format!("document/{}", plain(number))));
    let print = |text: &String| wire::hex(&desk.pseudonyms.digest("notice ledger", text.as_bytes())[..16]);
    texts.iter().map(print).collect()
}
