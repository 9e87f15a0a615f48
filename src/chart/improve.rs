//! Small changes to a placed chart, kept where they make it better.
//!
//! A change moves one item, or a run of items below each other, to other cells. All lines that it touches are taken
//! off and laid again; what the whole costs before and after decides. Everything is tried in a fixed order, and the
//! number of tries has a bound, so that a chart of a thousand steps is drawn in a moment too.

use super::field::{COLUMNS, Field, SPAN, column, index};
use super::net::{Link, Net};
use super::place::{self, Plan};
use super::route::{Corner, Route};

/// Gains smaller than this are not worth a change.
const LEAST_GAIN: i32 = 4;

/// Items pushed down at once at most.
const MOST_PUSHED: usize = 12;

/// Price of half a row: what can stand higher does.
const ROW: i32 = 5;

/// Changes tried at most.
const MOST_TRIES: i32 = 2000;
/// Ways for lines that are looked at, and pairs of moved items that are compared, before a chart is taken as it is.
/// Charts of a hundred steps need a tenth of it; those made to be slow must not hold up a build.
const WAYS: u64 = 300_000;
const PAIRS: usize = 100_000_000;

/// Improves a placement whose lines are laid.
pub(super) fn improve(field: &mut Field, plan: &Plan) {
    let mut search = Search::new(field, plan);
    for _ in 0..4 {
        search.field.shrink_lanes();
        search.prices.fill(None);
        search.columns_together();
        search.runs();
        search.items();
        search.pushes();
        search.swaps();
        let quiet = search.fresh.iter().all(|f| !f);
        search.stale = std::mem::take(&mut search.fresh).into_iter().map(|f| !f).collect();
        search.fresh = vec![false; search.stale.len()];
        if quiet || search.tired() {
            break;
        }
    }
    field.shrink_lanes();
    place::reroute(field);
}

struct Search<'s, 'f, 'a> {
    field: &'s mut Field<'a>,
    plan: &'f Plan,
    /// First and last row of each phase.
    phase_rows: Vec<(i32, i32)>,
    tries_left: i32,
    /// How many ways may have been looked at in the end.
    ways: u64,
    pairs_left: usize,
    /// Items about which nothing has changed since they were tried last, and those that changed in this round.
    stale: Vec<bool>,
    fresh: Vec<bool>,
    /// Price of each line as things are, once it has been asked for.
    prices: Vec<Option<i32>>,
    /// Scratch: links touched by a change, with the lines they had.
    touched: Vec<(usize, Option<Route>)>,
    /// Scratch: the links that a change may touch, and the least that each can cost then.
    links: Vec<usize>,
    bounds: Vec<i32>,
}

impl<'s, 'f, 'a> Search<'s, 'f, 'a> {
    fn new(field: &'s mut Field<'a>, plan: &'f Plan) -> Self {
        let n = i32::try_from(field.net.items.len()).unwrap_or(i32::MAX / 64);
        let phase_rows = Vec::new();
        let count = field.net.items.len();
        let field_links = field.net.links.len();
        let ways = field.looked_at.get().saturating_add(WAYS);
        let mut search = Self {
            field,
            plan,
            phase_rows,
            tries_left: (60 + 8 * n).min(MOST_TRIES),
            ways,
            pairs_left: PAIRS,
            stale: vec![false; count],
            fresh: vec![false; count],
            prices: vec![None; field_links],
            touched: Vec::new(),
            links: Vec::new(),
            bounds: Vec::new(),
        };
        search.bound_phases();
        search
    }

    /// Whether enough was tried.
    fn tired(&self) -> bool {
        self.tries_left <= 0 || self.pairs_left == 0 || self.field.looked_at.get() > self.ways
    }

    /// First and last row that items of each phase may stand in.
    fn bound_phases(&mut self) {
        let phases = self.field.net.phases;
        let mut used = vec![(i32::MAX, -1); phases];
        for (item, cell) in self.field.net.items.iter().zip(&self.field.at) {
            if let Some(cell) = cell {
                let rows = &mut used[item.phase];
                *rows = (rows.0.min(cell.1 / 2), rows.1.max(cell.1 / 2));
            }
        }
        self.phase_rows = vec![(0, self.field.rows() - 1); phases];
        let mut last = -1;
        for (rows, used) in self.phase_rows.iter_mut().zip(&used) {
            rows.0 = last + 1;
            last = last.max(used.1);
        }
        let mut first = self.field.rows();
        for (rows, used) in self.phase_rows.iter_mut().zip(&used).rev() {
            rows.1 = first - 1;
            first = first.min(used.0);
        }
    }

