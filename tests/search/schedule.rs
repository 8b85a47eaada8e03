//! A lifelike schedule: weekly services with rotations, vessels in turn, partners selling slots.

use crate::random::Random;
use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeZone};
use shipdesk::domain::sailing::SourceRow;
use shipdesk::domain::{CutOff, CutOffs, PortCode, Sailing, Scac, Voyage};

const VESSELS: &str = include_str!("vessels.csv");

/// Lanes: who serves them, between which ports, how many days across.
const LANES: &[(&str, &[&str], &[&str], &[&str], u64)] = &[
    (
        "NEU",
        &[
            "COSU", "MSCU", "MAEU", "CMDU", "EGLV", "ONEY", "HLCU", "YMLU", "HDMU", "OOLU", "HJSC",
        ],
        &[
            "CNSHA", "CNNGB", "CNYTN", "CNTAO", "CNXMN", "CNSHK", "CNTXG", "CNDLC", "HKHKG",
        ],
        &[
            "NLRTM", "DEHAM", "BEANR", "GBFXT", "FRLEH", "DEBRV", "DEWVN", "GBSOU", "GBLGP",
            "PLGDN", "SEGOT", "DKAAR", "BEZEE", "FRDKK",
        ],
        32,
    ),
    (
        "MED",
        &[
            "COSU", "MSCU", "MAEU", "CMDU", "EGLV", "ONEY", "HLCU", "YMLU", "ZIMU", "OOLU",
        ],
        &["CNSHA", "CNNGB", "CNYTN", "CNTAO", "CNXMN", "CNNSA"],
        &[
            "GRPIR", "ITGOA", "ITSPE", "ESBCN", "ESVLC", "FRFOS", "TRIST", "TRAMR", "ILASH",
            "ILHFA", "EGPSD", "SIKOP", "ITTRS", "ROCND", "MTMAR", "ESALG", "EGALY", "TRMER",
        ],
        30,
    ),
    (
        "USWC",
        &[
            "COSU", "MSCU", "MAEU", "CMDU", "EGLV", "ONEY", "HLCU", "YMLU", "HDMU", "ZIMU", "OOLU",
            "WHLC", "MATS", "SMLM",
        ],
        &[
            "CNSHA", "CNNGB", "CNYTN", "CNTAO", "CNXMN", "HKHKG", "CNNSA",
        ],
        &[
            "USLAX", "USLGB", "USOAK", "USSEA", "USTIW", "CAVAN", "CAPRR",
        ],
        16,
    ),
    (
        "USEC",
        &[
            "COSU", "MSCU", "MAEU", "CMDU", "EGLV", "ONEY", "HLCU", "YMLU", "HDMU", "ZIMU", "OOLU",
        ],
        &["CNSHA", "CNNGB", "CNYTN", "CNTAO", "CNXMN", "CNSHK"],
        &[
            "USNYC", "USSAV", "USORF", "USCHS", "USBAL", "USBOS", "USMIA", "USHOU", "USMSY",
            "USMOB", "CAHAL", "USJAX",
        ],
        31,
    ),
    (
        "ME",
        &[
            "COSU", "MSCU", "MAEU", "CMDU", "EGLV", "ONEY", "HLCU", "HDMU", "OOLU", "WHLC", "KMTU",
            "PCIU", "EMKU",
        ],
        &["CNSHA", "CNNGB", "CNYTN", "CNTAO", "CNSHK", "CNXMN"],
        &[
            "AEJEA", "SADMM", "SAJED", "QAHMD", "KWSAA", "BHBAH", "OMSOH", "IQUQR", "JOAQJ",
            "EGSOK", "AEAUH", "AEKLF",
        ],
        20,
    ),
    (
        "ISC",
        &[
            "COSU", "MSCU", "CMDU", "ONEY", "HLCU", "OOLU", "WHLC", "KMTU", "PCIU", "IALU", "ZIMU",
            "YMLU",
        ],
        &["CNSHA", "CNNGB", "CNYTN", "CNTAO", "CNSHK"],
        &[
            "INNSA", "INMUN", "INMAA", "INCCU", "LKCMB", "PKKHI", "BDCGP", "PKBQM", "INCOK",
        ],
        16,
    ),
    (
        "SEA",
        &[
            "COSU", "MSCU", "MAEU", "EGLV", "ONEY", "YMLU", "OOLU", "WHLC", "SITC", "TSLU", "RCLU",
            "IALU", "KMTU", "JJCU", "CULU", "PCIU",
        ],
        &[
            "CNSHA", "CNNGB", "CNYTN", "CNSHK", "CNXMN", "CNTAO", "CNNSA", "HKHKG", "CNDLC",
        ],
        &[
            "SGSIN", "MYPKG", "MYWSP", "MYLPK", "MYPEN", "MYTPP", "THLCH", "THBKK", "VNSGN",
            "VNCLI", "VNHPH", "IDJKT", "IDSUB", "PHMNL", "PHMNN", "PHMNS", "KHKOS", "PHCEB",
            "VNDAD",
        ],
        7,
    ),
    (
        "JPKR",
        &[
            "SITC", "SINO", "NSSL", "KMTU", "TSLU", "COSU", "JJCU", "ONEY", "EGLV", "SMLM",
        ],
        &[
            "CNSHA", "CNNGB", "CNTAO", "CNTXG", "CNDLC", "CNXMN", "CNLYG",
        ],
        &[
            "JPTYO", "JPYOK", "JPNGO", "JPOSA", "JPUKB", "JPHKT", "KRPUS", "KRINC", "KRKAN",
        ],
        3,
    ),
    (
        "LAM",
        &[
            "COSU", "MSCU", "MAEU", "CMDU", "EGLV", "ONEY", "HLCU", "SUDU", "ZIMU", "YMLU",
        ],
        &["CNSHA", "CNNGB", "CNYTN", "CNTAO", "CNXMN"],
        &[
            "BRSSZ", "BRPNG", "BRNVT", "ARBUE", "UYMVD", "MXZLO", "MXLZC", "PECLL", "CLSAI",
            "CLVAP", "ECGYE", "COBUN", "GTPRQ", "PAMIT", "BRRIO", "COCTG",
        ],
        33,
    ),
    (
        "AFR",
        &[
            "COSU", "MSCU", "MAEU", "CMDU", "PCIU", "ONEY", "HLCU", "ZIMU",
        ],
        &["CNSHA", "CNNGB", "CNYTN", "CNTAO", "CNNSA"],
        &[
            "ZADUR", "ZACPT", "KEMBA", "TZDAR", "NGAPP", "NGTIN", "GHTEM", "CIABJ", "TGLFW",
            "AOLAD", "SNDKR", "CMDLA", "NGLKK", "MUPLU",
        ],
        30,
    ),
    (
        "OCE",
        &[
            "COSU", "MSCU", "MAEU", "CMDU", "OOLU", "ANNU", "TSLU", "ONEY", "PCIU", "ZIMU",
        ],
        &["CNSHA", "CNNGB", "CNYTN", "CNTAO", "CNXMN", "CNSHK"],
        &[
            "AUSYD", "AUMEL", "AUBNE", "AUFRE", "AUADL", "NZAKL", "NZTRG", "NZLYT",
        ],
        16,
    ),
];

