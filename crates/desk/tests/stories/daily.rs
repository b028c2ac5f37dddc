//! Stories told at one bureau's desk: what officers do, what they are shown, and what the journal keeps of it.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::bureau::*;
use desk::check::{Question, check};
use desk::record::{file, open, revise, withdraw};
use desk::{Error, Ring, follow, oversight, standing};
use model::*;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_filed_is_found_and_says_what_to_do() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let id = file(&bureau.desk, &by, &investigation(), wanted("Kodjo Agbeko", "1981-03-13", "AB123456"))
        .await
        .unwrap();
    assert_eq!(bureau.found(&by, &investigation(), "Agbeko Kodjo 13.03.1981").await, [id]);
    assert_eq!(bureau.found(&by, &investigation(), "AB123456").await, [id]);
    assert!(bureau.found(&by, &investigation(), "ZZ999999").await.is_empty());
    let answer =
        check(&bureau.desk, &by, &investigation(), &Question::Text("AB123456".into()), 10).await.unwrap();
    let first = answer.matches.first().unwrap();
    assert_eq!((first.action.as_deref(), first.owner.as_str()), (Some("Detain and inform the owner"), "TG"));
    assert_eq!(answer.urgency(), Some(Urgency::Stop));
    let reason = Reason::of(Purpose::Administration);
    let about = oversight::Filter { object: Some(id), kind: Some(ActKind::Consulted), ..Default::default() };
    let looks = oversight::read(&bureau.desk, &console(), &reason, &about, (None, 10)).await.unwrap();
    assert!(looks.iter().all(|look| look.by == by.label()) && looks.len() == 3, "who looked at whom");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_know_of_a_record_cannot_tell_that_it_exists() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Confidential).await;
    let counter = bureau.officer(&[Role::Frontline], Level::Official).await;
    let mut secret = wanted("Kodjo Agbeko", "1981-03-13", "AB123456");
    secret.handling.level = Level::Confidential;
    let id = file(&bureau.desk, &by, &investigation(), secret).await.unwrap();
    let border = Reason::of(Purpose::BorderControl);
    assert!(bureau.found(&counter, &border, "AB123456").await.is_empty());
    let hidden = open(&bureau.desk, &counter, &border, id).await.unwrap_err();
    let absent = open(&bureau.desk, &counter, &border, RecordId::from_bytes([9; 16])).await.unwrap_err();
    assert_eq!(hidden.to_string(), absent.to_string());
    assert!(matches!((hidden, absent), (Error::Missing, Error::Missing)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_is_never_found_again_and_its_words_are_gone() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let id = file(&bureau.desk, &by, &investigation(), wanted("Kodjo Agbeko", "1981-03-13", "AB123456"))
        .await
        .unwrap();
    withdraw(&bureau.desk, &by, &investigation(), id, "arrested").await.unwrap();
    assert!(bureau.found(&by, &investigation(), "AB123456").await.is_empty());
    assert!(matches!(open(&bureau.desk, &by, &investigation(), id).await, Err(Error::Missing)));
    let reason = Reason::of(Purpose::Administration);
    assert!(oversight::verify(&bureau.desk, &console(), &reason, |_, _| ()).await.unwrap().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_revise_the_same_version_do_not_lose_each_others_words() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let id =
        file(&bureau.desk, &by, &investigation(), wanted("Kodjo Agbeko", "1981", "AB123456")).await.unwrap();
    let first =
        revise(&bureau.desk, &by, &investigation(), id, 1, wanted("Kodjo Agbeko", "1981-03-13", "AB123456"))
            .await;
    assert_eq!(first.unwrap(), 2);
    let second =
        revise(&bureau.desk, &by, &investigation(), id, 1, wanted("Kodjo Agbeko", "1982", "AB123456")).await;
    assert!(matches!(second, Err(Error::Conflict(_))));
    let opened = open(&bureau.desk, &by, &investigation(), id).await.unwrap();
    assert_eq!((opened.held.record.version, opened.history.len()), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_left_open_alerts_its_officer_once() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let Actor::Officer { id: officer, .. } = by.clone() else { unreachable!("an officer was made") };
    let mut bell = bureau.desk.bell().listen();
    let question = Question::Text("Kodjo Agbeko 1981-03-13".into());
    standing::open(&bureau.desk, &by, &investigation(), &question, NOW + 30 * DAY).await.unwrap();
    let id = file(&bureau.desk, &by, &investigation(), wanted("AGBEKO, Kodjo", "1981-03-13", "AB123456"))
        .await
        .unwrap();
    follow::catch_up(&bureau.desk).await.unwrap();
    let alerts = standing::alerts(&bureau.desk, &by, &investigation(), (None, 10)).await.unwrap();
    assert_eq!(alerts.iter().map(|(alert, _)| alert.record).collect::<Vec<_>>(), [id]);
    let rung = std::iter::from_fn(|| bell.try_recv().ok()).any(|ring| ring == Ring::Alerts(officer));
    assert!(rung, "the officer's page is told");
    let other = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    assert!(standing::alerts(&bureau.desk, &other, &investigation(), (None, 10)).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_question_ends_when_its_time_is_over() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let question = Question::Text("Kodjo Agbeko 1981-03-13".into());
    standing::open(&bureau.desk, &by, &investigation(), &question, NOW + DAY).await.unwrap();
    bureau.clock.advance(2 * DAY);
    file(&bureau.desk, &by, &investigation(), wanted("Kodjo Agbeko", "1981-03-13", "AB123456"))
        .await
        .unwrap();
    follow::catch_up(&bureau.desk).await.unwrap();
    assert!(standing::alerts(&bureau.desk, &by, &investigation(), (None, 10)).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_keeps_every_look_and_not_whom_a_traveller_is() {
    let bureau = bureau().await;
    let counter = bureau.officer(&[Role::Frontline], Level::Official).await;
    bureau.found(&counter, &Reason::of(Purpose::BorderControl), "Ama Mensah 1990-01-02").await;
    let log = bureau.log().await;
    let looked = log.iter().find(|entry| entry.kind == ActKind::Checked).unwrap();
    assert_eq!(looked.by, counter.label());
    let body = looked.body.as_ref().unwrap().to_string();
    assert!(!body.contains("Mensah") && body.contains("Person #"), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_administrator_sees_no_content_and_the_refusal_is_on_record() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Administrator], Level::Confidential).await;
    let asked = check(&bureau.desk, &by, &investigation(), &Question::Text("AB123456".into()), 10).await;
    assert!(matches!(asked, Err(Error::Refused(_))));
    assert!(bureau.log().await.iter().any(|entry| entry.kind == ActKind::Refused && entry.by == by.label()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_opens_until_it_is_revoked_or_ends() {
    let bureau = bureau().await;
    let reason = Reason::of(Purpose::Administration);
    let new = ("gate 7", vec![Role::Frontline], Level::Official);
    let (id, token) =
        desk::client::add(&bureau.desk, &console(), &reason, new.clone(), NOW + 90 * DAY).await.unwrap();
    assert!(desk::client::by_token(&bureau.desk, &token).await.unwrap().is_some());
    assert!(desk::client::by_token(&bureau.desk, "lia_0").await.unwrap().is_none());
    desk::client::revoke(&bureau.desk, &console(), &reason, id).await.unwrap();
    assert!(desk::client::by_token(&bureau.desk, &token).await.unwrap().is_none());
    let (_, short) = desk::client::add(&bureau.desk, &console(), &reason, new, NOW + DAY).await.unwrap();
    bureau.clock.advance(DAY);
    assert!(desk::client::by_token(&bureau.desk, &short).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_signs_in_once_and_a_session_falls_asleep() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Frontline], Level::Official).await;
    let Actor::Officer { id, .. } = by else { unreachable!("an officer was made") };
    let link = desk::officer::offer_link(&bureau.desk, &console(), &Reason::of(Purpose::Administration), id)
        .await
        .unwrap();
    let officer = desk::session::use_link(&bureau.desk, &link).await.unwrap();
    assert!(matches!(desk::session::use_link(&bureau.desk, &link).await, Err(Error::Missing)));
    let session = desk::session::open(&bureau.desk, &officer, desk::session::Proof::Link).await.unwrap();
    assert!(desk::session::find(&bureau.desk, &session).await.unwrap().is_some());
    bureau.clock.advance(desk::session::IDLE_US + 1);
    assert!(desk::session::find(&bureau.desk, &session).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_that_would_lock_the_bureau_out_are_not_taken() {
    let bureau = bureau().await;
    let reason = Reason::of(Purpose::Administration);
    let closed = "@id(\"nobody\") @why(\"closed\") forbid (principal, action, resource);";
    assert!(desk::rules::change(&bureau.desk, &console(), &reason, closed).await.is_err());
    assert!(desk::rules::change(&bureau.desk, &console(), &reason, "permit (").await.is_err());
    assert!(desk::rules::read(&bureau.desk, &console(), &reason).await.unwrap().contains("@id"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_read_but_not_withdraw_is_refused_and_nothing_stands_still() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let counter = bureau.officer(&[Role::Frontline], Level::Official).await;
    let id =
        file(&bureau.desk, &by, &investigation(), wanted("Kodjo Agbeko", "1981", "AB123456")).await.unwrap();
    let border = Reason::of(Purpose::BorderControl);
    assert!(matches!(withdraw(&bureau.desk, &counter, &border, id, "why not").await, Err(Error::Refused(_))));
    let draft = wanted("Kodjo Agbeko", "1982", "AB123456");
    assert!(matches!(revise(&bureau.desk, &counter, &border, id, 1, draft).await, Err(Error::Refused(_))));
    assert_eq!(open(&bureau.desk, &by, &investigation(), id).await.unwrap().held.record.version, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_tries_out_ids_unseen() {
    let bureau = bureau().await;
    let by = bureau.officer(&[Role::Investigator], Level::Restricted).await;
    let absent = RecordId::from_bytes([9; 16]);
    let tried = open(&bureau.desk, &by, &investigation(), absent).await;
    assert!(matches!(tried, Err(Error::Missing)));
    let kept =
        bureau.log().await.into_iter().find(|e| e.kind == ActKind::Refused && e.by == by.label()).unwrap();
    assert!(kept.body.unwrap().to_string().contains(&absent.to_string()));
    let admin = bureau.officer(&[Role::Administrator], Level::Restricted).await;
    let reason = Reason::of(Purpose::Administration);
    assert!(matches!(withdraw(&bureau.desk, &admin, &reason, absent, "so").await, Err(Error::Refused(_))));
    assert!(bureau.log().await.iter().any(|e| e.kind == ActKind::Refused && e.by == admin.label()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_is_kept_between_two_starts_and_a_damaged_one_is_built_anew() {
    let Bureau { desk, clock, _dir: dir } = bureau().await;
    let officer = Bureau { desk: desk.clone(), clock, _dir: tempfile::tempdir().unwrap() };
    let maker = officer.officer(&[Role::Investigator], Level::Restricted).await;
    let mut last = None;
    for number in 0..110 {
        let draft = wanted(&format!("Kodjo {number} Agbeko"), "1981", &format!("AB12{number:04}"));
        last = Some(file(&desk, &maker, &investigation(), draft).await.unwrap());
    }
    follow::catch_up(&desk).await.unwrap();
    follow::leave(&desk).await.unwrap();
    let path = dir.path().join("index.segment");
    let kept = std::fs::read(&path).unwrap();
    let old = dir.path().join("the file that will be replaced");
    std::fs::hard_link(&path, &old).unwrap();
    assert!(!String::from_utf8_lossy(&kept).contains("agbeko"), "it is sealed");
    // Filed after it was kept, and withdrawn after it: both are taken up from the journal.
    let late = file(&desk, &maker, &investigation(), wanted("Afi Dossou", "1990", "ZZ000001")).await.unwrap();
    withdraw(&desk, &maker, &investigation(), last.unwrap(), "found").await.unwrap();
    drop((officer, desk));
    let again = bureau_in(dir).await;
    assert_eq!(again.found(&maker, &investigation(), "AB120003").await.len(), 1);
    assert_eq!(again.found(&maker, &investigation(), "Dossou Afi 1990").await, [late]);
    assert!(again.found(&maker, &investigation(), "AB120109").await.is_empty());
    follow::leave(&again.desk).await.unwrap();
    assert_ne!(std::fs::read(&path).unwrap(), kept, "what was withdrawn is not left in the file");
    assert_eq!(std::fs::read(&old).unwrap()[..32], [0; 32], "and the file that had it cannot be opened");
    // Of another bureau that has the same keys: it opens, and belongs to another journal.
    let other = tempfile::tempdir().unwrap();
    std::fs::copy(&path, other.path().join("index.segment")).unwrap();
    assert_eq!(follow::progress(&bureau_in(other).await.desk).borrow().records, 0);
    for byte in [0, 40, 400] {
        let mut damaged = std::fs::read(&path).unwrap();
        damaged[byte] ^= 1;
        std::fs::write(&path, damaged).unwrap();
    }
    let Bureau { desk, _dir: dir, .. } = again;
    drop(desk);
    let anew = bureau_in(dir).await;
    assert_eq!(anew.found(&maker, &investigation(), "Dossou Afi 1990").await, [late]);
    assert_eq!(follow::progress(&anew.desk).borrow().records, 110);
}

/// Keeping the index anew has three steps, a file for the new one, a second name for the former, the change of names: after
/// each the node may be killed.
#[tokio::test(flavor = "multi_thread")]
async fn killed_between_any_two_steps_of_keeping_the_index_a_node_has_a_whole_one_and_leaves_nothing_to_open()
{
    let Bureau { desk, clock, _dir: dir } = bureau().await;
    let officer = Bureau { desk: desk.clone(), clock, _dir: tempfile::tempdir().unwrap() };
    let maker = officer.officer(&[Role::Investigator], Level::Restricted).await;
    let mut all = vec![];
    for number in 0..110 {
        let draft = wanted(&format!("Kodjo {number} Agbeko"), "1981", &format!("AB12{number:04}"));
        all.push(file(&desk, &maker, &investigation(), draft).await.unwrap());
    }
    let path = |end: &str| dir.path().join(format!("index.{end}"));
    follow::catch_up(&desk).await.unwrap();
    follow::leave(&desk).await.unwrap();
    let former = std::fs::read(path("segment")).unwrap();
    withdraw(&desk, &maker, &investigation(), all[109], "found").await.unwrap();
    follow::catch_up(&desk).await.unwrap();
    follow::leave(&desk).await.unwrap();
    let new = std::fs::read(path("segment")).unwrap();
    assert!(former != new && !path("new").exists() && !path("old").exists());
    drop((officer, desk));
    let mut dir = dir;
    for killed in ["half of the new one", "the new one", "both names", "the change of names"] {
        let path = |end: &str| dir.path().join(format!("index.{end}"));
        let held = tempfile::tempdir_in(dir.path()).unwrap();
        let mut gone = vec![];
        std::fs::remove_file(path("segment")).unwrap();
        let (used, beside) =
            if killed == "the change of names" { (&new, None) } else { (&former, Some(&new)) };
        std::fs::write(path("segment"), used).unwrap();
        if let Some(beside) = beside {
            let length = if killed.starts_with("half") { beside.len() / 2 } else { beside.len() };
            std::fs::write(path("new"), &beside[..length]).unwrap();
            gone.push("new");
        }
        match killed {
            "both names" => std::fs::hard_link(path("segment"), path("old")).unwrap(),
            "the change of names" => {
                std::fs::write(path("old"), &former).unwrap();
                gone.push("old");
            }
            _ => {}
        }
        let another_name = |end: &str| held.path().join(end);
        gone.iter().for_each(|end| std::fs::hard_link(path(end), another_name(end)).unwrap());
        let again = only_just_open(dir).await;
        follow::catch_up(&again.desk).await.unwrap();
        assert_eq!(again.found(&maker, &investigation(), "AB120003").await, [all[3]], "{killed}");
        assert!(again.found(&maker, &investigation(), "AB120109").await.is_empty(), "{killed}");
        assert!(
            !again._dir.path().join("index.new").exists() && !again._dir.path().join("index.old").exists()
        );
        for end in gone {
            assert_eq!(
                std::fs::read(another_name(end)).unwrap()[..32],
                [0; 32],
                "{killed}: {end} can be opened"
            );
        }
        let in_use = std::fs::read(again._dir.path().join("index.segment")).unwrap();
        assert_eq!(&in_use, used, "{killed}: what is in use is as it was");
        let Bureau { desk, _dir, .. } = again;
        drop(desk);
        dir = _dir;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_everything_is_read_nothing_known_is_not_the_whole_answer() {
    let first = bureau().await;
    let by = first.officer(&[Role::Investigator], Level::Restricted).await;
    file(&first.desk, &by, &investigation(), wanted("Kodjo Agbeko", "1981-03-13", "AB123456")).await.unwrap();
    let Bureau { desk, _dir: dir, .. } = first;
    drop(desk);
    let again = only_just_open(dir).await;
    let question = Question::Text("Kodjo Agbeko".into());
    let reason = investigation();
    let ask = || check(&again.desk, &by, &reason, &question, 10);
    let early = ask().await.unwrap();
    assert!(early.matches.is_empty() && !early.complete, "the officer is told to ask again");
    follow::catch_up(&again.desk).await.unwrap();
    let later = ask().await.unwrap();
    assert!(later.matches.len() == 1 && later.complete);
}
