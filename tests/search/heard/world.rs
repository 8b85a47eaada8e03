//! Another desk's schedule: all lanes and ports, feeder ships among the large ones, terminals, and
//! voyages as each line numbers them. Rows are kept as sheets give them, with what is needed to say
//! which of them a query means.

use super::tables::{Tables, tables};
use crate::random::Random;
use crate::schedule::china;
use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeZone};
use shipdesk::domain::sailing::SourceRow;
use shipdesk::domain::{CutOff, CutOffs, PortCode, Sailing, Scac, Voyage};

/// Lanes: a service's letters, where it calls (countries or ports), how many days across.
#[rustfmt::skip]
const LANES: &[(&str, &str, u64, char)] = &[
    ("AEU", "NL DE BE GB FRLEH FRDKK DK SE NO FI PL LT LV RULED IE", 32, 'W'),
    ("MEX", "GR IT ES PT FRFOS FRMRS MT SI HR TR IL LB EG DZ MA RO UA", 29, 'W'),
    ("CPS", "USLAX USLGB USOAK USSEA USTIW CAVAN CAPRR", 15, 'E'),
    ("AWE", "USNYC USSAV USORF USCHS USBAL USBOS USMIA USJAX USHOU USMSY USMOB USTPA USPHL CAHAL CAMTR JM DO", 31, 'E'),
    ("MEA", "AE SA OM QA BH KW IQ IR JO EGSOK SDPZU DJJIB YEADE", 20, 'W'),
    ("CIX", "IN LK BD PK", 17, 'W'),
    ("CSE", "SG MY TH VN ID PH MM KH", 7, 'S'),
    ("NCJ", "JP KR TW", 3, 'E'),
    ("WSA", "MX PA GT CO EC PE CL", 28, 'E'),
    ("ESA", "BR AR UY", 35, 'W'),
    ("WAX", "NG GH CI SN TG BJ CM CG AO", 36, 'W'),
    ("EAF", "KE TZ MZ ZA MU", 24, 'W'),
    ("AUS", "AU NZ FJ", 16, 'S'),
    ("RFE", "RUVVO RUVYP", 5, 'N'),
];

const POLS: &[&str] = &[
    "CNSHA", "CNNGB", "CNYTN", "CNSHK", "CNTAO", "CNTXG", "CNDLC", "CNXMN", "CNNSA", "HKHKG",
    "CNFOC", "CNLYG", "CNTAG", "CNHUA", "CNSWA",
];

const TERMINALS: &[(&str, &[&str])] = &[
    (
        "NLRTM",
        &["APM TERMINALS MAASVLAKTE II", "RWG", "ECT DELTA", "EUROMAX"],
    ),
    (
        "DEHAM",
        &["CTA ALTENWERDER", "BURCHARDKAI", "EUROGATE", "TOLLERORT"],
    ),
    ("BEANR", &["PSA DEURGANCK", "MPET", "ANTWERP GATEWAY"]),
    (
        "USLAX",
        &[
            "TRAPAC",
            "FENIX MARINE",
            "APM PIER 400",
            "YUSEN TERMINALS",
            "WBCT",
        ],
    ),
    ("USLGB", &["LBCT", "TTI PIER T", "PIER J", "ITS PIER G"]),
    (
        "USNYC",
        &["MAHER TERMINALS", "APM ELIZABETH", "PNCT", "GCT BAYONNE"],
    ),
    ("SGSIN", &["PASIR PANJANG", "TUAS", "BRANI"]),
    ("PHMNL", &["MICT", "ASIAN TERMINALS"]),
];

/// A schedule of at least so many sailings, from two weeks before `base` on.
pub fn world(seed: u64, base: NaiveDate, at_least: usize) -> Vec<Sailing> {
    let tables = tables();
    let mut random = Random::new(seed);
    let mut out = Vec::new();
    let mut round = 0;
    while out.len() < at_least {
        round += 1;
        for (lane, calls, days, direction) in LANES {
            let pods: Vec<&str> = tables
                .ports
                .iter()
                .map(|p| p.code)
                .filter(|code| {
                    calls.split(' ').any(|c| code.starts_with(c)) && !POLS.contains(code)
                })
                .collect();
            for _ in 0..6 {
                let line = random.below(tables.fleets.len());
                let service = format!("{lane}{}", round * 10 + random.below(9));
                let chosen = random.some(&pods, 5);
                let pols = random.some(POLS, 3);
                run(
                    &mut random,
                    &tables,
                    line,
                    (&service, *direction, *days),
                    (&pols, &chosen),
                    base,
                    &mut out,
                );
            }
        }
    }
    out
}

