//! Which row and which column each item stands in.
//!
//! Items are placed one by one in process order, main path first, each where the lines to what is already there come
//! out cheapest; then items, and runs of items below each other, are moved as long as the whole gets cheaper.

use super::field::{COLUMNS, Field, SHAPE, column, index};
use super::net::{Net, Role};
use super::route::Corner;

/// Price of a lane growing by a column, and of each row an item stands lower than it could.
const NEW_COLUMN: i32 = 150;
const LOWER: i32 = 25;
/// What each line adds to the price of a column, half as much where it ends in the lane.
const NEW_COLUMN_PER_LINE: i32 = 3;
/// Price of items in another order than that of the text, and of branches in different rows.
const ORDER: i32 = 10;
const BESIDE: i32 = 100;

/// With more links than this, lines are laid with less patience.
const MANY_LINKS: usize = 500;

/// Rows that a link asks for between its ends: none where a line may run sideways.
pub(super) fn least_rows(net: &Net, link: usize) -> i32 {
    let l = &net.links[link];
    let (a, b) = (&net.items[l.from], &net.items[l.to]);
    if a.role == Role::Tag || b.role == Role::Tag {
        let near = if b.role == Role::Tag { l.tight } else { !l.tight };
        return i32::from(!near);
    }
    if a.role == Role::Bar || b.role == Role::Bar {
        return 1;
    }
    if a.lane != b.lane {
        return 0;
    }
    i32::from(a.role != Role::Choice || l.main)
}

/// What is known of an item before anything is placed.
pub(super) struct Plan {
    /// Row by longest way, for items nothing leads to: just before what they lead to.
    rank: Vec<i32>,
    on_main: Vec<bool>,
    /// To which side the ways on from here leave the lane: below 0 left, above 0 right.
    pull: Vec<i32>,
    /// Items to which the same item leads, in the same lane; whether they are to stand side by side.
    siblings: Vec<Vec<(usize, bool)>>,
    /// By lane: price of a column, the higher the more lines have to cross it.
    column_price: Vec<i32>,
    /// By lane: lines that leave or come to the right, less those to the left.
    traffic: Vec<i32>,
}

impl Plan {
    fn of(net: &Net) -> Self {
        let n = net.items.len();
        let mut rank = vec![0; n];
        for &at in &net.order {
            for &l in &net.into[at] {
                if !net.links[l].back {
                    rank[at] = rank[at].max(rank[net.links[l].from] + least_rows(net, l));
                }
            }
        }
        let mut pull = vec![0i32; n];
        for &at in net.order.iter().rev() {
            let forward = net.out[at].iter().filter(|&&l| !net.links[l].back);
            let mut sum = 0;
            let mut nearest = i32::MAX;
            for &l in forward {
                let to = net.links[l].to;
                nearest = nearest.min(rank[to] - least_rows(net, l));
                sum += match net.items[to].lane.cmp(&net.items[at].lane) {
                    std::cmp::Ordering::Less => -2,
                    std::cmp::Ordering::Greater => 2,
                    std::cmp::Ordering::Equal => pull[to].signum(),
                };
            }
            pull[at] = sum;
            if nearest != i32::MAX && net.into[at].iter().all(|&l| net.links[l].back) {
                rank[at] = nearest.max(0);
            }
        }
        let mut on_main = vec![false; n];
        for link in net.links.iter().filter(|l| l.main) {
            on_main[link.from] = true;
            on_main[link.to] = true;
        }
        let mut traffic = vec![0; net.lanes];
        let mut column_price = vec![NEW_COLUMN; net.lanes];
        for link in &net.links {
            let (a, b) = (net.items[link.from].lane, net.items[link.to].lane);
            for (lane, price) in column_price.iter_mut().enumerate().take(a.max(b) + 1).skip(a.min(b)) {
                *price += NEW_COLUMN_PER_LINE * if lane == a || lane == b { 1 } else { 2 };
            }
            if a != b {
                traffic[a.min(b)] += 1;
                traffic[a.max(b)] -= 1;
            }
        }
        let mut siblings = vec![Vec::new(); n];
        for (links, source) in net.out.iter().zip(&net.items) {
            let to: Vec<usize> =
                links.iter().map(|&l| &net.links[l]).filter(|l| !l.back).map(|l| l.to).collect();
            // Of many ways out the order is not looked at: too dear, and nobody follows it.
            for &a in to.iter().take(8) {
                let same = to.iter().take(8).filter(|&&b| b != a && net.items[a].lane == net.items[b].lane);
                siblings[a].extend(same.map(|&b| (b, source.role == Role::Bar)));
            }
        }
        Self { rank, on_main, pull, siblings, column_price, traffic }
    }
}

