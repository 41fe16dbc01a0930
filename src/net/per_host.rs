//! Visits several hosts at once, but each host one address at a time.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

/// As many as this at once: each waits for a server most of the time.
const THREADS: usize = 8;

/// Does `work` on every item, several at once, and hands each result to `done` as it comes; stops when that says so.
///
/// The items are taken in such an order that those that wait for one host seldom stand behind one another.
pub fn each_per_host<T: Sync, R: Send>(
    items: &[T],
    host: impl Fn(&T) -> String,
    work: impl Fn(&T) -> R + Sync,
    done: &mut dyn FnMut(&T, R) -> bool,
) {
    let order = in_turn(items, host);
    let next = AtomicUsize::new(0);
    let is_stopped = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..THREADS.min(items.len()) {
            let sender = sender.clone();
            let (order, next, is_stopped, work) = (&order, &next, &is_stopped, &work);
            scope.spawn(move || {
                while !is_stopped.load(Ordering::Relaxed) {
                    let Some(index) = order.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
                    if sender.send((*index, work(&items[*index]))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        while let Ok((index, result)) = receiver.recv() {
            if !done(&items[index], result) {
                is_stopped.store(true, Ordering::Relaxed);
                break;
            }
        }
    });
}

/// One of each host, then the next of each.
fn in_turn<T>(items: &[T], host: impl Fn(&T) -> String) -> Vec<usize> {
    let mut turns: BTreeMap<String, usize> = BTreeMap::new();
    let mut order: Vec<(usize, usize)> = items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let turn = turns.entry(host(item)).or_default();
            *turn += 1;
            (*turn, index)
        })
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_take_turns() {
        let items = ["a1", "a2", "a3", "b1", "c1", "b2"];
        let order = in_turn(&items, |item| item[..1].to_owned());
        assert_eq!(order.iter().map(|index| items[*index]).collect::<Vec<_>>(), ["a1", "b1", "c1", "a2", "b2", "a3"]);
    }

    #[test]
    fn each_item_is_done_once_until_somebody_says_stop() {
        let items: Vec<usize> = (0..100).collect();
        let mut seen = Vec::new();
        each_per_host(&items, |_| String::new(), |item| item * 2, &mut |item, result| {
            assert_eq!(result, item * 2);
            seen.push(*item);
            true
        });
        seen.sort_unstable();
        assert_eq!(seen, items);
        let mut count = 0;
        each_per_host(&items, |_| String::new(), |item| *item, &mut |_, _| {
            count += 1;
            count < 3
        });
        assert_eq!(count, 3);
    }
}
