//! Tables by a mapping, and questions for screening.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use formats::{Draft, Format, Item, LinkDraft, Mapping, Plan, Refused, Step, screening::Queries};
use model::{Kind, LinkKind, Status};
use std::path::PathBuf;

struct Read {
    drafts: Vec<Draft>,
    links: Vec<LinkDraft>,
    refused: Vec<Refused>,
}

fn table(mapping: Mapping, text: &str) -> Read {
    let file = kept(text);
    let mut read = Read { drafts: Vec::new(), links: Vec::new(), refused: Vec::new() };
    let plan = Plan { format: Format::Csv, files: vec![file.path().to_path_buf()], mapping: Some(mapping) };
    for step in formats::read(plan).unwrap() {
        match step {
            Step::Item(Item::Entity(draft)) => read.drafts.push(draft),
            Step::Item(Item::Link(link)) => read.links.push(link),
            Step::Refused(refused) => read.refused.push(refused),
        }
    }
    read
}

fn kept(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

fn values<'a>(draft: &'a Draft, property: &str) -> Vec<&'a str> {
    draft.entity.values(property).iter().map(|value| value.clean()).collect()
}

#[test]
fn stolen_documents_are_read_under_usual_headers() {
    let read = table(
        Mapping::ready("stolen-documents").unwrap(),
        "Document Number;Document Type;Issuing Country;Fraud Type;Date of Loss;Reference;Colour of cover\n\
         AB 123456;Passport;TGO;stolen blank;12/08/2021;TG-1;green\n\
         CD654321;Identity card;Ghana;Perdu;2021-08-12;TG-2;\n\
         EF1;Passport;TGO;found again;;TG-3;\n\
         ;Passport;TGO;lost;;TG-4;\n\
         GH2;Passport;TGO\n",
    );
    let [blank, lost] = read.drafts.as_slice() else { panic!("{:?} {:?}", read.drafts, read.refused) };
    assert_eq!((blank.key.as_str(), blank.status), ("tg:passport:ab123456", Some(Status::StolenBlank)));
    assert_eq!((values(blank, "lossDate"), values(blank, "country")), (vec!["2021-08-12"], vec!["tg"]));
    assert_eq!(
        (values(blank, "notes"), blank.text.as_deref()),
        (vec!["Colour of cover: green"], Some("TG-1"))
    );
    assert!(blank.action.as_deref().is_some_and(|action| action.contains("Take the document")));
    assert_eq!((lost.key.as_str(), lost.status), ("gh:identity card:cd654321", Some(Status::Lost)));
    let lines: Vec<u64> = read.refused.iter().map(|refused| refused.line).collect();
    assert_eq!(lines, [4, 5, 6], "{:?}", read.refused);
    assert!(read.refused.iter().any(|refused| refused.reason.contains("found again")));
}

#[test]
fn persons_have_a_status_and_names_from_parts() {
    let read = table(
        Mapping::ready("persons").unwrap(),
        "id,Nom,Prénom,Alias,Date de naissance,Nationalité,Statut\n\
         7,MENSAH,Ama Kofi,Ama M; La Grande,12/08/1974,Togo,recherché\n\
         8,DOE,,,soon,Xland,\n",
    );
    let [ama, doe] = read.drafts.as_slice() else { panic!("{:?}", read.refused) };
    assert_eq!(
        (ama.key.as_str(), ama.status, values(ama, "name")),
        ("7", Some(Status::Wanted), vec!["Ama Kofi MENSAH"])
    );
    assert_eq!(
        (values(ama, "alias"), values(ama, "birthDate")),
        (vec!["Ama M", "La Grande"], vec!["1974-08-12"])
    );
    assert_eq!((doe.status, values(doe, "notes")), (None, vec!["birthDate: soon", "nationality: Xland"]));
}