impl Plan {
    /// What it costs that a column's crowd grows by a weight; words take less room than shapes.
    pub(super) fn widened(&self, field: &Field, lane: usize, x: i32, by: i32) -> i32 {
        let price = |crowd: i32| match crowd {
            0 => 0,
            1..SHAPE => self.column_price[lane] / 3,
            _ => self.column_price[lane],
        };
        let now = field.crowd[index(x)];
        price(now + by) - price(now)
    }
}

/// Places all items and lays all lines.
pub(super) fn place(field: &mut Field) {
    let net = field.net;
    let plan = Plan::of(net);
    let mut open: Vec<usize> =
        net.into.iter().map(|ls| ls.iter().filter(|&&l| !net.links[l].back).count()).collect();
    let mut base = 0;
    let mut lowest = -1;
    for phase in 0..net.phases {
        // Ready items by row, main path first, then as declared. What may stand beside the item before it still
        // comes after what goes straight on from there.
        let mut ready = std::collections::BTreeSet::new();
        let key = |field: &Field, i: usize| {
            let after = net.into[i].iter().filter(|&&l| !net.links[l].back);
            let after = after.filter_map(|&l| field.at[net.links[l].from]).map(|c| c.1 / 2 + 1).max();
            (after.unwrap_or_else(|| earliest(field, &plan, i, base)), !plan.on_main[i], i)
        };
        for (i, item) in net.items.iter().enumerate() {
            if item.phase == phase && open[i] == 0 {
                ready.insert(key(field, i));
            }
        }
        while let Some((_, _, item)) = ready.pop_first() {
            let row = earliest(field, &plan, item, base);
            let cell = best_cell(field, &plan, item, row, lowest.max(base - 1));
            settle(field, item, cell);
            lowest = lowest.max(cell.1 / 2);
            for &l in &net.out[item] {
                let to = net.links[l].to;
                if !net.links[l].back {
                    open[to] -= 1;
                    if open[to] == 0 && net.items[to].phase == phase {
                        ready.insert(key(field, to));
                    }
                }
            }
        }
        base = lowest + 1;
    }
    reroute(field);
    super::improve::improve(field, &plan);
}

/// The first row an item may stand in.
fn earliest(field: &Field, plan: &Plan, item: usize, base: i32) -> i32 {
    let net = field.net;
    let mut row = base;
    let mut entered = false;
    for &l in &net.into[item] {
        if let (false, Some(cell)) = (net.links[l].back, field.at[net.links[l].from]) {
            row = row.max(cell.1 / 2 + least_rows(net, l));
            entered = true;
        }
    }
    if entered { row } else { row.max(plan.rank[item]) }
}

