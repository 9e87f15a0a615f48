//! How a run that never ends goes on: to where it has been before, and so round and round.

use std::collections::HashMap;

/// So much is looked at for a short round; past it, any will do.
const MOST: usize = 200_000;

/// Places from `first` on, of which the last is one that was there before: where, and all of them. `None` where every
/// way ends. A short one where there is time to look, else the first that is found.
pub(super) fn lasso(first: u32, next: impl Fn(u32) -> Vec<u32>) -> Option<(usize, Vec<u32>)> {
    near(first, &next).or_else(|| any(first, &next))
}

/// In breadth: the first way on that leads back to something before it.
fn near(first: u32, next: &impl Fn(u32) -> Vec<u32>) -> Option<(usize, Vec<u32>)> {
    let mut by: HashMap<u32, u32> = HashMap::from([(first, first)]);
    let mut todo = std::collections::VecDeque::from([first]);
    let mut left = MOST;
    while let Some(at) = todo.pop_front() {
        let mut path = vec![at];
        while let Some(&last) = path.last().filter(|&&p| p != first) {
            path.push(*by.get(&last)?);
        }
        path.reverse();
        left = left.checked_sub(path.len())?;
        for to in next(at) {
            if let Some(before) = path.iter().position(|&p| p == to) {
                path.push(to);
                return Some((before, path));
            }
            by.entry(to).or_insert_with(|| {
                todo.push_back(to);
                at
            });
        }
    }
    None
}

/// In depth: the way is taken back where it ends.
fn any(first: u32, next: &impl Fn(u32) -> Vec<u32>) -> Option<(usize, Vec<u32>)> {
    let mut place: HashMap<u32, usize> = HashMap::from([(first, 0)]);
    let (mut path, mut rest) = (vec![first], vec![next(first)]);
    while let Some(open) = rest.last_mut() {
        let Some(to) = open.pop() else {
            rest.pop();
            // It stays known, as a place from which all ways end.
            path.pop().map(|at| place.insert(at, usize::MAX));
            continue;
        };
        match place.get(&to) {
            Some(&usize::MAX) => {}
            Some(&before) => {
                path.push(to);
                return Some((before, path));
            }
            None => {
                place.insert(to, path.len());
                path.push(to);
                rest.push(next(to));
            }
        }
    }
    None
}

/// Parts a run that goes round: what is done only once, and the round. A round is often entered by another way than the
/// one that it comes back by, so that its first pass stands in the first part, too: that is left to the round.
pub(super) fn parted<T: PartialEq + Clone>(mut once: Vec<T>, round: Vec<T>) -> (Vec<T>, Vec<T>) {
    if once.ends_with(&round) {
        once.truncate(once.len() - round.len());
    }
    (once, round)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ways: &'static [(u32, u32)]) -> impl Fn(u32) -> Vec<u32> {
        move |at| ways.iter().filter(|w| w.0 == at).map(|w| w.1).collect()
    }

    #[test]
    fn a_round_is_found_where_there_is_one() {
        assert_eq!(lasso(0, of(&[(0, 1), (1, 0)])), Some((0, vec![0, 1, 0])));
        assert_eq!(lasso(0, of(&[(0, 1), (0, 2), (2, 3), (3, 2)])), Some((1, vec![0, 2, 3, 2])));
        assert_eq!(lasso(0, of(&[(0, 0)])), Some((0, vec![0, 0])));
        assert_eq!(lasso(0, of(&[(0, 1), (0, 2), (1, 2)])), None);
        assert_eq!(any(0, &of(&[(0, 2), (0, 1), (1, 3), (2, 4), (4, 2)])), Some((1, vec![0, 2, 4, 2])));
    }

    #[test]
    fn what_is_done_before_the_round_is_parted_from_it() {
        assert_eq!(parted(vec![1, 2, 3], vec![2, 3]), (vec![1], vec![2, 3]));
        assert_eq!(parted(vec![1], vec![]), (vec![1], vec![]));
    }
}
