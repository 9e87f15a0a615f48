//! Pictures of the whole, measured: every gate at zero over random landscapes and processes.

use super::graphs::{Dice, words};
use guidepost::chart::{
    Band, End, Flow, Landscape, MapPart, MapProcess, Neighbour, Overview, Picture, Point, Rect, SvgOptions,
    Unit, landscape, landscape_on_paper, overview, overview_on_paper, picture_svg,
};

/// A flow whose key says its ends.
fn flow(from: End, to: End, what: Vec<String>) -> Flow {
    Flow { from, to, what, key: format!("{from:?}>{to:?}").replace(' ', "") }
}

/// Everything that must not be.
fn faults(p: &Picture) -> Vec<String> {
    let mut found = Vec::new();
    let mut say = |bad: bool, what: String| {
        if bad {
            found.push(what);
        }
    };
    let holds = |outer: Rect, inner: Rect| {
        inner.x >= outer.x
            && inner.y >= outer.y
            && inner.right() <= outer.right()
            && inner.bottom() <= outer.bottom()
    };
    let all = Rect { x: 0, y: 0, w: p.width, h: p.height };
    for (i, a) in p.boxes.iter().enumerate() {
        let outer = a.inside.map_or(all, |n| p.boxes[n].rect);
        say(!holds(outer, a.rect), format!("{} is not inside", a.spoken));
        for text in &a.texts {
            say(!holds(a.rect, text.rect), format!("text runs out of {}", a.spoken));
            let under = p.boxes.iter().any(|b| b.inside == Some(i) && b.rect.overlaps(text.rect));
            say(under, format!("a part lies on the text of {}", a.spoken));
        }
        for (j, one) in a.texts.iter().enumerate() {
            say(a.texts[..j].iter().any(|t| t.rect.overlaps(one.rect)), format!("texts of {}", a.spoken));
        }
        for b in &p.boxes[..i] {
            let related = a.inside.is_some() && a.inside != b.inside;
            say(!related && a.rect.overlaps(b.rect), format!("{} lies on {}", a.spoken, b.spoken));
        }
    }
    for (i, band) in p.bands.iter().enumerate() {
        say(!holds(all, band.rect), "a band sticks out".to_owned());
        say(p.bands[..i].iter().any(|b| b.rect.overlaps(band.rect)), "bands overlap".to_owned());
        let name = band.name.iter().all(|n| holds(band.head, n.rect));
        say(!name, "the name of a band runs out".to_owned());
        say(p.boxes.iter().any(|b| b.rect.overlaps(band.head)), "a box on the name of a band".to_owned());
        let split = |r: Rect| r.overlaps(band.rect) && !holds(band.rect, r);
        say(p.boxes.iter().any(|b| split(b.rect)), "a box over the edge of a band".to_owned());
    }
    let segments: Vec<(usize, Point, Point)> = p
        .lines
        .iter()
        .enumerate()
        .flat_map(|(n, l)| l.points.windows(2).map(move |w| (n, w[0], w[1])))
        .collect();
    let labels: Vec<(usize, Rect)> =
        p.lines.iter().enumerate().filter_map(|(n, l)| Some((n, l.label.as_ref()?.rect))).collect();
    for &(n, a, b) in &segments {
        say(a.x != b.x && a.y != b.y, format!("line {n} is not upright"));
        let r = Rect { x: a.x.min(b.x), y: a.y.min(b.y), w: (a.x - b.x).abs(), h: (a.y - b.y).abs() };
        // As thick as it is drawn, and a little.
        let body = Rect { x: r.x - 1, y: r.y - 1, w: r.w + 2, h: r.h + 2 };
        say(!holds(all, r), format!("line {n} leaves the picture"));
        let open = |b: Rect| Rect { x: b.x + 2, y: b.y + 2, w: b.w - 4, h: b.h - 4 };
        for b in p.boxes.iter().filter(|b| b.inside.is_none()) {
            say(open(b.rect).overlaps(body), format!("line {n} runs through {}", b.spoken));
        }
        for &(m, label) in &labels {
            say(label.overlaps(body), format!("line {n} runs through the words of {m}"));
        }
        for &(m, c, d) in segments.iter().filter(|s| s.0 < n) {
            let s = Rect { x: c.x.min(d.x), y: c.y.min(d.y), w: (c.x - d.x).abs(), h: (c.y - d.y).abs() };
            let along = (r.w == 0 && s.w == 0 && r.x == s.x && r.y < s.bottom() && s.y < r.bottom())
                || (r.h == 0 && s.h == 0 && r.y == s.y && r.x < s.right() && s.x < r.right());
            say(along, format!("lines {m} and {n} lie on each other"));
        }
    }
    for (i, (n, label)) in labels.iter().enumerate() {
        say(!holds(all, *label), format!("words of {n} stick out"));
        say(labels[..i].iter().any(|(_, l)| l.overlaps(*label)), format!("words of {n} on others"));
        say(p.boxes.iter().any(|b| b.rect.overlaps(*label)), format!("words of {n} on a box"));
        say(p.bands.iter().any(|b| b.head.overlaps(*label)), format!("words of {n} on a name"));
        let crossed = p.bands.iter().any(|b| b.rect.overlaps(*label) && !holds(b.rect, *label));
        say(crossed, format!("words of {n} over the edge of a band"));
    }
    // Ends touch a box.
    for (n, l) in p.lines.iter().enumerate() {
        for end in [l.points.first(), l.points.last()].into_iter().flatten() {
            let at = |r: Rect| {
                let (x, y) = ((r.x..=r.right()).contains(&end.x), (r.y..=r.bottom()).contains(&end.y));
                x && (end.y == r.y || end.y == r.bottom()) || y && (end.x == r.x || end.x == r.right())
            };
            say(!p.boxes.iter().any(|b| b.inside.is_none() && at(b.rect)), format!("line {n} ends nowhere"));
        }
    }
    found
}