fn best_cell(field: &mut Field, plan: &Plan, item: usize, row: i32, lowest: i32) -> Corner {
    let lane = field.net.items[item].lane;
    let (first, last) = field.used[lane];
    let mut best: Option<(i32, Corner)> = None;
    let deepest = (row + 2).min(row.max(lowest + 1));
    let mut r = row;
    while r < field.rows() {
        if r > deepest && best.is_some() {
            break;
        }
        for n in (first - 1).max(0)..=(last + 1).min(COLUMNS - 1) {
            let cell = (column(lane, n), 2 * r + 1);
            if field.taken(cell) {
                continue;
            }
            let cost = try_cell(field, plan, item, cell, best.map_or(i32::MAX, |(c, _)| c))
                + (r - row) * LOWER
                + plan.widened(field, lane, cell.0, field.weight(item));
            if best.is_none_or(|(c, _)| cost < c) {
                best = Some((cost, cell));
            }
        }
        r += 1;
    }
    best.map_or((column(lane, COLUMNS / 2), 2 * row + 1), |(_, cell)| cell)
}

/// Price of the lines of an item in a cell, and of those that would have to make room.
fn try_cell(field: &mut Field, plan: &Plan, item: usize, cell: Corner, limit: i32) -> i32 {
    let net = field.net;
    let mut cost = i32::try_from(field.through(cell).len()).unwrap_or(0) * 140;
    cost += side_cost(field, plan, item, cell);
    cost += order_cost(plan, item, cell.1, |other| field.at[other]);
    field.put(item, cell);
    for &l in net.into[item].iter().chain(&net.out[item]) {
        if cost >= limit {
            break;
        }
        if let Some((_, c)) = field.best(l) {
            cost += c;
        }
    }
    field.lift(item);
    cost
}

/// The main path keeps the middle column; other ways stand on the side they leave to, or out of the traffic.
pub(super) fn side_cost(field: &Field, plan: &Plan, item: usize, cell: Corner) -> i32 {
    let lane = field.net.items[item].lane;
    let off = cell.0 - column(lane, COLUMNS / 2);
    if plan.on_main[item] {
        return off.abs() * 30;
    }
    // What stays in its lane stands away from where most lines of the lane leave.
    let pull = if plan.pull[item] == 0 { -plan.traffic[lane] } else { plan.pull[item] };
    if off.signum() * pull.signum() < 0 { 30 } else { 0 }
}

/// What it costs that items which follow one another in the text stand the other way round, or branches that begin
/// together do not stand side by side.
pub(super) fn order_cost(plan: &Plan, item: usize, row: i32, place: impl Fn(usize) -> Option<Corner>) -> i32 {
    let price = |&(other, beside): &(usize, bool)| match place(other) {
        Some((_, y)) if beside => BESIDE * i32::from(y != row),
        Some((_, y)) if (other < item && y > row) || (other > item && y < row) => ORDER,
        _ => 0,
    };
    plan.siblings[item].iter().map(price).sum()
}

/// Puts an item, moves lines out of its way and lays its own.
fn settle(field: &mut Field, item: usize, cell: Corner) {
    field.widen(field.net.items[item].lane, cell);
    field.measure_lanes();
    let mut links = field.through(cell);
    for &l in &links {
        field.rip(l);
    }
    field.put(item, cell);
    let net = field.net;
    links.extend(net.into[item].iter().chain(&net.out[item]).copied());
    links.sort_unstable();
    links.dedup();
    for l in links {
        if field.routes[l].is_none()
            && let Some((route, _)) = field.best(l)
        {
            field.lay(l, route);
        }
    }
}

/// Lays every line anew while the others stay, main path first, until nothing changes.
pub(super) fn reroute(field: &mut Field) {
    let net = field.net;
    let mut links: Vec<usize> = (0..net.links.len()).collect();
    links.sort_by_key(|&l| (!net.links[l].main, net.links[l].back, l));
    let rounds = if links.len() > MANY_LINKS { 1 } else { 3 };
    for _ in 0..rounds {
        let mut changed = false;
        for &l in &links {
            let before = field.rip(l);
            if let Some((route, _)) = field.best(l) {
                changed |= before != Some(route);
                field.lay(l, route);
            }
        }
        if !changed {
            break;
        }
    }
}
