//! Queries of each form, made of the fragments.

use super::fragments::{End, How, Mind, split};
use super::slips::slip;
use super::tables::Tables;
use super::wish::Wish;
use crate::random::Random;
use chrono::{DateTime, FixedOffset};
use shipdesk::domain::Sailing;

pub const FORMS: [&str; 13] = [
    "typos",
    "dates",
    "chinese",
    "names",
    "pinyin",
    "abbreviations",
    "any order",
    "voyages",
    "run together",
    "shortened",
    "regions",
    "mixed",
    "codes",
];

/// A query with its meaning.
#[derive(Debug, Clone)]
pub struct Asked {
    pub form: &'static str,
    pub text: String,
    pub wish: Wish,
}

/// So many queries of each form, about sailings that are still open.
pub fn queries(
    seed: u64,
    each: usize,
    sailings: &[Sailing],
    tables: &Tables,
    now: DateTime<FixedOffset>,
) -> Vec<Asked> {
    let mut random = Random::new(seed);
    let mut out = Vec::new();
    for form in FORMS {
        let mut made = 0;
        while made < each {
            let sailing = random.pick(sailings);
            let ahead = (sailing.etd - now.date_naive()).num_days();
            if !(0..30).contains(&ahead) || sailing.next_cut_off(now).is_none() {
                continue;
            }
            let mut mind = Mind {
                sailing,
                tables,
                today: now.date_naive(),
                wish: Wish::default(),
            };
            if let Some(text) = one(form, &mut mind, &mut random) {
                out.push(Asked {
                    form,
                    text,
                    wish: mind.wish,
                });
                made += 1;
            }
        }
    }
    out
}

fn one(form: &str, mind: &mut Mind<'_>, random: &mut Random) -> Option<String> {
    let terms = match form {
        "typos" => typos(mind, random)?,
        "dates" => match random.below(4) {
            0 => vec![mind.carrier(How::Short, random)?, mind.date(random, false)],
            1 => vec![
                mind.port(End::Pod, How::Short, random)?,
                mind.date(random, false),
            ],
            2 => vec![
                mind.date(random, false),
                mind.port(End::Pod, How::English, random)?,
            ],
            _ => vec![
                mind.carrier(How::English, random)?,
                mind.port(End::Pod, How::English, random)?,
                mind.date(random, false),
            ],
        },
        "chinese" => return chinese(mind, random),
        "names" => match random.below(4) {
            0 => vec![mind.vessel(random)],
            1 => vec![mind.vessel(random), mind.voyage(random)],
            2 => vec![
                mind.vessel(random),
                mind.port(End::Pod, How::English, random)?,
            ],
            _ => vec![
                mind.port(End::Pod, How::English, random)?,
                mind.carrier(How::English, random)?,
            ],
        },
        "pinyin" => match random.below(4) {
            0 => vec![mind.port(End::Pod, How::Pinyin, random)?],
            1 => vec![
                mind.port(End::Pod, How::Pinyin, random)?,
                mind.date(random, false),
            ],
            2 => vec![
                mind.carrier(How::Short, random)?,
                mind.port(End::Pod, How::Pinyin, random)?,
            ],
            _ => vec![
                mind.port(End::Pol, How::Pinyin, random)?,
                mind.port(End::Pod, How::Pinyin, random)?,
            ],
        },
        "abbreviations" => match random.below(4) {
            0 => vec![
                mind.carrier(How::Short, random)?,
                mind.port(End::Pod, How::Short, random)?,
            ],
            1 => vec![
                mind.port(End::Pol, How::Short, random)?,
                mind.port(End::Pod, How::Short, random)?,
            ],
            2 => vec![
                mind.carrier(How::Short, random)?,
                mind.port(End::Pol, How::Short, random)?,
                mind.port(End::Pod, How::Short, random)?,
            ],
            _ => vec![
                mind.port(End::Pod, How::Front, random)?,
                mind.carrier(How::Short, random)?,
            ],
        },
        "any order" => {
            let mut terms = vec![
                mind.carrier(How::Short, random)?,
                mind.port(
                    End::Pod,
                    *random.pick(&[How::Short, How::English, How::Chinese]),
                    random,
                )?,
                mind.date(random, random.clone().chance(30)),
            ];
            if random.chance(50) {
                terms.push(mind.port(
                    End::Pol,
                    *random.pick(&[How::Short, How::English]),
                    random,
                )?);
            }
            random.shuffle(&mut terms);
            terms
        }
        "voyages" => match random.below(5) {
            0 => vec![mind.voyage(random)],
            1 => vec![mind.vessel_pieces(random)?.join(" "), mind.voyage(random)],
            2 => vec![mind.vessel_pieces(random)?.join(" "), mind.tail(random)?],
            3 => vec![mind.carrier(How::Short, random)?, mind.voyage(random)],
            _ => vec![
                mind.voyage(random),
                mind.port(End::Pod, How::Short, random)?,
            ],
        },
        "run together" => return run_together(mind, random),
        "shortened" => match random.below(4) {
            0 => vec![mind.vessel_pieces(random)?.join(" ")],
            1 => {
                // The line's short name before the ship's pieces: "hl berl exp".
                let line = mind.carrier(How::Short, random)?;
                vec![line, mind.vessel_pieces(random)?.join(" ")]
            }
            2 => vec![
                mind.vessel_pieces(random)?.join(" "),
                mind.port(End::Pod, How::Short, random)?,
            ],
            _ => vec![
                mind.vessel_pieces(random)?.join(" "),
                mind.date(random, false),
            ],
        },
        "regions" => match random.below(4) {
            0 => vec![mind.group(random, None)?],
            1 => vec![mind.carrier(How::Short, random)?, mind.group(random, None)?],
            2 => vec![
                mind.group(random, None)?,
                mind.date(random, random.clone().chance(50)),
            ],
            _ => vec![
                mind.port(End::Pol, How::Chinese, random)?,
                mind.group(random, Some(true))?,
            ],
        },
        "mixed" => return mixed(mind, random),
        _ => match random.below(4) {
            0 => vec![service(mind)?],
            1 => vec![service(mind)?, mind.port(End::Pod, How::Short, random)?],
            2 => vec![
                mind.port(End::Pol, How::Locode, random)?,
                mind.port(End::Pod, How::Locode, random)?,
            ],
            _ => vec![terminal(mind, random)?, mind.carrier(How::Short, random)?],
        },
    };
    Some(terms.join(" "))
}

