//! Invented debates of known shape, from a small generator of repeatable numbers.

use dissensus::figure::Chart;
use dissensus::figure::ChartEdge;
use dissensus::figure::ChartNode;
use dissensus::figure::Direction;
use dissensus::figure::EdgeStyle;
use dissensus::figure::Lane;
use dissensus::figure::LaneIndex;
use dissensus::figure::NodeIndex;
use dissensus::figure::NodeShape;
use dissensus::figure::PageSize;
use dissensus::figure::PaletteColor;
use dissensus::figure::RuleKind;
use dissensus::figure::TimeAxis;
use dissensus::figure::TimeRule;

/// Repeatable numbers (Knuth's MMIX generator).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % (limit.max(1) as u64)).unwrap()
    }
}

const NAMES: [&str; 24] = [
    "Pape",
    "Paul",
    "Brooks & Wohlforth",
    "Lieber & Alexander",
    "Walt",
    "He & Feng",
    "Whitaker",
    "Art",
    "Layne",
    "Waltz",
    "Kelley",
    "Saltzman",
    "Ferguson",
    "Friedman & Long",
    "Dursun-Özkanca",
    "Howorth & Menon",
    "Mearsheimer",
    "Oswald",
    "McDougall",
    "Řezníček",
    "Oest & Toft",
    "Nguyễn",
    "Joffe",
    "Kennedy",
];

const STYLES: [EdgeStyle; 5] =
    [EdgeStyle::Supports, EdgeStyle::Disputes, EdgeStyle::Mixed, EdgeStyle::Neutral, EdgeStyle::Citation];

pub(crate) fn lane(title: &str, index: usize) -> Lane {
    Lane { title: title.to_owned(), fill: PaletteColor::nth(index), group: None, note: String::new() }
}

fn event(time: i32, label: &str) -> TimeRule {
    TimeRule { time, until: None, label: label.to_owned(), kind: RuleKind::Event }
}

pub(crate) fn work(id: &str, label: &[&str], lane: usize, time: Option<i32>) -> ChartNode {
    ChartNode {
        id: id.to_owned(),
        lines: label.iter().map(|line| (*line).to_owned()).collect(),
        lane: LaneIndex(lane),
        time,
        shape: NodeShape::Work,
        fills: vec![PaletteColor::nth(lane)],
        tooltip: format!("{id}: {}", label.join(" ")),
    }
}

pub(crate) fn edge(from: usize, to: usize, style: EdgeStyle) -> ChartEdge {
    ChartEdge {
        from: NodeIndex(from),
        to: NodeIndex(to),
        style,
        own_line: None,
        label: None,
        tooltip: format!("{} {} {}", from, style.name(), to),
        count: 1,
    }
}

fn style(dice: &mut Dice) -> EdgeStyle {
    STYLES[[0, 0, 0, 1, 1, 1, 1, 2, 3, 3, 4][dice.below(11)]]
}

fn named_work(dice: &mut Dice, index: usize, lane: usize, year: i32) -> ChartNode {
    let name = NAMES[(index * 7 + dice.below(3)) % NAMES.len()];
    let words = format!("{name} {year}");
    let label: Vec<&str> = match name.split_once(" & ") {
        Some(_) if words.len() > 16 => vec![&words],
        _ => vec![&words],
    };
    let mut node = work(&format!("w{index}"), &label, lane, Some(year));
    if index % 9 == 4 {
        node.shape = NodeShape::OutsideWork;
        node.fills.clear();
    } else if index % 11 == 7 {
        node.fills.push(PaletteColor::nth(lane + 1));
    }
    node
}

fn connect(chart: &mut Chart, dice: &mut Dice, first_work: usize, count: usize) {
    let works = chart.nodes.len() - first_work;
    while chart.edges.len() < count {
        let a = first_work + dice.below(works);
        let b = first_work + dice.below(works);
        if a == b || chart.nodes[a].time < chart.nodes[b].time {
            continue;
        }
        chart.edges.push(edge(a, b, style(dice)));
        if dice.below(5) == 0 {
            chart.edges.push(edge(a, b, style(dice)));
        }
        if dice.below(12) == 0 {
            chart.edges.push(edge(b, a, EdgeStyle::Disputes));
        }
    }
    chart.edges.truncate(count);
}

