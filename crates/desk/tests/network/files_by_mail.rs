//! The direct way between two members is shut: files go through the mailbox of a hub, which can open none, keeps them within bounds,
//! and is empty as soon as who wanted them says so.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::attachments::{attach, files, folder, keep_in, photo, read, world};
use crate::world::{World, investigator, person, why};
use desk::attachment::{self, Attachment, Share};
use desk::mailbox::files::{WITHHELD, Waits, Want, bring, piece, waits, want};
use desk::record::{revise, withdraw};
use desk::{Error, duty};
use model::{ActKind, Member, RecordId};

const HUB: usize = 2;
const DAY: i64 = 86_400_000_000;

fn code(member: &Member) -> Vec<u8> {
    member.as_str().as_bytes().to_vec()
}

/// A member says to the hub which files of another it wants there.
async fn wants(world: &World, from: &str, of: &str, files: &[(&Attachment, bool)]) {
    let (desk, hub, owner) = (world.desk(from), world.desk("X-HUB"), &world.desk(of).me);
    let each = files.iter().map(|(file, spoilt)| {
        Want { hash: file.sealed.hash, length: file.sealed.length, spoilt: *spoilt }.bytes()
    });
    want(hub, &desk.me, &[code(owner)].into_iter().chain(each).collect::<Vec<_>>()).await.unwrap();
}

async fn told(world: &World, to: &str) -> Vec<Waits> {
    let told = waits(world.desk("X-HUB"), &world.desk(to).me).await.unwrap();
    told.iter().map(|bytes| Waits::read(bytes).unwrap()).collect()
}

/// An owner brings what is wanted of it, at most so many chunks. Gives what was on the road.
async fn brings(world: &World, from: &str, mut most: usize) -> Vec<Vec<u8>> {
    let (desk, hub, mut road) = (world.desk(from), world.desk("X-HUB"), vec![]);
    for it in told(world, from).await {
        let Waits::OfYours { member, hash, mut next } = it else { continue };
        while most > 0 {
            let Ok(chunks) = attachment::give(desk, &member, &hash, (next, 2)).await else { break };
            let head = [code(&member), hash.to_vec(), next.to_be_bytes().to_vec()];
            let brought: Vec<Vec<u8>> = head.into_iter().chain(chunks).collect();
            let [kept] = bring(hub, &desk.me, &brought).await.unwrap().try_into().unwrap();
            most = most.saturating_sub(2);
            let kept = u64::from_be_bytes(kept.try_into().unwrap());
            road.extend(brought);
            if kept == next {
                break;
            }
            next = kept;
        }
    }
    road
}

/// An owner has the hub destroy what it keeps for whom it is not for any more.
async fn withholds(world: &World, from: &str) {
    let (desk, hub) = (world.desk(from), world.desk("X-HUB"));
    for it in told(world, from).await {
        let (Waits::OfYours { member, hash, .. } | Waits::Kept { member, hash }) = it else { continue };
        if !attachment::is_for(desk, &member, &hash).await.unwrap() {
            bring(hub, &desk.me, &[code(&member), hash.to_vec(), WITHHELD.to_be_bytes().to_vec()])
                .await
                .unwrap();
        }
    }
}

/// A member fetches of the hub what it wants of an owner, as far as it is there. Gives how many files are whole, and what was on
/// the road.
async fn fetches(world: &World, from: &str, of: &str) -> (usize, Vec<Vec<u8>>) {
    let (desk, hub, owner) = (world.desk(from), world.desk("X-HUB"), &world.desk(of).me);
    let (mut whole, mut road) = (0, vec![]);
    for file in attachment::wanted(desk, owner).await.unwrap() {
        let mut fetching = attachment::begin(desk, &file).await.unwrap();
        while let Some((hash, next)) = fetching.next() {
            let asked =
                [code(owner), hash.to_vec(), next.to_be_bytes().to_vec(), 3_u64.to_be_bytes().to_vec()];
            let chunks = piece(hub, &desk.me, &asked, 64).await.unwrap();
            if !fetching.take(&chunks).await.unwrap() {
                break;
            }
            road.extend(chunks);
        }
        if fetching.next().is_none() && attachment::finish(desk, fetching).await.unwrap() {
            whole += 1;
        }
    }
    (whole, road)
}

fn in_the_mailbox(world: &World) -> usize {
    std::fs::read_dir(folder(world, "X-HUB").join("mail")).unwrap().count()
}

