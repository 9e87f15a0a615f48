//! Pieces of lines.

/// A line, or what a sheet shows of it. Points are (along the flow, across it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Index of its edge in the drawing.
    pub edge: usize,
    pub points: Vec<(i32, i32)>,
    /// It begins where the line begins.
    pub begins: bool,
    /// It ends where the line ends.
    pub ends: bool,
}

impl Piece {
    pub(super) fn whole(edge: usize, points: Vec<(i32, i32)>) -> Self {
        Self { edge, points, begins: true, ends: true }
    }
}

/// What of a line lies between two places, in one axis (0 along the flow, 1 across). Pieces that only touch a border
/// are left out.
pub(super) fn clip(line: &Piece, (from, to): (i32, i32), axis: usize) -> Vec<Piece> {
    let get = |p: (i32, i32)| if axis == 0 { p.0 } else { p.1 };
    let at = |p: (i32, i32), v: i32| if axis == 0 { (v, p.1) } else { (p.0, v) };
    let inside = |p: (i32, i32)| (from..=to).contains(&get(p));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut current: Vec<(i32, i32)> = Vec::new();
    let mut begun = line.begins;
    let mut close = |points: &mut Vec<(i32, i32)>, begins: bool, ends: bool| {
        let long = points.windows(2).any(|w| w[0] != w[1]);
        let points = std::mem::take(points);
        if long {
            pieces.push(Piece { edge: line.edge, points, begins, ends });
        }
    };
    for (n, &p) in line.points.iter().enumerate() {
        if let Some(&before) = n.checked_sub(1).and_then(|m| line.points.get(m)) {
            let (a, b) = (get(before), get(p));
            // Lines are upright: a part lies in one axis only, so its crossings of the borders are easy to find.
            let borders = if a <= b { [from, to] } else { [to, from] };
            for border in borders {
                if (a < border) != (b < border) && a != border && b != border {
                    let crossing = at(p, border);
                    if current.is_empty() {
                        current.push(crossing);
                        begun = false;
                    } else {
                        current.push(crossing);
                        close(&mut current, begun, false);
                        begun = false;
                    }
                }
            }
        }
        if inside(p) {
            if current.is_empty() && n > 0 {
                begun = false;
            }
            current.push(p);
        } else if !current.is_empty() {
            close(&mut current, begun, false);
            begun = false;
        }
        if n == 0 && !inside(p) {
            begun = false;
        }
    }
    let ends = line.ends && line.points.last().is_some_and(|&p| inside(p));
    close(&mut current, begun, ends);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(i32, i32)]) -> Piece {
        Piece::whole(0, points.to_vec())
    }

    #[test]
    fn a_line_is_cut_at_the_border_and_goes_on_behind_it() {
        let l = line(&[(10, 0), (10, 5), (50, 5), (50, 9)]);
        let first = clip(&l, (0, 30), 0);
        assert_eq!(first.len(), 1);
        assert_eq!(first[0].points, [(10, 0), (10, 5), (30, 5)]);
        assert!(first[0].begins && !first[0].ends);
        let second = clip(&l, (30, 60), 0);
        assert_eq!(second[0].points, [(30, 5), (50, 5), (50, 9)]);
        assert!(!second[0].begins && second[0].ends);
    }

    #[test]
    fn what_only_passes_neither_begins_nor_ends() {
        let passing = clip(&line(&[(0, 1), (90, 1)]), (30, 60), 0);
        assert_eq!((passing.len(), passing[0].begins, passing[0].ends), (1, false, false));
        assert_eq!(clip(&line(&[(0, 1), (20, 1)]), (30, 60), 0), []);
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two_pieces() {
        let l = line(&[(10, 0), (50, 0), (50, 9), (10, 9)]);
        let pieces = clip(&l, (0, 30), 0);
        assert_eq!(pieces.len(), 2);
        assert!(pieces[0].begins && !pieces[0].ends && !pieces[1].begins && pieces[1].ends);
        assert_eq!(pieces[1].points, [(30, 9), (10, 9)]);
    }

    #[test]
    fn a_line_within_stays_whole() {
        let l = line(&[(10, 0), (20, 0), (20, 9)]);
        assert_eq!(clip(&l, (0, 30), 0), std::slice::from_ref(&l));
        assert_eq!(clip(&l, (0, 30), 1), [l]);
    }
}
