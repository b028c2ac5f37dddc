//! `liaison capsule`: a post without a line checks by a sealed copy, for as long as it has a lease, and its log comes home.
mod device;
mod keep;
mod memory;
mod post;

use super::Outcome;
use anyhow::Result;

/// Let a post check where there is no line: make a capsule, lease it, check with it, bring its log home
#[derive(clap::Subcommand)]
pub enum Capsule {
    Device(device::Device),
    Make(keep::Make),
    List(keep::List),
    Lease(keep::Lease),
    End(keep::End),
    Home(keep::Home),
    GiveUp(keep::GiveUp),
    Check(Box<post::Check>),
    Serve(post::Serve),
}

pub async fn run(it: Capsule) -> Result<Outcome> {
    match it {
        Capsule::Device(it) => device::run(&it),
        Capsule::Make(it) => keep::make(it).await,
        Capsule::List(it) => keep::list(it).await,
        Capsule::Lease(it) => keep::lease(it).await,
        Capsule::End(it) => keep::end(it).await,
        Capsule::Home(it) => keep::home(it).await,
        Capsule::GiveUp(it) => keep::give_up(it).await,
        Capsule::Check(it) => post::check(*it).await,
        Capsule::Serve(it) => post::serve(it).await,
    }
}