#[track_caller]
fn clean(what: &str, picture: &Picture) {
    let faults = faults(picture);
    assert!(
        faults.is_empty(),
        "{what}: {} faults\n{}\n{}",
        faults.len(),
        faults[..faults.len().min(10)].join("\n"),
        picture_svg(picture, &SvgOptions { standalone: true, id_prefix: String::new() })
    );
}

fn things(dice: &mut Dice) -> Vec<String> {
    (0..dice.below(6)).map(|_| words(dice, 3)).collect()
}

fn neighbours(dice: &mut Dice, most: usize) -> Vec<Neighbour> {
    (0..dice.below(most + 1))
        .map(|_| Neighbour { name: words(dice, 3), href: "x".to_owned(), outside: dice.chance(60) })
        .collect()
}

fn ends(dice: &mut Dice, units: usize, neighbours: usize) -> (End, End) {
    let end = |dice: &mut Dice| {
        if neighbours > 0 && (units == 0 || dice.chance(30)) {
            End::Neighbour(dice.below(neighbours))
        } else {
            End::Unit(dice.below(units.max(1)))
        }
    };
    (end(dice), end(dice))
}

fn random_map(seed: u32) -> Landscape {
    let mut dice = Dice::new(seed);
    let mut map = Landscape { title: "map".to_owned(), outside: words(&mut dice, 2), ..Landscape::default() };
    let size = [3, 8, 14, 40][dice.below(4)];
    let mut left = size;
    for _ in 0..=dice.below(4) {
        let here = dice.below(left + 1);
        left -= here;
        let processes = (0..here)
            .map(|_| MapProcess {
                name: words(&mut dice, 4),
                owner: if dice.chance(80) { words(&mut dice, 4) } else { String::new() },
                href: "p".to_owned(),
                parts: (0..dice.below(16))
                    .map(|_| MapPart {
                        name: words(&mut dice, 4),
                        href: "x".to_owned(),
                        state: if dice.chance(20) { "Planned".to_owned() } else { String::new() },
                    })
                    .collect(),
                count: "many parts".to_owned(),
            })
            .collect();
        map.bands.push(Band { name: words(&mut dice, 3), processes });
    }
    map.neighbours = neighbours(&mut dice, 7);
    let flows = [3, 9, 14, 40, 200][dice.below(5)];
    for _ in 0..flows {
        let (from, to) = ends(&mut dice, size - left, map.neighbours.len());
        let what = things(&mut dice);
        // As it is rolled up: each pair once.
        if from != to && !map.flows.iter().any(|f| (f.from, f.to) == (from, to)) {
            map.flows.push(flow(from, to, what));
        }
    }
    map
}

fn random_overview(seed: u32) -> Overview {
    let mut dice = Dice::new(seed);
    let units = dice.below(16);
    let mut o = Overview { title: "overview".to_owned(), ..Overview::default() };
    for _ in 0..units {
        let state = if dice.chance(20) { words(&mut dice, 2) } else { String::new() };
        o.units.push(Unit {
            name: words(&mut dice, 4),
            who: words(&mut dice, 4),
            href: "u".to_owned(),
            state,
        });
    }
    o.neighbours = neighbours(&mut dice, 8);
    for _ in 0..[2, 10, 30, 80][dice.below(4)] {
        let (from, to) = ends(&mut dice, units, o.neighbours.len());
        let what = things(&mut dice);
        if from != to && !o.flows.iter().any(|f| (f.from, f.to) == (from, to)) {
            o.flows.push(flow(from, to, what));
        }
    }
    o
}