    fn cell(&self, item: usize) -> Corner {
        self.field.at[item].unwrap_or((1, 1))
    }

    /// The rows an item may stand in as things are, `others` moving with it.
    fn rows(&self, item: usize, others: &[usize]) -> (i32, i32) {
        let net = self.field.net;
        let (mut lo, mut hi) = self.phase_rows[net.items[item].phase];
        for &l in net.into[item].iter().chain(&net.out[item]) {
            let link = &net.links[l];
            if link.back || link.from == link.to {
                continue;
            }
            let least = place::least_rows(net, l);
            if link.to == item && !others.contains(&link.from) {
                lo = lo.max(self.cell(link.from).1 / 2 + least);
            } else if link.from == item && !others.contains(&link.to) {
                hi = hi.min(self.cell(link.to).1 / 2 - least);
            }
        }
        (lo, hi)
    }

    /// What items cost where they stand, beside their lines.
    fn standing(&self, item: usize, cell: Corner, moves: &[(usize, Corner)]) -> i32 {
        let place = |other: usize| moves.iter().find(|m| m.0 == other).map(|m| m.1).or(self.field.at[other]);
        place::side_cost(self.field, self.plan, item, cell)
            + place::order_cost(self.plan, item, cell.1, place)
            + cell.1 * ROW
    }

    /// The price of a link's line among the others; the line must be off the grid.
    fn price(&self, link: usize, route: &Route) -> i32 {
        self.field.plain(link, route) + self.field.clash(link, route, i32::MAX / 8).unwrap_or(2000)
    }

    /// What the lines of links cost together as things are; crossings between them count twice.
    fn priced(&mut self, links: impl Iterator<Item = usize>) -> i32 {
        let mut sum = 0;
        for l in links {
            sum += if let Some(price) = self.prices[l] {
                price
            } else {
                let price = self.field.routes[l].map_or(0, |route| self.price(l, &route));
                self.prices[l] = Some(price);
                price
            };
        }
        sum
    }

    /// Tries to move items to new cells at once; keeps it where it pays.
    fn change(&mut self, moves: &[(usize, Corner)]) -> bool {
        if moves.is_empty() || self.tired() {
            return false;
        }
        let (mut links, mut bounds) = (std::mem::take(&mut self.links), std::mem::take(&mut self.bounds));
        let better = self.changed(moves, &mut links, &mut bounds);
        links.clear();
        bounds.clear();
        (self.links, self.bounds) = (links, bounds);
        better
    }

    /// [`Search::change`], with two empty lists to work in.
    fn changed(&mut self, moves: &[(usize, Corner)], links: &mut Vec<usize>, bounds: &mut Vec<i32>) -> bool {
        self.pairs_left = self.pairs_left.saturating_sub(moves.len() * moves.len());
        let net = self.field.net;
        for &(item, cell) in moves {
            links.extend(net.into[item].iter().chain(&net.out[item]));
            links.extend(self.field.through(cell));
        }
        links.sort_unstable_by_key(|&l| (!net.links[l].main, net.links[l].back, l));
        links.dedup();
        // What it costs now.
        let mut old = 0;
        for &(item, _) in moves {
            old += self.standing(item, self.cell(item), &[]);
        }
        let mut new: i32 = moves.iter().map(|&(item, cell)| self.standing(item, cell, moves)).sum();
        new += self.columns(moves);
        bounds.extend(links.iter().map(|&l| self.least(l, moves)));
        let least: i32 = bounds.iter().sum();
        // Most changes are beaten before anything is touched.
        let most = old + self.priced(links.iter().copied());
        if new + least >= most - LEAST_GAIN {
            return false;
        }
        self.touched.clear();
        for &l in &*links {
            let route = self.field.rip(l);
            if let Some(route) = route {
                old += self.price(l, &route);
            }
            self.touched.push((l, route));
        }
        let from: Vec<(usize, Corner)> = moves.iter().map(|&(item, _)| (item, self.cell(item))).collect();
        let mut better = new + least < old - LEAST_GAIN;
        if better {
            self.tries_left -= 1;
            self.stand(moves);
            // What the lines still to be laid cost at least.
            let mut rest = least;
            for (&l, bound) in links.iter().zip(&*bounds) {
                rest -= bound;
                let limit = old - LEAST_GAIN - new - rest;
                let Some((route, cost)) = self.field.best_below(l, limit) else {
                    better = false;
                    break;
                };
                self.field.lay(l, route);
                new += cost;
            }
            if !better {
                for &l in &*links {
                    self.field.rip(l);
                }
                self.stand(&from);
            }
        }
        if better {
            for &(item, _) in moves {
                self.fresh[item] = true;
            }
            for &l in &*links {
                self.fresh[net.links[l].from] = true;
                self.fresh[net.links[l].to] = true;
            }
            self.prices.fill(None);
            self.bound_phases();
        } else {
            for &(l, route) in &self.touched {
                if let Some(route) = route {
                    self.field.lay(l, route);
                }
            }
        }
        better
    }

