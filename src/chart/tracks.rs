//! Which lines run side by side in each channel, and in what order.
//!
//! A leg is a straight piece of a line. Legs in a channel get a track; legs that end in the same way in the same
//! item share one. Where two legs meet on a row or a column from opposite sides, their order is fixed; a ring of
//! such orders is opened by giving one leg a jog.

use std::collections::BTreeMap;

use super::field::{is_column, is_row, sign};
use super::net::{Link, Net};
use super::route::Corner;

/// A straight piece of a line, in the direction of the line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    pub flat: bool,
    /// Its grid line.
    pub line: i32,
    /// Where it begins and ends, in crossing grid lines.
    pub from: i32,
    pub to: i32,
    /// Where the line comes from and goes on to: -1 up or left, 1 down or right, 0 an item.
    pub came: i8,
    pub goes: i8,
    pub track: Option<usize>,
}

impl Leg {
    fn lo(&self) -> i32 {
        self.from.min(self.to)
    }
    fn hi(&self) -> i32 {
        self.from.max(self.to)
    }
    fn in_channel(&self) -> bool {
        if self.flat { !is_row(self.line) } else { !is_column(self.line) }
    }
}

/// A place in a channel for one leg or for several that share it.
#[derive(Clone, Debug)]
pub(super) struct Track {
    pub flat: bool,
    pub line: i32,
    pub lo: i32,
    pub hi: i32,
    /// Where lines join it: position and side.
    pub taps: Vec<(i32, i8)>,
    pub members: Vec<(usize, usize)>,
}

/// The legs of each link, and the tracks they run on.
#[derive(Debug, Default)]
pub(super) struct Wiring {
    pub legs: Vec<Vec<Leg>>,
    pub tracks: Vec<Track>,
}

/// A leg as a key: flat or not, grid line, from, to.
type Way = (bool, i32, i32, i32);

/// Cuts a route into legs.
fn legs_of(corners: &[Corner]) -> Vec<Leg> {
    super::route::pieces(corners, 0)
        .enumerate()
        .map(|(i, (flat, line, piece))| {
            let along = |c: Corner| if flat { c.0 } else { c.1 };
            let (from, to) = (along(corners[i]), along(corners[i + 1]));
            let (came, goes) =
                if from <= to { (piece.lo_turn, piece.hi_turn) } else { (piece.hi_turn, piece.lo_turn) };
            Leg { flat, line, from, to, came, goes, track: None }
        })
        .collect()
}

/// Price of a hard order broken: far more than any number of crossings.
pub(super) const HARD: i32 = 10_000;

/// What it costs to put track `s` above (left of) track `t`; positions are in `at`, hard ones where `fixed`.
pub(super) fn price(
    s: (i32, i32, &[(i32, i8)]),
    t: (i32, i32, &[(i32, i8)]),
    fixed: impl Fn(i32) -> bool,
) -> i32 {
    let mut cost = 0;
    for &(at, turn) in s.2 {
        if turn > 0 {
            cost += i32::from(t.0 < at && at < t.1);
            if fixed(at) && t.2.iter().any(|&(other, back)| other == at && back < 0) {
                cost += HARD;
            }
        }
    }
    for &(at, turn) in t.2 {
        if turn < 0 {
            cost += i32::from(s.0 < at && at < s.1);
        }
    }
    cost
}

impl Wiring {
    /// Legs and tracks of all routes; `routes` has the corners of each link.
    pub(super) fn of(net: &Net, routes: &[Vec<Corner>]) -> Self {
        let mut wiring = Self { legs: routes.iter().map(|r| legs_of(r)).collect(), tracks: Vec::new() };
        let mut alone = vec![false; routes.len()];
        // Each turn splits a leg for good, so this ends; the bound is for a mistake of ours.
        for _ in 0..4 * routes.len() + 8 {
            wiring.assign(net, &alone);
            let Some(track) = wiring.find_ring() else { break };
            let members = wiring.tracks[track].members.clone();
            if members.len() > 1 {
                for (link, _) in members {
                    alone[link] = true;
                }
            } else if let Some(&(link, leg)) = members.first() {
                wiring.jog(link, leg);
            }
        }
        wiring
    }