#[test]
fn vehicles_and_phones_bring_whom_they_belong_to() {
    let read = table(
        Mapping::ready("vehicles").unwrap(),
        "plate,vin,make,owner,status\nTG 1234 AB,1M8GDM9AXKP042788,Toyota,Ama Mensah,sought\n",
    );
    assert_eq!(
        read.drafts.iter().map(|d| d.entity.kind()).collect::<Vec<_>>(),
        [Kind::Vehicle, Kind::Person]
    );
    assert_eq!(read.drafts[0].status, Some(Status::UnderWatch));
    let [link] = read.links.as_slice() else { panic!() };
    assert_eq!((&link.from, &link.to, link.kind), (&read.drafts[1].key, &read.drafts[0].key, LinkKind::Uses));
    let read =
        table(Mapping::ready("phones").unwrap(), "Number,User\n+228 90 12 34 56,Ama Mensah\nhello,Kofi\n");
    assert_eq!((read.drafts.len(), read.refused.len()), (2, 1));
    assert_eq!(read.drafts[0].key, "+22890123456:");
}

#[test]
fn a_mapping_of_ones_own_links_rows_by_their_keys() {
    let mapping = "kind = \"Person\"\nkey = [\"ref\"]\nlevel = \"restricted\"\nignore = [\"row\"]\n\
        [columns]\nname = \"who\"\n[constants]\nprogram = \"Example\"\n[status]\ndefault = \"suspect\"\n\
        [[links]]\nkind = \"family\"\ncolumns = \"child of\"\nrole = \"child\"\n";
    let read = table(Mapping::parse(mapping).unwrap(), "row,ref,who,child of\n1,a/1,Ama,\n2,a/2,Kofi,a/1\n");
    assert_eq!(read.refused, []);
    assert_eq!(values(&read.drafts[1], "program"), ["Example"]);
    assert!(read.drafts[1].entity.values("notes").is_empty());
    let [link] = read.links.as_slice() else { panic!() };
    assert_eq!((link.from.as_str(), link.to.as_str(), link.role.as_deref()), ("a/2", "a/1", Some("child")));
}

#[test]
fn a_table_without_its_key_is_refused_as_a_whole() {
    let read = table(Mapping::ready("persons").unwrap(), "Name,Born\nAma,1974\n");
    assert_eq!((read.drafts.len(), read.refused.len()), (0, 1));
    assert!(read.refused[0].reason.contains("it has Name, Born"), "{:?}", read.refused);
    let read = table(Mapping::ready("persons").unwrap(), "");
    assert_eq!(read.refused.len(), 1);
}

#[test]
fn questions_are_entities_of_the_kind_that_they_ask_for() {
    let ask = |text: &str| -> Vec<_> { Queries::open(kept(text).path()).unwrap().collect() };
    let asked = ask(
        "id,firstName,lastName,birthDate,nationality,seat\nq1,Ama,Mensah,1974-08-12,TG,12A\n,Kofi,,,,\nq3,,,,,1\nq4,X,,soon,,\n",
    );
    let first = asked[0].as_ref().unwrap();
    assert_eq!(
        (first.id.as_str(), first.entity.kind(), first.entity.caption()),
        ("q1", Kind::Person, "Ama Mensah")
    );
    assert_eq!(asked[1].as_ref().unwrap().id, "3");
    assert_eq!(asked.iter().filter(|query| query.is_err()).count(), 2);
    assert_eq!(asked[3].as_ref().unwrap_err().line, 5);
    let asked = ask("number,country\nAB123,TG\n");
    assert_eq!(asked[0].as_ref().unwrap().entity.kind(), Kind::Document);
    let asked = ask("id,kind,name,registrationNumber\n1,Vehicle,,TG 1\n2,,Ama,\n3,Animal,,\n");
    assert_eq!(asked[0].as_ref().unwrap().entity.kind(), Kind::Vehicle);
    assert!(asked[2].is_err());
    assert!(Queries::open(kept("a,b\n1,2\n").path()).is_err());
    assert!(Queries::open(&PathBuf::from("/nowhere/at/all.csv")).is_err());
}
