//! Work on many items at once, and take what comes of them in their order.
//!
//! In: items one after the other, each with its size; a function that works on one. Out: the results, in the order of the
//! items, to a function that takes them one at a time.
//!
//! ```text
//! next ──▶ work ──▶ ┐
//!      ──▶ work ──▶ ├ waiting for their turn ──▶ take
//!      ──▶ work ──▶ ┘
//! one      all at   by number                    one thread at a time,
//! thread   once                                  whichever has just finished
//! at a time
//! ```
//!
//! No thread is set aside for either end and none waits for another at the end of a batch: who has nothing to do takes the
//! next item, and who brings the result that is next in order takes it and all that wait behind it. A long item keeps those
//! behind it waiting for their turn, not their threads: they go on, until what waits is as large as the memory bound allows.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Stack of a thread: four times the usual, for the recursion of regular expressions over unusual text.
const STACK_BYTES: usize = 8 << 20;

/// Work on all items with `threads` threads (0: as many as the machine has).
///
/// `next` gives an item and its size; `held` is the size that may be under way or wait for its turn, besides the item whose
/// turn it is: behind that one each thread may come as far as it is long, so that a long item stops nobody. The first
/// error of `take` ends everything. A panic of any of the functions is passed on.
pub fn in_order<T, U, E: Send>(
    threads: usize,
    held: usize,
    next: impl FnMut() -> Option<(T, usize)> + Send,
    work: impl Fn(usize, T) -> U + Sync,
    take: impl FnMut(U) -> Result<(), E> + Send,
) -> Result<(), E>
where
    T: Send,
    U: Send,
{
    let threads = if threads > 0 { threads } else { std::thread::available_parallelism().map_or(1, usize::from) };
    let belt = Belt {
        threads,
        held,
        source: Mutex::new(Source { next, taken: 0, ended: false }),
        state: Mutex::new(State::default()),
        moved: Condvar::new(),
        work,
        take: Mutex::new(take),
    };
    std::thread::scope(|scope| {
        let spawn = |_: &usize| std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, || belt.run()).is_ok();
        let spawned = (0..threads).take_while(spawn).count();
        // Where the system gives no threads (a container at its limit), this one does the work.
        if spawned == 0 {
            belt.run();
        }
    });
    lock(&belt.state).error.take().map_or(Ok(()), Err)
}

struct Source<N> {
    next: N,
    taken: usize,
    ended: bool,
}

struct State<U, E> {
    /// Number of the item whose turn it is.
    turn: usize,
    /// Sizes of the items from that one on which have been taken from the source.
    sizes: VecDeque<usize>,
    /// Their sum.
    under_way: usize,
    /// Results that wait for their turn.
    waiting: BTreeMap<usize, U>,
    /// Somebody hands results over at this moment.
    handing: bool,
    /// Nobody is to begin anything more.
    stop: bool,
    error: Option<E>,
}

impl<U, E> Default for State<U, E> {
    fn default() -> Self {
        State { turn: 0, sizes: VecDeque::new(), under_way: 0, waiting: BTreeMap::new(), handing: false, stop: false, error: None }
    }
}

struct Belt<N, W, K, U, E> {
    threads: usize,
    held: usize,
    source: Mutex<Source<N>>,
    state: Mutex<State<U, E>>,
    /// The turn, or `stop`, has changed.
    moved: Condvar,
    work: W,
    take: Mutex<K>,
}