fn run(
    random: &mut Random,
    tables: &Tables,
    line: usize,
    (service, direction, days): (&str, char, u64),
    (pols, pods): (&[&str], &[&str]),
    base: NaiveDate,
    out: &mut Vec<Sailing>,
) {
    let (carrier, fleet) = &tables.fleets[line];
    let first = base - Days::new(14) + Days::new(random.below(7) as u64);
    let (turn, start) = (random.below(fleet.len()), 10 + random.below(600));
    let hours = [10, 11, 12, 14, 16, 17, 18, 20, 22];
    for week in 0..9u64 {
        let number = start + week as usize;
        let vessel = fleet[(turn + week as usize) % fleet.len()];
        for (call, pol) in pols.iter().enumerate() {
            let etd = first + Days::new(week * 7 + call as u64 * 2);
            let voyage = numbered(carrier, number, direction, week);
            for (order, pod) in pods.iter().enumerate() {
                let cy = at(etd - Days::new(1), *random.pick(&hours), random.below(60));
                let terminal = TERMINALS
                    .iter()
                    .find(|(code, _)| code == pod)
                    .map(|(_, names)| (*random.pick(names)).to_owned());
                let via = (random.chance(10) && days > 12)
                    .then(|| port("SGSIN"))
                    .filter(|_| *pod != "SGSIN");
                let scac: Scac = carrier.parse().expect("a code of the table");
                let voyage: Voyage = voyage.parse().expect("a voyage with a digit");
                out.push(Sailing {
                    id: Sailing::id_of(&scac, vessel.0, &voyage, &port(pol), &port(pod)),
                    carrier: scac,
                    vessel: vessel.0.to_owned(),
                    vessel_zh: Some(vessel.1.to_owned()).filter(|zh| !zh.is_empty()),
                    voyage,
                    service: Some(service.to_owned()),
                    pol: port(pol),
                    pod: port(pod),
                    pod_terminal: terminal,
                    via,
                    etd,
                    atd: None,
                    eta: Some(etd + Days::new(days + order as u64 * 2)),
                    cut_offs: CutOffs {
                        cy: Some(CutOff::At(cy)),
                        si: random
                            .chance(80)
                            .then(|| CutOff::At(at(etd - Days::new(2), 12, 0))),
                        ..CutOffs::default()
                    },
                    remarks: None,
                    source: SourceRow::default(),
                });
            }
        }
    }
}

fn port(code: &str) -> PortCode {
    PortCode::Locode(code.parse().expect("a code of the table"))
}

fn at(day: NaiveDate, hour: u32, minute: usize) -> DateTime<FixedOffset> {
    let moment = day
        .and_hms_opt(hour, u32::try_from(minute).unwrap_or(0), 0)
        .expect("an hour");
    china()
        .from_local_datetime(&moment)
        .single()
        .expect("one offset")
}

/// Every line numbers in its own way.
fn numbered(carrier: &str, number: usize, direction: char, week: u64) -> String {
    let week = 46 + week;
    match carrier {
        "MAEU" => format!("6{week}{direction}"),
        "MSCU" => format!("F{}6{week}{direction}", ['E', 'A', 'T', 'L'][number % 4]),
        "CMDU" => format!(
            "0{}{}{direction}1MA",
            ["FL", "BE", "TN", "PP"][number % 4],
            char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)).to_string()
                + &(number % 10).to_string()
        ),
        "EGLV" => format!("{:04}-{:03}{direction}", 400 + number, number % 100),
        "HLCU" | "SITC" => format!("26{week}{direction}"),
        "WHLC" => format!("{direction}{number:03}"),
        "ONEY" => format!("{number:03}{direction}"),
        "OOLU" | "COSU" => format!("{number:03}{direction}"),
        "ZIMU" => format!("{}/{direction}", number % 90 + 10),
        "KMTU" | "SMLM" => format!("26{:02}{direction}", number % 30 + 1),
        _ => format!("{number:03}{direction}"),
    }
}