fn typos(mind: &mut Mind<'_>, random: &mut Random) -> Option<Vec<String>> {
    let known = |mind: &Mind<'_>, typed: &str| {
        let all = mind.tables.ports.iter().chain(&mind.tables.carriers);
        let mut names = all.flat_map(|c| c.english.iter().chain(&c.short));
        names.any(|name| split(name).contains(&typed))
    };
    let slipped = |text: &str, mind: &Mind<'_>, random: &mut Random| {
        let words = split(text);
        let word = words.iter().max_by_key(|w| w.len())?;
        let typed = slip(word, random)?;
        (!known(mind, &typed)).then(|| text.replace(*word, &typed))
    };
    Some(match random.below(4) {
        0 => {
            let port = mind.port(End::Pod, How::English, random)?;
            vec![
                slipped(&port, mind, random)?,
                mind.carrier(How::Short, random)?,
            ]
        }
        1 => {
            let port = mind.port(End::Pod, How::English, random)?;
            vec![slipped(&port, mind, random)?, mind.date(random, false)]
        }
        2 => {
            let line = mind.carrier(How::English, random)?;
            vec![
                slipped(&line, mind, random)?,
                mind.port(End::Pod, How::Short, random)?,
            ]
        }
        _ => {
            let name = mind.sailing.vessel.to_lowercase();
            mind.wish.vessel = split(&name).iter().map(|w| (*w).to_owned()).collect();
            let mut terms = vec![slipped(&name, mind, random)?];
            if random.chance(50) {
                terms.push(mind.voyage(random));
            }
            terms
        }
    })
}