    /// Puts items into cells, all at once.
    fn stand(&mut self, moves: &[(usize, Corner)]) {
        for &(item, _) in moves {
            self.field.lift(item);
        }
        for &(item, cell) in moves {
            self.field.widen(self.field.net.items[item].lane, cell);
            self.field.put(item, cell);
        }
    }

    /// What the change of columns in use costs.
    fn columns(&self, moves: &[(usize, Corner)]) -> i32 {
        let mut cost = 0;
        let mut seen: Vec<(i32, i32)> = Vec::with_capacity(2 * moves.len());
        for &(item, cell) in moves {
            let weight = self.field.weight(item);
            for (x, by) in [(self.cell(item).0, -weight), (cell.0, weight)] {
                match seen.iter_mut().find(|s| s.0 == x) {
                    Some(s) => s.1 += by,
                    None => seen.push((x, by)),
                }
            }
        }
        for (x, by) in seen {
            cost += self.plan.widened(self.field, index(x / SPAN), x, by);
        }
        cost
    }

    /// The least that a link's line can cost once items stand in new cells.
    fn least(&self, link: usize, moves: &[(usize, Corner)]) -> i32 {
        let place = |item: usize| {
            let moved = moves.iter().find(|m| m.0 == item).map(|m| m.1);
            moved.unwrap_or_else(|| self.cell(item))
        };
        let Link { from, to, .. } = self.field.net.links[link];
        self.field.least(link, place(from), place(to))
    }