/// Who sells slots on whose ships.
const PARTNERS: &[(&str, &[&str])] = &[
    ("COSU", &["OOLU", "CMDU", "EGLV"]),
    ("OOLU", &["COSU", "EGLV"]),
    ("CMDU", &["COSU", "OOLU"]),
    ("EGLV", &["CMDU", "COSU"]),
    ("ONEY", &["HDMU", "YMLU"]),
    ("HDMU", &["YMLU", "ONEY"]),
    ("YMLU", &["ONEY", "HDMU"]),
    ("MAEU", &["HLCU"]),
    ("HLCU", &["MAEU"]),
    ("MSCU", &["ZIMU"]),
];

/// The hour at which the day of the tests begins: Tuesday, 24 November 2026, 9 o'clock in China.
pub fn now() -> DateTime<FixedOffset> {
    china()
        .with_ymd_and_hms(2026, 11, 24, 9, 0, 0)
        .single()
        .expect("a moment")
}

pub fn china() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("an offset")
}

/// A vessel with its Chinese name, or an empty one.
pub type Vessel = (&'static str, &'static str);

/// The fleets by carrier.
pub fn fleets() -> Vec<(&'static str, Vec<Vessel>)> {
    let lines = VESSELS.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(','))
        .map(|(carrier, names)| {
            let vessels = names
                .split('|')
                .map(|n| n.split_once('=').unwrap_or((n, "")));
            (carrier, vessels.collect())
        })
        .collect()
}

/// A schedule of at least so many sailings, from two weeks ago on.
pub fn schedule(seed: u64, at_least: usize) -> Vec<Sailing> {
    let mut random = Random::new(seed);
    let fleets = fleets();
    let mut out = Vec::new();
    let mut round = 1;
    while out.len() < at_least {
        for (lane, carriers, pols, pods, days) in LANES {
            for carrier in *carriers {
                let service = format!("{lane}{round}");
                let fleet = &fleets
                    .iter()
                    .find(|(c, _)| c == carrier)
                    .expect("every carrier has a fleet")
                    .1;
                let (pols, pods) = (random.some(pols, 3), random.some(pods, 5));
                run_service(
                    &mut random,
                    carrier,
                    &service,
                    fleet,
                    &pols,
                    &pods,
                    *days,
                    &mut out,
                );
            }
        }
        round += 1;
    }
    out
}

