//! What the morning tells of notices at each desk, while one walks its course: each count is that of the list behind it.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::notices::{approved, content, drafted, officer, published, reviewed, say, world};
use crate::world::{World, why};
use desk::notice::{Morning, morning, morning_counts};
use model::Role;
use model::notice::{Sent, Word};

const DAY: i64 = 86_400_000_000;

/// The counts of this officer that are not nought, each held against its list.
async fn counted(world: &World, code: &str, number: u8, role: Role) -> Vec<(Morning, u64)> {
    let desk = world.desk(code);
    let by = officer(desk, number, role);
    let mut counts = morning_counts(desk, &by, &why()).await.unwrap();
    assert_eq!(counts.len(), Morning::ALL.len());
    for (which, count) in &counts {
        let mut listed = 0;
        let mut before = None;
        loop {
            // A page of one: each begins behind the one before.
            let page = morning(desk, &by, &why(), *which, (before, 1)).await.unwrap();
            listed += page.notices.len() + page.gone.len();
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(u64::try_from(listed).unwrap(), *count, "{which} at {code}");
    }
    counts.retain(|(_, count)| *count > 0);
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_approved_or_decided_is_asked_no_more() {
    let world = world().await;
    let id = drafted(&world, content(Sent::Notice, &["all"], &[])).await;
    let ours = async |number| counted(&world, "TG", number, Role::Investigator).await;
    assert_eq!((ours(1).await, ours(2).await), (vec![], vec![(Morning::Approve, 1)]), "not who drafted it");
    say(&world, "TG", 2, id, Word::Approve).await.unwrap();
    assert_eq!((ours(2).await, ours(3).await), (vec![], vec![(Morning::Approve, 1)]));
    assert_eq!(counted(&world, "TG", 4, Role::Frontline).await, [], "who may not approve is not asked");
    say(&world, "TG", 3, id, Word::Approve).await.unwrap();
    world.settle().await;
    assert_eq!(ours(4).await, [], "it has its two");
    let review = async |code: &str, number| counted(&world, code, number, Role::Compliance).await;
    let asked = vec![(Morning::Decide, 1)];
    assert_eq!((review("X-HUB", 4).await, review("FR", 5).await), (asked.clone(), asked.clone()));
    assert_eq!(review("NE", 4).await, [], "this member reviews nothing");
    assert_eq!(counted(&world, "FR", 6, Role::Investigator).await, [], "nor does everybody there");
    say(&world, "X-HUB", 4, id, Word::Screen).await.unwrap();
    world.settle().await;
    let (screener, other) = (review("X-HUB", 4).await, review("X-HUB", 5).await);
    assert_eq!((screener, other), (vec![], asked.clone()), "who screened it does not decide");
    say(&world, "FR", 5, id, Word::Clear).await.unwrap();
    world.settle().await;
    assert_eq!((review("FR", 5).await, review("FR", 6).await), (vec![], vec![]), "their member has decided");
    assert_eq!(review("X-HUB", 5).await, asked);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_cleared_waits_for_whoever_may_send_it() {
    let world = world().await;
    let id = approved(&world, content(Sent::Notice, &["all"], &[])).await;
    let sends = async |code: &str, number, role| counted(&world, code, number, role).await;
    assert_eq!(sends("TG", 2, Role::Coordinator).await, [], "nobody has cleared it");
    reviewed(&world, id).await;
    let waits = [(Morning::Send, 1)];
    assert_eq!(sends("TG", 2, Role::Coordinator).await, waits);
    assert_eq!(sends("TG", 1, Role::Coordinator).await, [], "who drafted it does not send it");
    assert_eq!(sends("TG", 4, Role::Frontline).await, [], "who may not send is not asked");
    assert_eq!(sends("FR", 6, Role::Coordinator).await, [], "nor is another member");
    say(&world, "TG", 2, id, Word::Publish).await.unwrap();
    world.settle().await;
    assert_eq!(sends("TG", 3, Role::Coordinator).await, [(Morning::Came, 1)], "it is sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_was_corrected_and_ended_is_told_for_a_day_everywhere() {
    let world = world().await;
    let told = async |code: &str| counted(&world, code, 7, Role::Frontline).await;
    let first = published(&world, content(Sent::Notice, &["all"], &[])).await;
    for code in ["TG", "FR", "NE", "X-HUB"] {
        assert_eq!(told(code).await, [(Morning::Came, 1)], "{code}");
    }
    let again = content(Sent::Notice, &["all"], &[("corrects", &first.to_string())]);
    let second = published(&world, again).await;
    for code in ["TG", "FR", "NE", "X-HUB"] {
        assert_eq!(
            told(code).await,
            [(Morning::Corrected, 1)],
            "{code}: the new one, and of the old one nothing"
        );
    }
    say(&world, "TG", 2, second, Word::Cancel).await.unwrap();
    world.settle().await;
    assert_eq!(told("TG").await, [(Morning::Ended, 1)], "the old one had another in its place");
    // Of copies that were destroyed nobody can tell which of them corrected which.
    assert_eq!(told("NE").await, [(Morning::Ended, 2)]);
    let never = approved(&world, content(Sent::Notice, &["all"], &[])).await;
    say(&world, "TG", 2, never, Word::Cancel).await.unwrap();
    world.settle().await;
    assert_eq!(told("TG").await, [(Morning::Ended, 1)], "what was never in force does not end");
    world.clock.advance(DAY + 1);
    for code in ["TG", "NE"] {
        assert_eq!(told(code).await, [], "{code}");
    }
}