fn chinese(mind: &mut Mind<'_>, random: &mut Random) -> Option<String> {
    let terms = match random.below(6) {
        0 => vec![
            mind.port(End::Pod, How::Chinese, random)?,
            mind.date(random, true),
        ],
        1 => vec![
            mind.carrier(How::Chinese, random)?,
            mind.port(End::Pod, How::Chinese, random)?,
        ],
        2 => vec![
            mind.carrier(How::Chinese, random)?,
            mind.port(End::Pod, How::Chinese, random)?,
            mind.date(random, true),
        ],
        3 => vec![
            mind.port(End::Pol, How::Chinese, random)?,
            (*random.pick(&["到", "去", "至"])).to_owned(),
            mind.port(End::Pod, How::Chinese, random)?,
        ],
        4 => {
            let zh = mind.sailing.vessel_zh.clone()?;
            mind.wish.vessel_zh.clone_from(&zh);
            return Some(zh);
        }
        _ => vec![
            mind.date(random, true),
            mind.carrier(How::Chinese, random)?,
            mind.group(random, Some(true))?,
        ],
    };
    Some(terms.join(if random.chance(50) { "" } else { " " }))
}

fn run_together(mind: &mut Mind<'_>, random: &mut Random) -> Option<String> {
    Some(match random.below(6) {
        0 => mind.carrier(How::Short, random)? + &mind.port(End::Pod, How::Short, random)?,
        1 => mind.port(End::Pol, How::Short, random)? + &mind.port(End::Pod, How::Short, random)?,
        2 => mind.vessel_pieces(random).filter(|p| p.len() > 1)?.concat(),
        3 => {
            let pieces = mind.vessel_pieces(random).filter(|p| p.len() > 1)?.concat();
            pieces + &mind.tail(random)?
        }
        4 => {
            let day = mind.sailing.etd.format("%-d%b").to_string().to_lowercase();
            mind.wish.etd = vec![(mind.sailing.etd, mind.sailing.etd)];
            let name = if random.chance(50) {
                mind.port(End::Pod, How::Short, random)?
            } else {
                mind.carrier(How::Short, random)?
            };
            if random.chance(50) {
                day + &name
            } else {
                name + &day
            }
        }
        _ => {
            mind.carrier(How::Short, random)?
                + &mind.port(End::Pol, How::Short, random)?
                + &mind.port(End::Pod, How::Short, random)?
        }
    })
    .filter(|text| text.is_ascii() && !text.contains(' ') && text.len() >= 4)
}

fn mixed(mind: &mut Mind<'_>, random: &mut Random) -> Option<String> {
    let mut terms = match random.below(4) {
        0 => vec![
            mind.carrier(How::Chinese, random)?,
            mind.port(End::Pod, How::Short, random)?,
            mind.date(random, true),
        ],
        1 => vec![
            mind.carrier(How::Short, random)?,
            mind.port(End::Pod, How::Chinese, random)?,
            mind.date(random, false),
        ],
        2 => vec![
            mind.vessel_pieces(random)?.join(" "),
            mind.port(End::Pod, How::Chinese, random)?,
        ],
        _ => vec![
            mind.port(End::Pol, How::Chinese, random)?,
            mind.port(End::Pod, How::English, random)?,
            mind.date(random, true),
        ],
    };
    if random.chance(30) {
        let wide = |c: char| {
            if c.is_ascii_graphic() {
                char::from_u32(c as u32 + 0xfee0).unwrap_or(c)
            } else {
                c
            }
        };
        terms = terms
            .iter()
            .map(|t| t.chars().map(wide).collect())
            .collect();
        return Some(terms.join("　"));
    }
    Some(terms.join(" "))
}

fn service(mind: &mut Mind<'_>) -> Option<String> {
    let service = mind.sailing.service.as_ref()?.to_lowercase();
    mind.wish.service.clone_from(&service);
    Some(service)
}

fn terminal(mind: &mut Mind<'_>, random: &mut Random) -> Option<String> {
    let name = mind.sailing.pod_terminal.as_ref()?.to_lowercase();
    let words = split(&name);
    let word = *random.pick(&words);
    if word.len() < 3 || word == "terminals" || word == "terminal" {
        mind.wish.terminal.clone_from(&name);
        return Some(name);
    }
    word.clone_into(&mut mind.wish.terminal);
    Some(word.to_owned())
}
