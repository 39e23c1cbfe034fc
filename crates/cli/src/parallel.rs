//! Work on many items at once, results in the order of the items, memory bounded.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};

use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

/// Results kept waiting for an earlier one, for each worker.
const WINDOW_PER_JOB: usize = 8;

/// Deeply nested documents recurse; a worker's usual 2 MiB are too tight for them.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Runs `work` on every item with `jobs` workers and hands the results to `emit` in the items' order.
///
/// Items are taken from the iterator only as fast as results are handed on, so that neither items nor results pile
/// up. `emit` may break off; what has not begun is then not begun.
pub(crate) fn ordered<T: Send, R: Send>(
    jobs: usize,
    items: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    mut emit: impl FnMut(R) -> ControlFlow<()>,
) -> Result<(), ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK_BYTES).build()?;
    let window = jobs.saturating_mul(WINDOW_PER_JOB).max(1);
    let stopped = AtomicBool::new(false);
    pool.in_place_scope_fifo(|scope| {
        let (work, stopped) = (&work, &stopped);
        let mut waiting = VecDeque::new();
        for item in items {
            if drain(&mut waiting, window - 1, &mut emit).is_break() {
                stopped.store(true, Ordering::Relaxed);
                return;
            }
            let (sender, receiver) = sync_channel(1);
            scope.spawn_fifo(move |_| {
                if !stopped.load(Ordering::Relaxed) {
                    // The receiver is gone only when `emit` broke off.
                    let _ = sender.send(work(item));
                }
            });
            waiting.push_back(receiver);
        }
        if drain(&mut waiting, 0, &mut emit).is_break() {
            stopped.store(true, Ordering::Relaxed);
        }
    });
    Ok(())
}

/// Hands on the results that are there, and waits for more until at most `keep` are left.
fn drain<R>(
    waiting: &mut VecDeque<Receiver<R>>,
    keep: usize,
    emit: &mut impl FnMut(R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    while let Some(first) = waiting.front() {
        let result = match first.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) if waiting.len() <= keep => return ControlFlow::Continue(()),
            Err(TryRecvError::Empty) => first.recv().ok(),
            Err(TryRecvError::Disconnected) => None,
        };
        waiting.pop_front();
        if let Some(result) = result {
            emit(result)?;
        }
    }
    ControlFlow::Continue(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_finishes_first() {
        for jobs in [1, 2, 7] {
            let mut seen = Vec::new();
            let work = |item: u64| (0..(100 - item) * 200).fold(item, |sum, _| std::hint::black_box(sum));
            ordered(jobs, 0..100, work, |item| {
                seen.push(item);
                ControlFlow::Continue(())
            })
            .unwrap();
            assert_eq!(seen, (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn items_are_taken_no_faster_than_results_are_handed_on() {
        let taken = std::cell::Cell::new(0_usize);
        let mut handed = 0;
        let items = (0..1000).inspect(|_| taken.set(taken.get() + 1));
        ordered(
            2,
            items,
            |item| item,
            |_| {
                handed += 1;
                assert!(taken.get() <= handed + 2 * WINDOW_PER_JOB);
                ControlFlow::Continue(())
            },
        )
        .unwrap();
        assert_eq!(handed, 1000);
    }

    #[test]
    fn breaking_off_takes_no_further_items() {
        let taken = std::cell::Cell::new(0_usize);
        ordered(2, (0..1000).inspect(|_| taken.set(taken.get() + 1)), |item| item, |_| ControlFlow::Break(())).unwrap();
        assert!(taken.get() <= 2 * WINDOW_PER_JOB + 1);
    }
}
