//! The practice schedule: weekly loops, sold by several carriers each, around the demo's clock.

use std::collections::HashMap;

use chrono::{Datelike, Duration, IsoWeek, NaiveDate};
use serde::Deserialize;

use super::clock;
use super::seed::Seed;
use super::table::{self, BadTable};
use crate::domain::sailing::SourceRow;
use crate::domain::{CutOff, CutOffs, Moment, PortCode, Sailing, Scac, UnLocode, Voyage};

const LOOPS: &str = include_str!("tables/loops.toml");
const VESSELS: &str = include_str!("tables/vessels_zh.csv");

/// How many sailings the practice schedule has.
const WANTED: usize = 2_000;

/// The weeks before the demo's own that the schedule reaches back to.
const WEEKS_BACK: i64 = 3;

#[derive(Deserialize)]
struct Loops {
    r#loop: Vec<Loop>,
}

#[derive(Deserialize)]
struct Loop {
    /// Of the first port's departure, 0 for Monday.
    weekday: i64,
    direction: String,
    /// Port, days behind the weekday.
    pols: Vec<[String; 2]>,
    /// Port, days from the first departure, terminal where it has several.
    pods: Vec<Vec<String>>,
    vessels: Vec<String>,
    /// Carrier, service, how it writes a voyage.
    sellers: Vec<[String; 3]>,
}

#[derive(Deserialize)]
struct VesselName {
    vessel: String,
    zh: String,
}

/// Two thousand sailings around `now`: three weeks back, the rest ahead, by departure.
pub fn sailings(now: Moment) -> Result<Vec<Sailing>, BadTable> {
    let loops: Loops = toml::from_str(LOOPS).map_err(|error| BadTable::new("loops", error))?;
    let chinese: HashMap<String, String> = table::rows::<VesselName>("vessels_zh", VESSELS)?
        .into_iter()
        .map(|name| (name.vessel, name.zh))
        .collect();
    let today = now.with_timezone(&clock::china()).date_naive();
    let monday = today - Duration::days(i64::from(today.weekday().num_days_from_monday()));
    let mut all = Vec::new();
    for week in -WEEKS_BACK.. {
        // A loop gives at least one sailing a week, so the schedule is full in the end.
        if all.len() >= WANTED + loops.r#loop.len() || week > 200 {
            break;
        }
        for circuit in &loops.r#loop {
            circuit.sailings_of(monday + Duration::weeks(week), &chinese, &mut all)?;
        }
    }
    all.sort_by(|one, other| (one.etd, &one.id).cmp(&(other.etd, &other.id)));
    all.truncate(WANTED);
    for (row, sailing) in (2..).zip(&mut all) {
        sailing.source.row = row;
    }
    Ok(all)
}

impl Loop {
    /// One week's sailings of this loop, every seller, port of loading and port of discharge.
    fn sailings_of(
        &self,
        monday: NaiveDate,
        chinese: &HashMap<String, String>,
        into: &mut Vec<Sailing>,
    ) -> Result<(), BadTable> {
        let first = monday + Duration::days(self.weekday);
        // Counted from a Monday, so that a ship keeps its place whatever week the demo is in.
        let since = (monday - NaiveDate::default()).num_weeks();
        let ships = i64::try_from(self.vessels.len()).unwrap_or(1).max(1);
        let ship = usize::try_from(since.rem_euclid(ships)).unwrap_or(0);
        let Some(vessel) = self.vessels.get(ship) else {
            return Ok(());
        };
        let rounds = since.div_euclid(ships) % 70 + i64::from(Seed::of(vessel).below(30));
        for [scac, service, pattern] in &self.sellers {
            let carrier: Scac = table::read("loops", scac)?;
            let voyage = voyage(pattern, rounds, first.iso_week(), &self.direction)?;
            for [pol, behind] in &self.pols {
                let etd = first + Duration::days(table::read::<i64>("loops", behind)?);
                for pod in &self.pods {
                    let [code, days, terminal @ ..] = pod.as_slice() else {
                        return Err(BadTable::new(
                            "loops",
                            "a port of discharge without its days",
                        ));
                    };
                    let pol = port(pol)?;
                    let pod = port(code)?;
                    into.push(Sailing {
                        id: Sailing::id_of(&carrier, vessel, &voyage, &pol, &pod),
                        carrier: carrier.clone(),
                        vessel: vessel.clone(),
                        vessel_zh: chinese.get(vessel).cloned(),
                        voyage: voyage.clone(),
                        service: Some(service.clone()),
                        cut_offs: cut_offs(&carrier, etd, code),
                        pol,
                        pod,
                        pod_terminal: terminal.first().cloned(),
                        via: None,
                        etd,
                        atd: None,
                        eta: Some(first + Duration::days(table::read::<i64>("loops", days)?)),
                        remarks: None,
                        source: SourceRow {
                            file: super::SCHEDULE_FILE.to_owned(),
                            row: 0,
                        },
                    });
                }
            }
        }
        Ok(())
    }
}

fn port(code: &str) -> Result<PortCode, BadTable> {
    table::read::<UnLocode>("loops", code).map(PortCode::Locode)
}

/// A carrier's way of writing a voyage.
fn voyage(pattern: &str, rounds: i64, week: IsoWeek, way: &str) -> Result<Voyage, BadTable> {
    let year = week.year();
    let text = pattern
        .replace("{n}", &format!("{:03}", 12 + rounds))
        .replace("{yy}", &format!("{:02}", year.rem_euclid(100)))
        .replace("{y}", &year.rem_euclid(10).to_string())
        .replace("{w}", &format!("{:02}", week.week()))
        .replace("{d}", way);
    table::read("loops", &text)
}

/// Cut-offs as that carrier gives them. Some give a day without an hour, some leave one out, and
/// only lanes to the United States have one for the advance manifest.
fn cut_offs(carrier: &Scac, etd: NaiveDate, pod: &str) -> CutOffs {
    let habit = Seed::of(carrier.as_str()).below(4);
    let before =
        |days: i64, hour: u32| Some(CutOff::At(clock::at(etd - Duration::days(days), hour, 0)));
    let day = |days: i64| Some(CutOff::on_day(etd - Duration::days(days), clock::china()));
    CutOffs {
        cy: before(1, if habit == 0 { 18 } else { 12 }),
        si: if habit == 1 {
            day(3)
        } else {
            before(3, 10 + habit)
        },
        vgm: if habit == 2 { None } else { before(2, 12) },
        customs: before(1, if habit == 3 { 10 } else { 16 }),
        ams: pod.starts_with("US").then(|| before(3, 9)).flatten(),
    }
}