/// Like the reference debate: 41 works in 16 years of 1968 to 2017, seven lanes with heads, 150 responses.
pub(crate) fn reference_like() -> Chart {
    let mut dice = Dice::new(2005);
    let titles = [
        "Concept & theory",
        "Soft balancing is real",
        "It is not balancing",
        "Regional extension",
        "Horizontal extension",
        "Small powers",
        "Reviews and restatements",
    ];
    let years =
        [1968, 1979, 1987, 1997, 1999, 2001, 2002, 2004, 2005, 2006, 2007, 2009, 2010, 2012, 2014, 2017];
    let crowd = [1, 1, 1, 1, 1, 2, 2, 3, 11, 3, 3, 4, 3, 2, 2, 1];
    let mut chart = Chart {
        title: "Is nonmilitary resistance to a hegemon balancing?".to_owned(),
        subtitle: "Forty-one works of 1968 to 2017 and what they say of one another".to_owned(),
        source: "Source: an invented encoding; responses as attributed by an invented review.".to_owned(),
        lanes: titles.iter().enumerate().map(|(i, title)| lane(title, i)).collect(),
        rules: vec![event(2001, "Attacks of 11 September"), event(2003, "Invasion of Iraq")],
        ..Chart::default()
    };
    for group in 3..6 {
        chart.lanes[group].group = Some("Extensions".to_owned());
    }
    for (index, name) in ["pro", "anti", "regional"].iter().enumerate() {
        let mut head = work(&format!("sb:{name}"), &[name], index + 1, None);
        head.shape = NodeShape::Position;
        chart.nodes.push(head);
    }
    let mut index = 0;
    for (year, count) in years.iter().zip(crowd) {
        for place in 0..count {
            let lane = if *year < 2000 { dice.below(2) } else { (place * 2 + dice.below(3)) % 7 };
            chart.nodes.push(named_work(&mut dice, index, lane, *year));
            index += 1;
        }
    }
    for responder in [6, 9, 14, 20, 25, 31, 38] {
        chart.edges.push(edge(responder, dice.below(3), style(&mut dice)));
    }
    let centre = 16;
    for responder in [22, 24, 27, 30, 33, 36, 40] {
        chart.edges.push(edge(responder, centre, EdgeStyle::Supports));
        chart.edges.push(edge(responder, centre, EdgeStyle::Disputes));
    }
    chart.edges.push(edge(30, 30, EdgeStyle::Mixed));
    connect(&mut chart, &mut dice, 3, 150);
    chart
}

/// Forty works within two years in three lanes.
pub(crate) fn crowded_years() -> Chart {
    let mut dice = Dice::new(40);
    let mut chart = Chart {
        title: "Two years".to_owned(),
        lanes: ["For", "Against", "Neither"].iter().enumerate().map(|(i, t)| lane(t, i)).collect(),
        ..Chart::default()
    };
    for index in 0..40 {
        let year = if index < 17 { 2005 } else { 2006 };
        let lane = index % 3;
        chart.nodes.push(named_work(&mut dice, index, lane, year));
    }
    connect(&mut chart, &mut dice, 0, 70);
    chart
}

/// Fifty years with gaps, sixty works, five lanes.
pub(crate) fn long_debate() -> Chart {
    let mut dice = Dice::new(50);
    let mut chart = Chart {
        title: "Fifty years of a debate".to_owned(),
        subtitle: "Sixty works in five schools".to_owned(),
        source: "Source: invented.".to_owned(),
        lanes: ["Realists", "Liberals", "Constructivists", "Critics", "Methodologists"]
            .iter()
            .enumerate()
            .map(|(i, title)| lane(title, i))
            .collect(),
        ..Chart::default()
    };
    let years: Vec<i32> = (0..22).map(|i| 1967 + i * 7 / 3 + (i * i) % 3).collect();
    for index in 0..60 {
        let year = years[(index * 22 / 60).min(21)];
        let lane = dice.below(5);
        chart.nodes.push(named_work(&mut dice, index, lane, year));
    }
    connect(&mut chart, &mut dice, 0, 110);
    chart
}