#[allow(clippy::too_many_arguments, reason = "a service is all of these")]
fn run_service(
    random: &mut Random,
    carrier: &str,
    service: &str,
    fleet: &[Vessel],
    pols: &[&str],
    pods: &[&str],
    days: u64,
    out: &mut Vec<Sailing>,
) {
    let first_week = NaiveDate::from_ymd_opt(2026, 11, 9).expect("a Monday");
    let weekday = random.below(7) as u64;
    let turn = random.below(fleet.len());
    let start = 20 + random.below(400);
    let code = format!("{}{}", &carrier[..2], &service[..2]);
    let partners = PARTNERS
        .iter()
        .find(|(c, _)| *c == carrier)
        .map_or(&[][..], |(_, p)| p);
    let partner = partners.first().filter(|_| random.chance(45)).copied();
    let east = service.starts_with("US") || service.starts_with("LAM");
    let direction = if east {
        'E'
    } else if service.starts_with("OCE") || service.starts_with("SEA") {
        'S'
    } else {
        'W'
    };
    for (turn, week) in (turn..).zip(0..10u64) {
        let vessel = fleet[turn % fleet.len()];
        let number = start + usize::try_from(week).unwrap_or(0);
        for (calls, pol) in pols.iter().enumerate() {
            let etd = first_week + Days::new(week * 7 + weekday + calls as u64 * 2);
            for (call, pod) in pods.iter().enumerate() {
                let eta = etd + Days::new(days + call as u64 * 2);
                let via = random
                    .chance(12)
                    .then_some("SGSIN")
                    .filter(|via| via != pod && days > 12);
                let sold = [Some(carrier), partner].into_iter().flatten().enumerate();
                for (seller, scac) in sold {
                    let voyage = voyage(scac, number + seller * 31, direction, week, &code);
                    out.push(sailing(
                        random,
                        scac,
                        service,
                        vessel,
                        &voyage,
                        (pol, pod, via),
                        (etd, eta),
                    ));
                }
            }
        }
    }
}

/// Every carrier numbers in its own way.
fn voyage(carrier: &str, number: usize, direction: char, week: u64, code: &str) -> String {
    let week = 46 + week;
    match carrier {
        "MAEU" => format!("6{}{direction}", week % 53),
        "MSCU" => format!("{}6{:02}{direction}", &code[2..], week % 53),
        "CMDU" => format!("0{code}{}{direction}1MA", number % 10),
        "EGLV" => format!("{:04}-{:03}{direction}", 1000 + number, number % 100),
        "HLCU" | "SITC" => format!("26{:02}{direction}", week % 53),
        "WHLC" => format!("{direction}{number:03}"),
        _ => format!("{number:03}{direction}"),
    }
}

fn sailing(
    random: &mut Random,
    carrier: &str,
    service: &str,
    vessel: Vessel,
    voyage: &str,
    (pol, pod, via): (&str, &str, Option<&str>),
    (etd, eta): (NaiveDate, NaiveDate),
) -> Sailing {
    let port = |code: &str| PortCode::Locode(code.parse().expect("a code of the lanes"));
    let scac: Scac = carrier.parse().expect("a code of the fleets");
    let voyage: Voyage = voyage.parse().expect("a voyage with a digit");
    let at = |before: u64, hour: u32| {
        let moment = (etd - Days::new(before))
            .and_hms_opt(hour, 0, 0)
            .expect("an hour");
        CutOff::At(
            china()
                .from_local_datetime(&moment)
                .single()
                .expect("one offset"),
        )
    };
    let cut_offs = CutOffs {
        cy: Some(at(1, *random.pick(&[10, 12, 16, 18, 22]))),
        si: random
            .chance(90)
            .then(|| at(*random.pick(&[2, 3]), *random.pick(&[10, 12, 17]))),
        vgm: random.chance(60).then(|| at(1, 9)),
        customs: random.chance(70).then(|| at(1, 20)),
        ams: (pod.starts_with("US") || pod.starts_with("CA")).then(|| at(3, 12)),
    };
    let (pol, pod) = (port(pol), port(pod));
    Sailing {
        id: Sailing::id_of(&scac, vessel.0, &voyage, &pol, &pod),
        carrier: scac,
        vessel: vessel.0.to_owned(),
        vessel_zh: Some(vessel.1.to_owned()).filter(|zh| !zh.is_empty()),
        voyage,
        service: Some(service.to_owned()),
        pol,
        pod,
        pod_terminal: None,
        via: via.map(port),
        etd,
        atd: None,
        eta: Some(eta),
        cut_offs,
        remarks: None,
        source: SourceRow::default(),
    }
}
