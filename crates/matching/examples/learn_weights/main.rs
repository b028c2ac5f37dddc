//! Estimates the weights of the score from pairs with known truth, and judges them on others.
//!
//! `learn_weights fit LINKAGE PREFIX...` prints `weights.rs`. PREFIX.people.tsv and PREFIX.queries.tsv are generated
//! persons and questions; LINKAGE is a folder with the public linkage sets FEBRL 1 to 3, fake_1000 and historical figures.
//! `learn_weights beside LINKAGE PREFIX...` estimates what is assumed of two that are laid side by side, and
//! `learn_weights agree PREFIX OTHER` whether two sets of data give the same weights; it fails where they do not.
//! `learn_weights judge PREFIX...` prints reliability and the true pairs found at few false ones.
//! `learn_weights identity RECORDS PAIRS` and `learn_weights strangers RECORDS NAMES LIST...` judge them on public lists.
mod beside;
mod data;
mod fit;
mod judge;
mod lists;
mod pairs;

/// Words for whoever runs it.
pub type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["fit", linkage, prefixes @ ..] if !prefixes.is_empty() => {
            let sets = pairs::to_learn_from(linkage, prefixes)?;
            print!("{}", fit::fit(&sets));
            Ok(())
        }
        ["beside", linkage, prefixes @ ..] if !prefixes.is_empty() => {
            beside::beside(&pairs::to_learn_from(linkage, prefixes)?);
            Ok(())
        }
        ["agree", one, other] => {
            beside::agree(&pairs::to_learn_from("-", &[*one])?, &pairs::to_learn_from("-", &[*other])?)
        }
        ["judge", prefixes @ ..] if !prefixes.is_empty() => prefixes.iter().try_for_each(|p| judge::judge(p)),
        ["pairs", prefix] => judge::entity_pairs(prefix),
        ["identity", records, pairs] => lists::identity(records, pairs),
        ["strangers", records, names, begins @ ..] => lists::strangers(records, names, begins),
        _ => Err("usage: learn_weights fit LINKAGE PREFIX... | beside LINKAGE PREFIX... | agree PREFIX OTHER | judge PREFIX... | identity RECORDS PAIRS | strangers RECORDS NAMES LIST...".into()),
    }
}