    /// Gives each leg in a channel its track.
    fn assign(&mut self, net: &Net, alone: &[bool]) {
        self.tracks.clear();
        // By grid line, by which end is shared and with what item, by the way between that end and the leg.
        let mut known: BTreeMap<(bool, i32, bool, usize, Vec<Way>), usize> = BTreeMap::new();
        for (link, &alone) in alone.iter().enumerate() {
            for i in 0..self.legs[link].len() {
                let leg = self.legs[link][i];
                if !leg.in_channel() {
                    self.legs[link][i].track = None;
                    continue;
                }
                let way = |l: &Leg| (l.flat, l.line, l.from, l.to);
                let mut tail: Vec<_> = self.legs[link][i + 1..].iter().map(way).collect();
                let mut head: Vec<_> = self.legs[link][..i].iter().map(way).collect();
                let d = (leg.to - leg.from).signum();
                tail.push((leg.flat, leg.line, leg.to, d));
                head.push((leg.flat, leg.line, leg.from, d));
                let by_end = (leg.flat, leg.line, true, net.links[link].to, tail);
                let by_begin = (leg.flat, leg.line, false, net.links[link].from, head);
                let shared = net.links[link].shared;
                let mut found = None;
                // A track is shared either at its ends or at its begins: else two lines that have nothing in common
                // would lie on each other.
                if !alone {
                    let all = |t: &usize, same: &dyn Fn(&Link) -> bool| {
                        self.tracks[*t].members.iter().all(|&(l, _)| same(&net.links[l]))
                    };
                    let (from, to) = (net.links[link].from, net.links[link].to);
                    found = known.get(&by_end).copied().filter(|t| all(t, &|l| l.to == to));
                    if found.is_none() && shared {
                        found = known.get(&by_begin).copied().filter(|t| all(t, &|l| l.from == from));
                    }
                }
                let track = found.unwrap_or_else(|| {
                    self.tracks.push(Track {
                        flat: leg.flat,
                        line: leg.line,
                        lo: leg.lo(),
                        hi: leg.hi(),
                        taps: Vec::new(),
                        members: Vec::new(),
                    });
                    self.tracks.len() - 1
                });
                if !alone {
                    known.entry(by_end).or_insert(track);
                    if shared {
                        known.entry(by_begin).or_insert(track);
                    }
                }
                let t = &mut self.tracks[track];
                t.lo = t.lo.min(leg.lo());
                t.hi = t.hi.max(leg.hi());
                for tap in [(leg.from, leg.came), (leg.to, leg.goes)] {
                    if tap.1 != 0 && !t.taps.contains(&tap) {
                        t.taps.push(tap);
                    }
                }
                t.members.push((link, i));
                self.legs[link][i].track = Some(track);
            }
        }
    }

    /// Tracks of each channel: horizontal and vertical ones by grid line.
    pub(super) fn channels(&self, flat: bool) -> BTreeMap<i32, Vec<usize>> {
        let mut channels: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
        for (i, track) in self.tracks.iter().enumerate() {
            if track.flat == flat {
                channels.entry(track.line).or_default().push(i);
            }
        }
        channels
    }

    /// A track whose fixed order runs in a ring with others, if there is one.
    fn find_ring(&self) -> Option<usize> {
        for flat in [true, false] {
            let fixed = |at: i32| if flat { is_column(at) } else { is_row(at) };
            for tracks in self.channels(flat).values() {
                let n = tracks.len();
                // before[i] has those that must come before i.
                let mut waits = vec![0usize; n];
                let mut after: Vec<Vec<usize>> = vec![Vec::new(); n];
                for i in 0..n {
                    for j in 0..n {
                        if i != j && self.must_precede(tracks[i], tracks[j], fixed) {
                            after[i].push(j);
                            waits[j] += 1;
                        }
                    }
                }
                let mut free: Vec<usize> = (0..n).filter(|&i| waits[i] == 0).collect();
                let mut done = 0;
                while let Some(i) = free.pop() {
                    done += 1;
                    for &j in &after[i] {
                        waits[j] -= 1;
                        if waits[j] == 0 {
                            free.push(j);
                        }
                    }
                }
                if done < n {
                    // Of the ring, or behind it; a track that itself precedes one of the rest and has both ends fixed.
                    let stuck = |i: usize| waits[i] > 0;
                    let pick = (0..n)
                        .filter(|&i| stuck(i))
                        .find(|&i| after[i].iter().any(|&j| stuck(j)) && self.can_jog(tracks[i]));
                    if let Some(i) = pick {
                        return Some(tracks[i]);
                    }
                }
            }
        }
        None
    }

