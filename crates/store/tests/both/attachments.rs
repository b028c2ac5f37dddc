//! Files of records: kept with their act, read through a sight, gone with the record; fetched, and told of.
use crate::exchange::{peer, reader, with_three};
use crate::house::{House, NOW, id, investigator, me, person, reason};
use model::{ActKind, AttachmentId, FileName, Member, Record};
use policy::{Permit, Target, action};
use store::attachment::{self, Attachment, Named};
use store::journal;
use store::record::{self};
use store::shared::{self, Shared};
use store::{Error, lane};
use wire::envelope::Attached;

both!(
    a_file_is_kept_with_its_act_and_named_to_nobody_who_may_not_see_the_record,
    a_file_goes_with_its_record_or_alone,
    what_another_member_states_is_fetched_once_and_follows_its_word,
    only_who_was_given_the_record_may_fetch_its_files,
);

fn file(number: u8, of: &Record) -> Attachment {
    Attachment {
        id: AttachmentId::from_bytes([number; 16]),
        owner: of.owner.clone(),
        record: of.id,
        copy_of: None,
        goes: true,
        here: true,
        at_us: NOW + i64::from(number),
        sealed: Attached { hash: [number; 32], length: 70_000, media: "image/png".into(), key: [number; 32] },
        named: Named {
            name: FileName::of("the passport of Ama.png"),
            digest: [number + 100; 32],
            active: false,
            belied: true,
        },
        fault: None,
    }
}

fn revise(house: &House, record: &Record) -> Permit<action::Revise> {
    house.permit_to(record, record.version)
}

async fn keep(house: &House, record: &Record, files: &[Attachment]) {
    let mut tx = house.store.begin().await.unwrap();
    attachment::keep(&mut tx, &revise(house, record), files, NOW).await.unwrap();
    tx.commit().await.unwrap();
}

async fn of(house: &House, record: &Record) -> Vec<Attachment> {
    let (mut tx, sight) = house.seeing().await;
    attachment::of(&mut tx, &sight, record.id, NOW).await.unwrap()
}

async fn acts(house: &House) -> Vec<ActKind> {
    let changes = journal::since(&mut house.store.read().await.unwrap(), 0, 100).await.unwrap();
    changes.into_iter().map(|change| change.kind).collect()
}

async fn a_file_is_kept_with_its_act_and_named_to_nobody_who_may_not_see_the_record(house: &House) {
    let (record, other) = (person(1, "Ama Mensah"), person(2, "Kofi Mensah"));
    house.file(&record).await;
    house.file(&other).await;
    let one = file(1, &record);
    keep(house, &record, std::slice::from_ref(&one)).await;
    assert_eq!(of(house, &record).await, std::slice::from_ref(&one));
    assert_eq!(acts(house).await.last(), Some(&ActKind::Attached));
    let sealed = house.peek("select sealed from attachment").await;
    assert!(!sealed.windows(8).any(|part| part == b"passport"), "the name is not readable in the row");
    let (mut tx, sight) = house.seeing().await;
    assert_eq!(attachment::get(&mut tx, &sight, one.id, NOW).await.unwrap(), Some(one.clone()));
    let stranger = crate::house::officer(vec![], model::Level::Open);
    let blind = house.sight_of(&mut tx, &stranger, &reason()).await;
    assert_eq!(attachment::get(&mut tx, &blind, one.id, NOW).await.unwrap(), None);
    assert_eq!(attachment::of(&mut tx, &blind, record.id, NOW).await.unwrap(), []);
    drop(tx);
    let mut tx = house.store.begin().await.unwrap();
    let wrong = attachment::keep(&mut tx, &revise(house, &other), &[file(3, &record)], NOW).await;
    assert!(matches!(wrong, Err(Error::NotPermitted(_))), "{wrong:?}");
}

async fn a_file_goes_with_its_record_or_alone(house: &House) {
    let record = person(1, "Ama Mensah");
    house.file(&record).await;
    let (one, two) = (file(1, &record), file(2, &record));
    keep(house, &record, &[one.clone(), two.clone()]).await;
    let mut tx = house.store.begin().await.unwrap();
    attachment::take_away(&mut tx, &revise(house, &record), std::slice::from_ref(&one), NOW).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(of(house, &record).await, std::slice::from_ref(&two));
    assert_eq!(acts(house).await.last(), Some(&ActKind::Detached));
    house.withdraw(&record).await;
    assert_eq!(of(house, &record).await, []);
    let gone = attachment::gone(&mut house.store.read().await.unwrap(), 10).await.unwrap();
    assert_eq!(
        gone.iter().map(|it| (it.id, it.hash)).collect::<Vec<_>>(),
        [(one.id, [1; 32]), (two.id, [2; 32])]
    );
    let mut tx = house.store.begin().await.unwrap();
    let named = attachment::named(&mut tx, &[[1; 32], [7; 32]]).await.unwrap();
    assert_eq!(named, [[1; 32]]);
    attachment::swept(&mut tx, &gone).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(attachment::gone(&mut house.store.read().await.unwrap(), 10).await.unwrap(), []);
}

fn theirs(number: u64, version: u64) -> Record {
    let handling = model::Handling { audience: model::Audience::All, ..model::Handling::default() };
    Record { owner: peer(), version, handling, ..person(number, "Ama Mensah") }
}

async fn receive(house: &House, record: &Record, files: &[Attachment]) -> Result<bool, Error> {
    let mut tx = house.store.begin().await.unwrap();
    let target = Target { id: record.id, version: record.version };
    let permit =
        house.rules.permit_peer::<action::File>(&record.owner, &reason(), target, &record.stamp()).unwrap();
    record::receive(&mut tx, permit, record, NOW).await.unwrap();
    let any = attachment::stated(&mut tx, &record.owner, (record.id, record.version), files).await?;
    tx.commit().await.unwrap();
    Ok(any)
}