    /// The links of an item.
    fn links(&self, item: usize) -> impl Iterator<Item = usize> + use<'a> {
        let net: &'a Net = self.field.net;
        net.into[item].iter().chain(&net.out[item]).copied()
    }

    /// What an item and its lines cost at most as they are.
    fn most(&mut self, item: usize) -> i32 {
        self.priced(self.links(item)) + self.standing(item, self.cell(item), &[])
    }

    /// Each item to other cells near by.
    fn items(&mut self) {
        for i in 0..self.field.net.items.len() {
            if self.tired() {
                return;
            }
            if self.stale[i] {
                continue;
            }
            let (lane, now) = (self.field.net.items[i].lane, self.cell(i));
            let (lo, hi) = self.rows(i, &[i]);
            let (first, last) = self.field.used[lane];
            let row = now.1 / 2;
            let mut most = self.most(i);
            for r in lo.max(row - 3)..=hi.min(row + 3) {
                for n in (first - 1).max(0)..=(last + 1).min(COLUMNS - 1) {
                    let cell = (column(lane, n), 2 * r + 1);
                    if self.field.taken(cell) {
                        continue;
                    }
                    let step = [(i, cell)];
                    let lines: i32 = self.links(i).map(|l| self.least(l, &step)).sum();
                    let bound = self.standing(i, cell, &step) + self.columns(&step) + lines;
                    if bound < most - LEAST_GAIN && self.change(&step) {
                        most = self.most(i);
                    }
                }
            }
        }
    }

    /// An item a row down, with all that has to make way for it.
    fn pushes(&mut self) {
        for i in 0..self.field.net.items.len() {
            if !self.stale[i]
                && let Some(moves) = self.pushed(i)
            {
                self.change(&moves);
            }
        }
    }

    /// The cells of what stands a row lower once an item does; `None` where that is too much.
    fn pushed(&self, item: usize) -> Option<Vec<(usize, Corner)>> {
        let net = self.field.net;
        let mut moves: Vec<(usize, Corner)> = Vec::new();
        let mut open = vec![item];
        while let Some(i) = open.pop() {
            if moves.iter().any(|m| m.0 == i) {
                continue;
            }
            let (x, y) = self.cell(i);
            let to = (x, y + 2);
            if moves.len() >= MOST_PUSHED || to.1 / 2 > self.phase_rows[net.items[i].phase].1 {
                return None;
            }
            moves.push((i, to));
            if self.field.taken(to) {
                open.extend(self.field.at.iter().position(|c| *c == Some(to)));
            }
            for &l in net.out[i].iter().filter(|&&l| !net.links[l].back) {
                let next = net.links[l].to;
                if next != i && self.cell(next).1 / 2 < to.1 / 2 + place::least_rows(net, l) {
                    open.push(next);
                }
            }
        }
        Some(moves)
    }

    /// Two items of a lane in each other's place.
    fn swaps(&mut self) {
        let items = &self.field.net.items;
        for i in 0..items.len() {
            if self.tired() {
                return;
            }
            for j in i + 1..items.len() {
                let (a, b) = (self.cell(i), self.cell(j));
                if (self.stale[i] && self.stale[j]) || items[i].lane != items[j].lane || (a.1 - b.1).abs() > 4
                {
                    continue;
                }
                let fits = |item: usize, cell: Corner, (lo, hi): (i32, i32)| {
                    let _ = item;
                    (lo..=hi).contains(&(cell.1 / 2))
                };
                if fits(i, b, self.rows(i, &[i, j]))
                    && fits(j, a, self.rows(j, &[i, j]))
                    && self.direct_ok(i, j)
                {
                    self.change(&[(i, b), (j, a)]);
                }
            }
        }
    }

    /// No forward link between two items that a swap would turn round.
    fn direct_ok(&self, i: usize, j: usize) -> bool {
        let net = self.field.net;
        !net.out[i].iter().any(|&l| net.links[l].to == j) && !net.out[j].iter().any(|&l| net.links[l].to == i)
    }

    /// Runs of items below each other to another column of their lane, and to change places with what is there.
    fn runs(&mut self) {
        let net = self.field.net;
        for start in 0..net.items.len() {
            if self.tired() {
                return;
            }
            if self.stale[start] {
                continue;
            }
            let run = self.run_from(start);
            let (lane, x) = (net.items[start].lane, self.cell(start).0);
            let (first, last) = self.field.used[lane];
            for n in (first - 1).max(0)..=(last + 1).min(COLUMNS - 1) {
                let to = column(lane, n);
                if to == x || self.cell(start).0 != x {
                    continue;
                }
                let mut moves: Vec<(usize, Corner)> = Vec::new();
                for &item in &run {
                    let (_, y) = self.cell(item);
                    moves.push((item, (to, y)));
                    if self.field.taken((to, y))
                        && let Some(there) = self.field.at.iter().position(|c| *c == Some((to, y)))
                    {
                        moves.push((there, (x, y)));
                    }
                }
                if moves.len() > 1 || !run.is_empty() {
                    self.change(&moves);
                }
            }
        }
    }

    /// All items of a column into another of the lane; piece by piece where some cells are taken.
    fn columns_together(&mut self) {
        for lane in 0..self.field.net.lanes {
            let (first, last) = self.field.used[lane];
            for from in first..=last {
                for to in [from - 1, from + 1, from - 2, from + 2] {
                    if to < first || to > last {
                        continue;
                    }
                    let (x, to) = (column(lane, from), column(lane, to));
                    let mut here: Vec<(i32, usize)> = (0..self.field.net.items.len())
                        .filter(|&i| self.cell(i).0 == x)
                        .map(|i| (self.cell(i).1, i))
                        .collect();
                    if here.iter().all(|&(_, i)| self.stale[i]) {
                        continue;
                    }
                    here.sort_unstable();
                    let mut group: Vec<(usize, Corner)> = Vec::new();
                    for (y, item) in here {
                        if self.field.taken((to, y)) {
                            self.change(&std::mem::take(&mut group));
                        } else {
                            group.push((item, (to, y)));
                        }
                    }
                    self.change(&group);
                }
            }
        }
    }

    /// The items that follow straight below, beginning with one.
    fn run_from(&self, start: usize) -> Vec<usize> {
        let net = self.field.net;
        let mut run = vec![start];
        let mut at = start;
        // Rows only grow on the way down, so no item comes twice.
        loop {
            let x = self.cell(at).0;
            let below = net.out[at]
                .iter()
                .map(|&l| &net.links[l])
                .find(|l| !l.back && self.cell(l.to).0 == x && self.cell(l.to).1 > self.cell(at).1);
            let Some(link) = below else { return run };
            at = link.to;
            run.push(at);
        }
    }
}