#[test]
fn random_landscapes() {
    let (mut words, mut lines) = (0, 0);
    for seed in 0..super::seeds(80) {
        let map = random_map(seed);
        let picture = landscape(&map);
        clean(&format!("map {seed}"), &picture);
        words += usize::from(picture.complete);
        lines += usize::from(!picture.lines.is_empty());
        if let Some(paper) = landscape_on_paper(&map) {
            clean(&format!("map {seed} on paper"), &paper);
        }
    }
    // The gates are not passed by drawing nothing.
    assert!(words > 10 && lines > 35, "{words} with all words, {lines} with lines");
}

#[test]
fn random_overviews() {
    for seed in 0..super::seeds(150) {
        let o = random_overview(seed);
        let picture = overview(&o);
        clean(&format!("overview {seed}"), &picture);
        let keys: Vec<&String> = picture.lines.iter().flat_map(|l| &l.keys).collect();
        let drawn = o.flows.iter().filter(|f| {
            let unit = |e: End| matches!(e, End::Unit(_));
            unit(f.from) || unit(f.to)
        });
        for f in drawn.filter(|_| !o.units.is_empty()) {
            assert!(keys.contains(&&f.key), "overview {seed}: {} is not drawn", f.key);
        }
        if let Some(paper) = overview_on_paper(&o) {
            clean(&format!("overview {seed} on paper"), &paper);
        }
    }
}

#[test]
fn nothing_is_a_picture_too() {
    clean("no map", &landscape(&Landscape::default()));
    clean("no overview", &overview(&Overview::default()));
    let stray = flow(End::Unit(7), End::Neighbour(9), Vec::new());
    clean("a stray flow", &landscape(&Landscape { flows: vec![stray.clone()], ..Landscape::default() }));
    clean("a stray flow", &overview(&Overview { flows: vec![stray], ..Overview::default() }));
}

/// Forty processes with fifteen parts each go on one sheet, with less detail and no smaller text.
#[test]
fn the_largest_landscape_fits_on_a_sheet() {
    let process = |n: usize| MapProcess {
        name: format!("Process number {n}"),
        owner: "Head of Somewhere".to_owned(),
        parts: (0..15).map(|p| MapPart { name: format!("Part {p}"), ..MapPart::default() }).collect(),
        ..MapProcess::default()
    };
    let band = |n: usize| Band {
        name: format!("Band {n}"),
        processes: (n * 10..n * 10 + 10).map(process).collect(),
    };
    let map = Landscape { bands: (0..4).map(band).collect(), ..Landscape::default() };
    clean("large", &landscape(&map));
    let paper = landscape_on_paper(&map).expect("it fits");
    assert_eq!(paper.fits(), Some(true));
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    let draw = || picture_svg(&landscape(&random_map(3)), &SvgOptions::default());
    assert_eq!(draw(), draw());
}

/// Processes and parts are links with spoken names in their order; lines are hidden; words are only text.
#[test]
fn pictures_are_read_out() {
    let map = Landscape {
        title: "<b>".to_owned(),
        bands: vec![Band {
            name: "Core".to_owned(),
            processes: vec![MapProcess {
                name: "Sales <script>".to_owned(),
                owner: "Head".to_owned(),
                href: "a/sales/\"".to_owned(),
                parts: vec![MapPart {
                    name: "Offers".to_owned(),
                    href: "b".to_owned(),
                    state: "Planned".to_owned(),
                }],
                ..MapProcess::default()
            }],
        }],
        neighbours: vec![Neighbour { name: "Customer".to_owned(), href: "r".to_owned(), outside: true }],
        flows: vec![flow(End::Neighbour(0), End::Unit(0), vec!["Enquiry".to_owned()])],
        ..Landscape::default()
    };
    let text = picture_svg(&landscape(&map), &SvgOptions::default());
    assert!(!text.contains("<script") && !text.contains("<b>") && !text.contains("style"), "{text}");
    for part in [
        "aria-label=\"Sales &lt;script&gt;, Head\"",
        "class=\"gp-part gp-missing\" href=\"b\" aria-label=\"Offers, Planned\"",
        "href=\"r\" aria-label=\"Customer\"",
        "<g class=\"gp-edges\" aria-hidden=\"true\">",
        ">Enquiry</text>",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}