/// Nothing that a panic may have left half-done is looked at again: `stop` is set then.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T, U, E, N, W, K> Belt<N, W, K, U, E>
where
    N: FnMut() -> Option<(T, usize)>,
    W: Fn(usize, T) -> U,
    K: FnMut(U) -> Result<(), E>,
{
    /// What each thread does.
    fn run(&self) {
        let mut whole = StopUnlessWhole { belt: self, whole: false };
        while self.room() {
            let Some((number, item)) = self.next() else { break };
            let done = (self.work)(number, item);
            lock(&self.state).waiting.insert(number, done);
            self.hand_over();
        }
        whole.whole = true;
    }

    /// Wait until there is room for one more item; `false`: there is nothing more to do.
    fn room(&self) -> bool {
        let mut state = lock(&self.state);
        loop {
            let first = state.sizes.front().copied().unwrap_or_default();
            if state.stop {
                return false;
            }
            if state.under_way - first <= self.held.max(first.saturating_mul(self.threads)) {
                return true;
            }
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn next(&self) -> Option<(usize, T)> {
        let mut source = lock(&self.source);
        if source.ended {
            return None;
        }
        let Some((item, size)) = (source.next)() else {
            source.ended = true;
            return None;
        };
        let number = source.taken;
        source.taken += 1;
        let mut state = lock(&self.state);
        state.sizes.push_back(size);
        state.under_way += size;
        Some((number, item))
    }

    /// Hand over what is next in order, unless somebody is at it: who will then see what was just brought.
    fn hand_over(&self) {
        loop {
            let mut state = lock(&self.state);
            let turn = state.turn;
            if state.handing || state.stop {
                return;
            }
            let Some(done) = state.waiting.remove(&turn) else { return };
            state.handing = true;
            drop(state);
            let outcome = (lock(&self.take))(done);
            let mut state = lock(&self.state);
            state.handing = false;
            state.turn += 1;
            let size = state.sizes.pop_front().unwrap_or_default();
            state.under_way -= size;
            if let Err(error) = outcome {
                state.error = Some(error);
                state.stop = true;
            }
            drop(state);
            self.moved.notify_all();
        }
    }
}

/// Lets nobody wait for a thread that panics.
struct StopUnlessWhole<'b, N, W, K, U, E> {
    belt: &'b Belt<N, W, K, U, E>,
    whole: bool,
}

impl<N, W, K, U, E> Drop for StopUnlessWhole<'_, N, W, K, U, E> {
    fn drop(&mut self) {
        if !self.whole {
            lock(&self.belt.state).stop = true;
            self.belt.moved.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::time::Duration;

    fn numbers(n: usize, size: impl Fn(usize) -> usize + Send) -> impl FnMut() -> Option<(usize, usize)> + Send {
        let mut all = 0..n;
        move || all.next().map(|i| (i, size(i)))
    }

    #[test]
    fn results_come_in_order() {
        for threads in [1, 2, 7] {
            for held in [0, 1, 10, 1000] {
                let mut met = Vec::new();
                let work = |number: usize, i: usize| {
                    assert_eq!(number, i);
                    if i.is_multiple_of(5) {
                        std::thread::sleep(Duration::from_micros(300)); // others overtake it
                    }
                    i * 2
                };
                let take = |i: usize| -> Result<(), ()> {
                    met.push(i);
                    Ok(())
                };
                assert_eq!(in_order(threads, held, numbers(200, |_| 1), work, take), Ok(()));
                assert_eq!(met, (0..200).map(|i| i * 2).collect::<Vec<_>>(), "{threads} threads, {held} held");
            }
        }
    }

    /// More threads than items, and no items.
    #[test]
    fn few_items() {
        for n in [0, 1, 2] {
            let mut met = 0;
            let take = |_| -> Result<(), ()> {
                met += 1;
                Ok(())
            };
            assert_eq!(in_order(8, 4, numbers(n, |_| 1), |_, i| i, take), Ok(()));
            assert_eq!(met, n);
        }
    }

    /// While a long item is worked on, another thread comes as far behind it as it is long.
    #[test]
    fn a_long_item_stops_nobody() {
        let (long_ends, behind) = (AtomicBool::new(false), AtomicUsize::new(0));
        let work = |_, i: usize| {
            if i == 0 {
                let mut patience = 0;
                while behind.load(Ordering::SeqCst) < 100 && patience < 5000 {
                    std::thread::sleep(Duration::from_millis(1));
                    patience += 1;
                }
                long_ends.store(true, Ordering::SeqCst);
            } else if !long_ends.load(Ordering::SeqCst) {
                behind.fetch_add(1, Ordering::SeqCst);
            }
        };
        let size = |i| if i == 0 { 100 } else { 1 };
        assert_eq!(in_order(2, 10, numbers(300, size), work, |()| Ok::<(), ()>(())), Ok(()));
        assert!(behind.load(Ordering::SeqCst) >= 100, "{behind:?}");
    }

    /// What is under way stays within the bound: nothing is taken from the source while more than that waits.
    #[test]
    fn what_waits_is_bounded() {
        let (taken, handed, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let mut all = 0..500;
        let next = || {
            let under_way = taken.fetch_add(1, Ordering::SeqCst) + 1 - handed.load(Ordering::SeqCst);
            most.fetch_max(under_way, Ordering::SeqCst);
            all.next().map(|i| (i, 1))
        };
        let take = |_| -> Result<(), ()> {
            std::thread::sleep(Duration::from_micros(50));
            handed.fetch_add(1, Ordering::SeqCst);
            Ok(())
        };
        assert_eq!(in_order(3, 8, next, |_, i: usize| i, take), Ok(()));
        let most = most.load(Ordering::SeqCst);
        assert!(most <= 8 + 1 + 3 + 1, "{most}: the bound, the one whose turn it is, one more a thread, the one just handed over");
    }

    #[test]
    fn an_error_ends_it() {
        for threads in [1, 4] {
            let mut met = Vec::new();
            let take = |i: usize| {
                met.push(i);
                if i == 3 { Err("three") } else { Ok(()) }
            };
            assert_eq!(in_order(threads, 2, numbers(1000, |_| 1), |_, i| i, take), Err("three"));
            assert_eq!(met, [0, 1, 2, 3]);
        }
    }

    #[test]
    fn a_panic_is_passed_on_and_nobody_waits() {
        let work = |_, i: usize| assert!(i != 5, "planted");
        let run = || in_order(3, 1, numbers(100, |_| 1), work, |()| Ok::<(), ()>(()));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
    }
}