async fn wanted(house: &House, owner: &Member) -> Vec<Attachment> {
    let (mut tx, sight) = house.seeing().await;
    attachment::wanted(&mut tx, &sight, owner, NOW).await.unwrap()
}

async fn what_another_member_states_is_fetched_once_and_follows_its_word(house: &House) {
    let (first, second) = (theirs(1, 1), theirs(1, 2));
    let coming = |number| Attachment { here: false, ..file(number, &first) };
    assert!(receive(house, &first, &[coming(1), coming(2)]).await.unwrap());
    assert_eq!(wanted(house, &peer()).await.len(), 2);
    assert!(wanted(house, &me()).await.is_empty());
    let mut tx = house.store.begin().await.unwrap();
    attachment::failed(&mut tx, coming(1).id, "no answer", NOW).await.unwrap();
    let by_its_bytes = Attached { media: "application/pdf".into(), ..coming(2).sealed };
    let came = Attachment { here: true, sealed: by_its_bytes, ..coming(2) };
    assert!(attachment::arrived(&mut tx, (&came, 1), NOW).await.unwrap());
    assert!(!attachment::arrived(&mut tx, (&came, 1), NOW).await.unwrap(), "it came already");
    tx.commit().await.unwrap();
    let left = wanted(house, &peer()).await;
    assert_eq!(left[0].fault, Some(("no answer".to_owned(), NOW)));
    assert_eq!(left.len(), 1);
    assert_eq!(of(house, &first).await[1], came);
    // The next version names one of the two, and another: what is here stays, what it names no more goes.
    assert!(receive(house, &second, &[coming(2), coming(3)]).await.unwrap());
    let held: Vec<(u8, bool)> =
        of(house, &second).await.iter().map(|it| (it.id.as_bytes()[0], it.here)).collect();
    assert_eq!(held, [(2, true), (3, false)]);
    let mut tx = house.store.begin().await.unwrap();
    assert!(!attachment::arrived(&mut tx, (&coming(3), 1), NOW).await.unwrap(), "of an older version");
    attachment::lost(&mut tx, &came.owner, came.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(wanted(house, &peer()).await.len(), 2);
    let stolen = receive(house, &theirs(5, 1), &[Attachment { record: id(5), ..coming(2) }]).await;
    assert!(matches!(stolen, Err(Error::Conflict(_))), "{stolen:?}");
    // Who was given the same bytes by two owners learns of neither by the other.
    let sealed = Attached { hash: coming(2).sealed.hash, ..file(9, &first).sealed };
    assert!(
        receive(house, &theirs(6, 1), &[Attachment { record: id(6), sealed, ..coming(9) }]).await.unwrap()
    );
}

async fn only_who_was_given_the_record_may_fetch_its_files(house: &House) {
    let record = person(1, "Ama Mensah");
    house.file(&record).await;
    let (goes, stays) = (file(1, &record), Attachment { goes: false, ..file(2, &record) });
    keep(house, &record, &[goes.clone(), stays.clone()]).await;
    let lane = with_three(house).await;
    let may = async |member: &Member, file: &Attachment| {
        let mut tx = house.store.read().await.unwrap();
        attachment::may_fetch(&mut tx, &me(), member, &file.sealed.hash).await.unwrap() == Some(70_000)
    };
    assert!(!may(&peer(), &goes).await, "it was not given yet");
    let share = async |recalled| {
        let mut tx = house.store.begin().await.unwrap();
        let row = Shared { id: id(1), stream: lane.stream, version: 1, seq: 1, recalled, since_us: NOW };
        shared::put(&mut tx, &[row]).await.unwrap();
        tx.commit().await.unwrap();
    };
    share(false).await;
    let other: Member = "NE".parse().unwrap();
    assert!(may(&peer(), &goes).await && !may(&peer(), &stays).await && !may(&other, &goes).await);
    let mut tx = house.store.begin().await.unwrap();
    let told = |record, id| ((record, 1), id);
    let (mine, who) = (me(), peer());
    assert!(attachment::told_held(&mut tx, (&mine, &who), told(record.id, goes.id), NOW).await.unwrap());
    assert!(!attachment::told_held(&mut tx, (&mine, &who), told(record.id, goes.id), NOW).await.unwrap());
    let none = AttachmentId::from_bytes([9; 16]);
    assert!(!attachment::told_held(&mut tx, (&mine, &who), told(record.id, none), NOW).await.unwrap());
    tx.commit().await.unwrap();
    let permit = house.rules.permit::<action::ReadWindow>(&investigator(), &reason()).unwrap();
    let mut tx = house.store.read().await.unwrap();
    let holders = attachment::holders(&mut tx, &permit, record.id).await.unwrap();
    assert_eq!(holders, [(goes.id, peer(), NOW)]);
    drop(tx);
    assert_eq!(acts(house).await.last(), Some(&ActKind::AttachmentHeld));
    // Whoever has joined the audience behind what was said was not given it.
    let mut tx = house.store.begin().await.unwrap();
    let late = lane::Reader { first_seq: 2, ..reader(&other) };
    lane::seat(&mut tx, &lane.stream, &late, false).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!may(&other, &goes).await && may(&peer(), &goes).await);
    share(true).await;
    assert!(!may(&peer(), &goes).await, "it was taken back");
    share(false).await;
    let mut tx = house.store.begin().await.unwrap();
    lane::leave(&mut tx, &lane.stream, &reader(&peer()).member, NOW).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!may(&peer(), &goes).await, "the member has left");
}
