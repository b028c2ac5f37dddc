//! What kills a node: not the time that its work takes, which is never the same, but how many steps it takes towards its store.
use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::task::Poll;

/// What whoever is at work on this thread may still do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Life {
    Endless,
    Steps(usize),
    Over,
}

thread_local! {
    static LIFE: Cell<Life> = const { Cell::new(Life::Endless) };
}

/// Stands beside every store of a network.
pub(crate) struct Axe;

impl store::Onlooker for Axe {
    fn ends_here(&self) -> bool {
        let life = match LIFE.get() {
            Life::Endless => Life::Endless,
            Life::Steps(0) | Life::Over => Life::Over,
            Life::Steps(left) => Life::Steps(left - 1),
        };
        LIFE.set(life);
        life == Life::Over
    }
}

/// Runs a future until it is done, or drops it where it would take a step too many: what a kill leaves undone. What others do
/// meanwhile, such as a store's scribe, does not count and goes on.
pub(crate) async fn until_killed<F: Future>(steps: Option<usize>, future: F) -> Option<F::Output> {
    let (mut future, mut life) = (pin!(future), steps.map_or(Life::Endless, Life::Steps));
    std::future::poll_fn(|context| {
        LIFE.set(life);
        let polled = future.as_mut().poll(context);
        life = LIFE.replace(Life::Endless);
        match polled {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending if life == Life::Over => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