    fn can_jog(&self, track: usize) -> bool {
        let t = &self.tracks[track];
        t.members.len() > 1
            || t.members.first().is_some_and(|&(link, i)| {
                let leg = &self.legs[link][i];
                leg.came != 0 && leg.goes != 0 && leg.came != leg.goes && leg.hi() - leg.lo() >= 2
            })
    }

    /// `s` has to be above (left of) `t`: it leaves upwards where `t` leaves downwards.
    fn must_precede(&self, s: usize, t: usize, fixed: impl Fn(i32) -> bool) -> bool {
        let (s, t) = (&self.tracks[s], &self.tracks[t]);
        s.taps
            .iter()
            .any(|&(at, turn)| turn < 0 && fixed(at) && t.taps.iter().any(|&(o, back)| o == at && back > 0))
    }

    /// Splits a leg in two that run on different tracks of the same channel.
    fn jog(&mut self, link: usize, i: usize) {
        let leg = self.legs[link][i];
        let channel = |at: i32| if leg.flat { !is_column(at) } else { !is_row(at) };
        let middle = i32::midpoint(leg.lo(), leg.hi());
        let Some(at) = (leg.lo() + 1..leg.hi()).filter(|&m| channel(m)).min_by_key(|m| (m - middle).abs())
        else {
            return;
        };
        // The half whose end goes up lies above the other.
        let step: i8 = if leg.came < 0 { 1 } else { -1 };
        let first = Leg { to: at, goes: step, ..leg };
        let second = Leg { from: at, came: -step, ..leg };
        let between = Leg {
            flat: !leg.flat,
            line: at,
            from: leg.line,
            to: leg.line,
            came: sign(leg.from - at),
            goes: sign(leg.to - at),
            track: None,
        };
        self.legs[link].splice(i..=i, [first, between, second]);
    }
}

/// Puts the tracks of one channel in order: fixed orders first, then fewest crossings, then as they are numbered.
///
/// `cost(i, j)` is the price of `i` before `j`.
pub(super) fn order(n: usize, cost: impl Fn(usize, usize) -> i32) -> Vec<usize> {
    let table: Vec<i32> = (0..n * n).map(|k| if k / n == k % n { 0 } else { cost(k / n, k % n) }).collect();
    let at = |i: usize, j: usize| table[i * n + j];
    let mut left: Vec<usize> = (0..n).collect();
    // Balance of putting i before all that are left.
    let mut balance: Vec<i32> = (0..n).map(|i| (0..n).map(|j| at(i, j) - at(j, i)).sum()).collect();
    let mut result: Vec<usize> = Vec::with_capacity(n);
    while !left.is_empty() {
        let broken = |i: usize| left.iter().filter(|&&j| at(i, j) >= HARD).count();
        let Some(pick) = left.iter().copied().min_by_key(|&i| (broken(i), balance[i], i)) else { break };
        left.retain(|&i| i != pick);
        for &i in &left {
            balance[i] -= at(i, pick) - at(pick, i);
        }
        result.push(pick);
    }
    // Neighbours change places while that saves a crossing.
    for _ in 0..n {
        let mut changed = false;
        for k in 1..n {
            let (a, b) = (result[k - 1], result[k]);
            if at(b, a) < at(a, b) {
                result.swap(k - 1, k);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    result
}
