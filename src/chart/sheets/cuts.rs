//! Where a length may be cut, and where it is best cut.

/// A place to cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub at: i32,
    pub price: i32,
}

/// What it costs to cut a line.
const LINE: i32 = 14;

/// Places between `from` and `to` that touch nothing solid: one in the middle of each gap, and the borders where they
/// are free. `lines` are corner points as (along the length, across it); a place must not run along one of their
/// parts, and pays for each that it cuts.
pub(super) fn places(
    from: i32,
    to: i32,
    solid: impl Iterator<Item = (i32, i32)>,
    lines: &[Vec<(i32, i32)>],
    borders: impl Iterator<Item = i32>,
    price: impl Fn(i32) -> i32,
) -> Vec<Cut> {
    let mut taken: Vec<(i32, i32)> = solid.map(|(a, b)| (a - 3, b + 3)).collect();
    let parts = || lines.iter().flat_map(|l| l.windows(2));
    taken.extend(parts().filter(|w| w[0].0 == w[1].0).map(|w| (w[0].0 - 3, w[0].0 + 3)));
    taken.sort_unstable();
    let mut free = Vec::new();
    let mut at = from;
    for (a, b) in taken {
        if a > at {
            free.push((at, a.min(to)));
        }
        at = at.max(b);
    }
    if at < to {
        free.push((at, to));
    }
    // The middle of each gap; in wide ones their ends too, where something larger would not fit otherwise.
    let mut places: Vec<i32> = free.iter().map(|(a, b)| i32::midpoint(*a, *b)).collect();
    places.extend(free.iter().filter(|(a, b)| b - a > 16).flat_map(|(a, b)| [a + 4, b - 4]));
    places.extend(borders.filter(|b| free.iter().any(|(a, e)| a < b && b < e)));
    places.retain(|&p| p > from && p < to);
    places.sort_unstable();
    places.dedup();
    // Parts that a cut may cross, by where they begin; those that are begun and not ended are kept at hand.
    let mut coming: Vec<(i32, i32, i32)> = parts()
        .filter(|w| w[0].0 != w[1].0)
        .map(|w| (w[0].0.min(w[1].0), w[0].0.max(w[1].0), w[0].1))
        .collect();
    coming.sort_unstable();
    let mut coming = coming.into_iter().peekable();
    let mut open: Vec<(i32, i32, i32)> = Vec::new();
    let mut cuts = Vec::with_capacity(places.len());
    for at in places {
        while let Some(part) = coming.next_if(|p| p.0 < at) {
            open.push(part);
        }
        open.retain(|p| p.1 >= at);
        let mut crossed: Vec<i32> = open.iter().map(|p| p.2).collect();
        crossed.sort_unstable();
        crossed.dedup();
        let crossed = i32::try_from(crossed.len()).unwrap_or(i32::MAX / LINE);
        cuts.push(Cut { at, price: price(at) + LINE * crossed });
    }
    cuts
}

/// What each further part costs, so that a length is not cut without need.
const PART: i32 = 150;
/// What a pixel too many costs.
const OVER: i32 = 20;

/// Divides a length into parts of at most `room`, at the cheapest places; gives the parts and what their cuts cost.
/// Where there is no place to cut, a part is larger than the room, and what is too much costs dear.
pub(super) fn divide(from: i32, to: i32, room: i32, cuts: &[Cut]) -> (Vec<(i32, i32)>, i32) {
    if to - from <= room {
        return (vec![(from, to)], 0);
    }
    let mut places = vec![Cut { at: from, price: 0 }];
    places.extend(cuts);
    places.push(Cut { at: to, price: 0 });
    // Cheapest way to each place, and the place before it.
    let mut best: Vec<(i32, usize)> = vec![(0, 0)];
    for (j, cut) in places.iter().enumerate().skip(1) {
        // The nearest place is always a way, however far it is.
        let reach = (0..j).rev().take_while(|&i| i + 1 == j || cut.at - places[i].at <= room);
        let way = reach.map(|i| {
            let over = (cut.at - places[i].at - room).max(0);
            (best[i].0.saturating_add(PART + cut.price + over.saturating_mul(OVER)), i)
        });
        best.push(way.min_by_key(|w| (w.0, w.1)).unwrap_or((i32::MAX / 2, j - 1)));
    }
    let mut parts = Vec::new();
    let mut at = places.len() - 1;
    let mut price = 0;
    while at > 0 {
        let before = best[at].1;
        parts.push((places[before].at, places[at].at));
        price += places[at].price;
        at = before;
    }
    parts.reverse();
    (parts, price)
}

/// The same, but a length that has room enough is cut too, once, as near to its middle as is cheap: so that what
/// cannot be cut in the other direction can be cut in its halves.
pub(super) fn share(from: i32, to: i32, room: i32, cuts: &[Cut]) -> (Vec<(i32, i32)>, i32) {
    if to - from > room {
        return divide(from, to, room, cuts);
    }
    let middle = i32::midpoint(from, to);
    match cuts.iter().min_by_key(|c| (c.price + (c.at - middle).abs() / 4, c.at)) {
        Some(cut) => (vec![(from, cut.at), (cut.at, to)], cut.price),
        None => (vec![(from, to)], 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_touch_nothing_and_prefer_what_is_cheap() {
        let lines = vec![vec![(0, 5), (100, 5)], vec![(0, 9), (40, 9), (40, 30)]];
        let cuts = places(0, 100, [(10, 30), (50, 70)].into_iter(), &lines, [45].into_iter(), |_| 1);
        assert!(cuts.iter().all(|c| !(10..=30).contains(&c.at) && !(50..=70).contains(&c.at) && c.at != 40));
        assert!(cuts.contains(&Cut { at: 45, price: 15 }), "{cuts:?}");
        let (parts, price) = divide(0, 100, 60, &cuts);
        assert_eq!(price, 15);
        assert_eq!((parts[0].0, parts[parts.len() - 1].1), (0, 100));
        assert!(parts.iter().all(|p| p.1 - p.0 <= 60));
    }

    #[test]
    fn what_cannot_be_cut_stays_whole() {
        assert_eq!(divide(0, 1000, 300, &[]).0, [(0, 1000)]);
        let cuts = [Cut { at: 100, price: 0 }, Cut { at: 700, price: 0 }];
        assert_eq!(divide(0, 1000, 300, &cuts).0, [(0, 100), (100, 700), (700, 1000)]);
    }
}