const CLAUSES: [&str; 6] = [
    "Second-tier states do not fear for their survival,",
    "Trade disputes are ordinary bargaining",
    "Institutions raise the costs of unilateral action",
    "Threat, not power, drives alignment",
    "The concept cannot be told from diplomatic friction",
    "Denial of territory is resistance short of arms",
];

/// Claims as running text in lanes by position, without years.
pub(crate) fn claims(count: usize) -> Chart {
    let mut dice = Dice::new(130);
    let mut chart = Chart {
        title: "Claims and what speaks for and against them".to_owned(),
        lanes: ["Held by the proponents", "Held by the critics", "Held by both"]
            .iter()
            .enumerate()
            .map(|(i, title)| lane(title, i))
            .collect(),
        time_axis: TimeAxis::Absent,
        ..Chart::default()
    };
    for index in 0..count {
        let text = format!("{} {}", CLAUSES[dice.below(6)], CLAUSES[dice.below(6)].to_lowercase());
        let mut node = work(&format!("c{index}"), &[&text], index % 3, None);
        node.shape = NodeShape::Claim;
        chart.nodes.push(node);
    }
    for _ in 0..count {
        let (a, b) = (dice.below(count), dice.below(count));
        if a != b {
            chart.edges.push(edge(a, b, STYLES[dice.below(3)]));
        }
    }
    chart
}

/// Persons in the lanes of their main positions; edges count their responses.
pub(crate) fn people() -> Chart {
    let mut dice = Dice::new(7);
    let mut chart = Chart {
        title: "Who answers whom".to_owned(),
        lanes: ["Proponents", "Critics", "Others"].iter().enumerate().map(|(i, t)| lane(t, i)).collect(),
        time_axis: TimeAxis::Absent,
        ..Chart::default()
    };
    for (index, name) in NAMES.iter().filter(|name| !name.contains('&')).enumerate() {
        let mut node = work(name, &[name], index % 3, None);
        node.shape = NodeShape::Person;
        chart.nodes.push(node);
    }
    let count = chart.nodes.len();
    for _ in 0..40 {
        let (a, b) = (dice.below(count), dice.below(count));
        let mut line = edge(a, b, STYLES[dice.below(3)]);
        line.count = u32::try_from(1 + dice.below(9)).unwrap();
        line.label = Some(line.count.to_string());
        chart.edges.push(line);
    }
    chart
}

/// The long debate with its years across a landscape page.
pub(crate) fn across() -> Chart {
    Chart {
        direction: Direction::Across,
        page: PageSize { width_mm: 380.0, height_mm: 174.0 },
        rules: vec![event(1991, "End of the Soviet Union")],
        ..long_debate()
    }
}

/// A large literature.
pub(crate) fn large(works: usize, responses: usize) -> Chart {
    let mut dice = Dice::new(500);
    let mut chart =
        Chart { lanes: (0..6).map(|i| lane(&format!("School {i}"), i)).collect(), ..Chart::default() };
    for index in 0..works {
        let year = 1960 + i32::try_from(index * 60 / works).unwrap();
        let lane = dice.below(6);
        chart.nodes.push(named_work(&mut dice, index, lane, year));
    }
    connect(&mut chart, &mut dice, 0, responses);
    chart
}

/// A debate of some size, different for each seed.
pub(crate) fn seeded(seed: u64) -> Chart {
    let mut dice = Dice::new(seed);
    let lanes = 1 + dice.below(7);
    let works = 5 + dice.below(70);
    let span = 1 + dice.below(30);
    let mut chart = Chart {
        title: format!("Debate {seed}"),
        lanes: (0..lanes).map(|i| lane(CLAUSES[i % 6], i)).collect(),
        direction: if dice.below(3) == 0 { Direction::Across } else { Direction::Down },
        time_axis: if dice.below(4) == 0 { TimeAxis::Absent } else { TimeAxis::Shown },
        ..Chart::default()
    };
    for index in 0..works {
        let (lane, year) = (dice.below(lanes), 1980 + i32::try_from(dice.below(span)).unwrap());
        chart.nodes.push(named_work(&mut dice, index, lane, year));
    }
    let responses = works + dice.below(works * 2);
    connect(&mut chart, &mut dice, 0, responses);
    chart
}