async fn acts(world: &World, node: usize) -> Vec<ActKind> {
    let mut tx = world.nodes[node].store.read().await.unwrap();
    store::journal::since(&mut tx, 0, 500).await.unwrap().into_iter().map(|change| change.kind).collect()
}

async fn shared(world: &World, bytes: &[u8], with: &[&str]) -> (RecordId, Attachment) {
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", with)).await;
    let file = attach(world.desk("TG"), id, "scan.jpg", bytes, Share::AsIs).await.unwrap().file;
    world.settle().await;
    (id, file)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_by_the_mailbox_over_kills_and_is_gone_from_it_when_it_has_come() {
    let mut world = world(&["TG", "FR", "X-HUB", "NE"]).await;
    let bytes = photo(900_000);
    let (id, file) = shared(&world, &bytes, &["FR"]).await;
    assert_eq!(told(&world, "TG").await, []);
    wants(&world, "FR", "TG", &[(&file, false)]).await;
    let hash = file.sealed.hash;
    let of_yours = |next| Waits::OfYours { member: "FR".parse().unwrap(), hash, next };
    assert_eq!(told(&world, "TG").await, [of_yours(0)]);
    assert_eq!(fetches(&world, "FR", "TG").await.0, 0, "nothing was brought yet");
    brings(&world, "TG", 4).await;
    // The hub is killed with the half of it, and the member as well.
    fetches(&world, "FR", "TG").await;
    for node in [1, HUB] {
        world.restart(node, true).await;
        keep_in(&world, world.nodes[node].desk.me.as_str());
    }
    assert_eq!(told(&world, "TG").await, [of_yours(4)], "it goes on where it was");
    // Whoever was not given the record is brought nothing, and is shown nothing of what was brought for another.
    wants(&world, "NE", "TG", &[(&file, false)]).await;
    brings(&world, "TG", usize::MAX).await;
    let ne = &world.desk("NE").me;
    let asked = [code(&world.desk("TG").me), hash.to_vec(), vec![0; 8], 9_u64.to_be_bytes().to_vec()];
    assert!(piece(world.desk("X-HUB"), ne, &asked, 64).await.unwrap().is_empty());
    wants(&world, "NE", "TG", &[]).await;
    assert_eq!(fetches(&world, "FR", "TG").await.0, 1);
    assert_eq!(read(world.desk("FR"), file.id).await.unwrap(), bytes);
    assert_eq!(in_the_mailbox(&world), 1, "until who wanted it says that it has it");
    assert_eq!(told(&world, "FR").await, [Waits::ForYou { owner: world.desk("TG").me.clone(), hash }]);
    wants(&world, "FR", "TG", &[]).await;
    assert_eq!((in_the_mailbox(&world), told(&world, "FR").await), (0, vec![]));
    let acts = acts(&world, HUB).await;
    assert!(acts.contains(&ActKind::MailKept) && acts.contains(&ActKind::MailGiven));
    // And the owner hears from who has it.
    world.settle().await;
    let desk = world.desk("TG");
    let holders = attachment::holders(desk, &investigator(desk), &why(), id).await.unwrap();
    assert_eq!(holders.iter().map(|(_, member, _)| member.as_str()).collect::<Vec<_>>(), ["FR"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_what_another_wanted_need_not_wait_and_what_is_spoilt_is_brought_anew() {
    let world = world(&["TG", "FR", "X-HUB", "NE"]).await;
    let bytes = photo(300_000);
    let (_, file) = shared(&world, &bytes, &["FR", "NE"]).await;
    wants(&world, "FR", "TG", &[(&file, false)]).await;
    brings(&world, "TG", usize::MAX).await;
    wants(&world, "NE", "TG", &[(&file, false)]).await;
    let road: usize = brings(&world, "TG", usize::MAX).await.iter().map(Vec::len).sum();
    assert!(road < 100, "it is there already, and only the word for NE was on the road: {road} bytes");
    // A bit of it turns on the hub's disk.
    let path =
        std::fs::read_dir(folder(&world, "X-HUB").join("mail")).unwrap().next().unwrap().unwrap().path();
    let mut kept = std::fs::read(&path).unwrap();
    kept[100_000] ^= 1;
    std::fs::write(&path, kept).unwrap();
    assert_eq!(fetches(&world, "FR", "TG").await.0, 0);
    assert!(!files(world.desk("FR"), file.record).await[0].here, "no half file is shown");
    wants(&world, "FR", "TG", &[(&file, true)]).await;
    assert_eq!(in_the_mailbox(&world), 0);
    brings(&world, "TG", usize::MAX).await;
    for member in ["FR", "NE"] {
        assert_eq!(fetches(&world, member, "TG").await.0, 1, "{member}");
        assert_eq!(read(world.desk(member), file.id).await.unwrap(), bytes);
        wants(&world, member, "TG", &[]).await;
    }
    assert_eq!(in_the_mailbox(&world), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_keeps_files_within_bounds_and_not_for_ever() {
    let world = world(&["TG", "FR", "X-HUB"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    let mut all = vec![];
    for length in [3_000_000, 2_000_000, 100_000] {
        all.push(attach(world.desk("TG"), id, "a.jpg", &photo(length), Share::AsIs).await.unwrap().file);
    }
    world.settle().await;
    let hub = world.desk("X-HUB");
    // 4 MiB in all: the first two do not fit beside each other, the third does.
    let wanted: Vec<(&Attachment, bool)> = all.iter().map(|file| (file, false)).collect();
    wants(&world, "FR", "TG", &wanted).await;
    brings(&world, "TG", usize::MAX).await;
    assert_eq!(in_the_mailbox(&world), 2);
    assert_eq!(told(&world, "FR").await.len(), 2);
    // No bureau keeps anything, nobody brings what nobody wants or what is no chunk, and nobody takes another's.
    let (tg, fr) = (&world.desk("TG").me, &world.desk("FR").me);
    assert!(want(world.desk("TG"), fr, &[code(tg)]).await.is_err());
    let brought = |hash: &[u8], chunk: Vec<u8>| vec![code(fr), hash.to_vec(), vec![0; 8], chunk];
    assert!(matches!(bring(hub, tg, &brought(&[7; 32], vec![1; 65_552])).await, Err(Error::Missing)));
    let hash = all[0].sealed.hash;
    assert!(matches!(bring(hub, fr, &brought(&hash, vec![1; 65_552])).await, Err(Error::Missing)));
    assert!(bring(hub, tg, &brought(&hash, vec![1; 65_551])).await.is_err());
    let asked = [code(tg), hash.to_vec(), vec![0; 8], vec![0; 8]];
    assert!(matches!(piece(hub, tg, &asked, 64).await, Err(Error::Missing)));
    assert!(want(hub, fr, &[b"nobody".to_vec()]).await.is_err());
    // The record is taken back: nobody wants its files any more, here or there, though nobody says so to the hub.
    let desk = world.desk("TG");
    withdraw(desk, &investigator(desk), &why(), id, "an error").await.unwrap();
    world.settle().await;
    assert!(brings(&world, "TG", usize::MAX).await.is_empty());
    assert_eq!(fetches(&world, "FR", "TG").await.0, 0);
    world.clock.advance(6 * DAY);
    duty::once(hub, desk::pulse::now_us(hub) - DAY).await.unwrap();
    assert_eq!(in_the_mailbox(&world), 2);
    world.clock.advance(2 * DAY);
    duty::once(hub, desk::pulse::now_us(hub) - DAY).await.unwrap();
    assert_eq!(in_the_mailbox(&world), 0, "nobody has asked for it for a week");
    assert!(acts(&world, HUB).await.contains(&ActKind::MailDestroyed));
}

/// A member that does not say that it needs a file no more: its owner takes it from the hub, and from nobody else.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_taken_back_is_taken_from_the_mailbox_too() {
    let world = world(&["TG", "FR", "X-HUB", "NE"]).await;
    let bytes = photo(300_000);
    let (id, file) = shared(&world, &bytes, &["FR", "NE"]).await;
    for member in ["FR", "NE"] {
        wants(&world, member, "TG", &[(&file, false)]).await;
    }
    brings(&world, "TG", usize::MAX).await;
    withholds(&world, "TG").await;
    let (tg, hub, hash) = (world.desk("TG"), world.desk("X-HUB"), file.sealed.hash);
    let asked = [code(&tg.me), hash.to_vec(), vec![0; 8], 9_u64.to_be_bytes().to_vec()];
    let piece_for = async |member: &str| piece(hub, &world.desk(member).me, &asked, 64).await;
    assert!(!piece_for("FR").await.unwrap().is_empty(), "nothing was taken back yet");
    let version = world.at("TG", id).await.unwrap();
    let narrowed = person("Kossi Amouzou", "1980-01-02", "T1234567", &["NE"]);
    revise(tg, &investigator(tg), &why(), id, version, narrowed).await.unwrap();
    world.settle().await;
    withholds(&world, "TG").await;
    assert!(matches!(piece_for("FR").await, Err(Error::Missing)), "it is not for France any more");
    wants(&world, "FR", "TG", &[(&file, false)]).await;
    withholds(&world, "TG").await;
    assert!(piece_for("FR").await.unwrap().is_empty(), "nor when it asks again");
    let of_others = [code(&world.desk("NE").me), hash.to_vec(), WITHHELD.to_be_bytes().to_vec()];
    bring(hub, &world.desk("FR").me, &of_others).await.unwrap();
    assert!(!piece_for("NE").await.unwrap().is_empty(), "Niger may have it still, whatever France says");
    withdraw(tg, &investigator(tg), &why(), id, "an error").await.unwrap();
    world.settle().await;
    withholds(&world, "TG").await;
    assert!(matches!(piece_for("NE").await, Err(Error::Missing)));
    assert!(acts(&world, HUB).await.contains(&ActKind::MailDestroyed));
}

fn all_below(dir: &std::path::Path) -> Vec<Vec<u8>> {
    let mut all = vec![];
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        all.push(entry.file_name().into_encoded_bytes());
        match entry.path().is_dir() {
            true => all.extend(all_below(&entry.path())),
            false => all.push(std::fs::read(entry.path()).unwrap()),
        }
    }
    all
}

/// On one thread, which is listened to.
#[tokio::test]
async fn the_hub_can_read_nothing_of_a_file_or_of_its_name() {
    let world = world(&["TG", "FR", "X-HUB"]).await;
    let id = world.file("TG", person("Kossi Amouzou", "1980-01-02", "T1234567", &["FR"])).await;
    let mut canaries: Vec<Vec<u8>> = vec![];
    for number in 0..12_u64 {
        let word = format!("q{:016x}", (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let said = format!("z{:016x}", (number + 7).wrapping_mul(0xc2b2_ae3d_27d4_eb4f));
        let content = format!("{said} ").repeat(6_000);
        attach(world.desk("TG"), id, &format!("{word}.txt"), content.as_bytes(), Share::AsIs).await.unwrap();
        canaries.extend([word.into_bytes(), said.into_bytes()]);
    }
    world.settle().await;
    let said = crate::heard::everything();
    let all = attachment::wanted(world.desk("FR"), &world.desk("TG").me).await.unwrap();
    let wanted: Vec<(&Attachment, bool)> = all.iter().map(|file| (file, false)).collect();
    wants(&world, "FR", "TG", &wanted).await;
    // No more than fit in: they come in several turns.
    let (mut came, mut kept, mut road) = (0, vec![], vec![]);
    while came < 12 {
        road.extend(brings(&world, "TG", usize::MAX).await);
        kept.extend(all_below(world.nodes[HUB].dir.path()));
        let (whole, passed) = fetches(&world, "FR", "TG").await;
        assert!(whole > 0, "nothing moves after {came}");
        (came, road) = (came + whole, [road, passed].concat());
        let all = attachment::wanted(world.desk("FR"), &world.desk("TG").me).await.unwrap();
        let wanted: Vec<(&Attachment, bool)> = all.iter().map(|file| (file, false)).collect();
        wants(&world, "FR", "TG", &wanted).await;
    }
    let found = |all: &[Vec<u8>]| {
        let has = |canary: &&Vec<u8>| {
            all.iter().any(|bytes| bytes.windows(canary.len()).any(|part| part == canary.as_slice()))
        };
        canaries.iter().filter(has).count()
    };
    assert!(road.iter().map(Vec::len).sum::<usize>() > 2_000_000, "they were on the road twice");
    assert!(kept.iter().map(Vec::len).sum::<usize>() > 1_200_000, "and on the hub's disk");
    let lines: Vec<Vec<u8>> = said.lines().into_iter().map(String::into_bytes).collect();
    assert_eq!((found(&kept), found(&road), found(&lines)), (0, 0, 0));
    let files = files(world.desk("FR"), id).await;
    let shown: Vec<Vec<u8>> = files.iter().map(|file| file.named.name.to_string().into_bytes()).collect();
    assert_eq!(found(&shown), 12, "and FR can read the names");
}
