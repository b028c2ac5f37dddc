//! One suite for both databases: every body below runs on SQLite and on PostgreSQL.
//!
//! PostgreSQL is found through `LIAISON_TEST_POSTGRES`; `make test` starts one and sets it.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

/// Runs each named function of the module on both databases.
macro_rules! both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(&crate::house::sqlite().await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(&crate::house::postgres().await).await;
            })+
        }
    };
}

mod archive;
mod attachments;
mod capsule;
mod checks;
mod exchange;
mod figures;
mod handover;
mod hits;
mod holding;
mod hostile;
mod house;
mod imports;
mod journal;
mod kept;
mod ledger;
mod mail_files;
mod notices;
mod people;
mod records;
mod set_back;
mod sight;
mod subscriptions;
mod tally;
mod threads;
mod twins;
mod verify;
