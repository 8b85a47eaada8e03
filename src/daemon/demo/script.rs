//! What the operators did until the demo's clock: the cast's parts turned into acts.

use chrono::Duration;
use serde_json::{Value, json};

use super::act::{Act, Deed, Enrolment};
use super::cast::{self, Fate, Part};
use super::people::People;
use super::table::BadTable;
use super::{NEWER_SCHEDULE_FILE, SCHEDULE_FILE, clock, consignment, schedule, twist};
use crate::domain::consignment::{Consignment, SailingChoice};
use crate::domain::job::ShippingStatus;
use crate::domain::{CutOff, CutOffKind, KnownValue, Moment, OperatorName, Role, Sailing};
use crate::protocol::JobOp;

/// The clerks that take the cast's jobs in turn, and the two that sign.
const CLERKS: [&str; 2] = ["chenli", "wangfang"];
const ROUTE_MANAGER: &str = "zhaolei";
const DIRECTOR: &str = "linjing";

/// The four operators, to be enrolled before the first act.
pub fn operators() -> Vec<Enrolment> {
    let enrolment = |name: &str, roles: &[Role]| Enrolment {
        name: OperatorName::new(name),
        roles: roles.to_vec(),
    };
    vec![
        enrolment(CLERKS[0], &[Role::Clerk]),
        enrolment(CLERKS[1], &[Role::Clerk, Role::ReleaseOfficer]),
        enrolment(ROUTE_MANAGER, &[Role::Clerk, Role::RouteManager]),
        enrolment(DIRECTOR, &[Role::OperationsManager, Role::Director]),
    ]
}

/// Everything that was done until `now`, oldest first.
pub fn acts(now: Moment) -> Result<Vec<Act>, BadTable> {
    let sailings = schedule::sailings(now)?;
    let people = People::read()?;
    let parts = cast::parts(now, &sailings)?;
    let mut acts = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        Telling::new(now, number, part, &people)?.into_acts(&mut acts);
    }
    let moved: Vec<Sailing> = parts
        .iter()
        .filter(|part| part.twist == "moved")
        .map(|part| a_day_later(&part.sailing))
        .collect();
    acts.push(act(
        now - Duration::minutes(95),
        ROUTE_MANAGER,
        Deed::Import {
            file: NEWER_SCHEDULE_FILE,
            sailings: moved,
        },
    ));
    depart(&parts, now, &mut acts);
    let first = acts.iter().map(|act| act.at).min().unwrap_or(now);
    acts.push(act(
        first - Duration::days(1),
        ROUTE_MANAGER,
        Deed::Import {
            file: SCHEDULE_FILE,
            sailings,
        },
    ));
    // Stable: what was done at the same moment keeps the order of the cast.
    acts.sort_by_key(|act| act.at);
    Ok(acts)
}

fn act(at: Moment, by: &str, deed: Deed) -> Act {
    Act {
        at,
        by: OperatorName::new(by),
        deed,
    }
}

/// The same sailing as a newer schedule has it: a day later, its cut-offs with it.
fn a_day_later(sailing: &Sailing) -> Sailing {
    let mut later = sailing.clone();
    let day = Duration::days(1);
    later.etd += day;
    later.eta = later.eta.map(|eta| eta + day);
    for &kind in CutOffKind::ALL {
        let place = later.cut_offs.get_mut(kind);
        *place = place.map(|cut_off| match cut_off {
            CutOff::At(at) => CutOff::At(at + day),
            CutOff::OnDay { day: on, ends } => CutOff::OnDay {
                day: on + day,
                ends: ends + day,
            },
        });
    }
    NEWER_SCHEDULE_FILE.clone_into(&mut later.source.file);
    later.source.row = 2;
    later
}

/// Notes the departure of the ships of closed jobs; of the others nobody has yet.
fn depart(parts: &[Part], now: Moment, acts: &mut Vec<Act>) {
    let mut noted = Vec::new();
    for part in parts {
        let sailing = &part.sailing;
        let left = clock::at(sailing.etd, 21, 40);
        let at = clock::in_office(left + Duration::hours(36));
        let known = matches!(part.fate, Fate::Shipped | Fate::Withdrawn | Fate::Overdue);
        if known && left < at && at < now && !noted.contains(&&sailing.id) {
            noted.push(&sailing.id);
            let deed = Deed::Depart {
                sailing: sailing.id.clone(),
                at: left,
            };
            acts.push(act(at, CLERKS[0], deed));
        }
    }
}

/// One part's way through the desk while it is told.
struct Telling<'a> {
    now: Moment,
    number: usize,
    /// The number again, as something to spread times by.
    spread: i64,
    part: &'a Part,
    clerk: &'static str,
    consignment: Consignment,
    /// When the last act was.
    at: Moment,
    acts: Vec<Act>,
}

impl<'a> Telling<'a> {
    fn new(now: Moment, number: usize, part: &'a Part, people: &People) -> Result<Self, BadTable> {
        let spread = i64::try_from(number).unwrap_or(0);
        let received = if part.fate.has_sailed() || part.fate == Fate::TruckingOnly {
            clock::at(part.sailing.etd - Duration::days(9), 9, 0) + Duration::minutes(spread * 7)
        } else if matches!(part.fate, Fate::Draft | Fate::Ready | Fate::CustomsOnly) {
            now - Duration::minutes(50 + spread * 31)
        } else if matches!(part.fate, Fate::Temp | Fate::Booked) {
            now - Duration::minutes(60 + spread)
        } else {
            now - Duration::hours(70) - Duration::minutes(spread * 37)
        };
        let received = clock::in_office(received);
        let mut consignment = consignment::sound(part, number, received, people)?;
        twist::apply(&part.twist, &mut consignment, &part.sailing)?;
        if part.fate == Fate::Temp {
            consignment.sailing = Some(SailingChoice::Temp);
        }
        Ok(Self {
            now,
            number,
            spread,
            part,
            clerk: CLERKS[number % CLERKS.len()],
            consignment,
            at: received,
            acts: Vec::new(),
        })
    }

    /// One more act: so much later, in office hours, after the act before and not in the future.
    fn then(&mut self, by: &str, after: Duration, deed: Deed) {
        let next = self.at + Duration::minutes(3);
        let at = clock::in_office(self.at + after).max(next).min(self.now);
        self.at = at;
        self.acts.push(act(at, by, deed));
    }

    fn op(&mut self, after: Duration, op: JobOp) {
        let deed = Deed::Job {
            part: self.number,
            op,
        };
        self.then(self.clerk, after, deed);
    }

    fn into_acts(mut self, into: &mut Vec<Act>) {
        let new = Deed::New {
            part: self.number,
            consignment: Box::new(self.consignment.clone()),
        };
        self.then(self.clerk, Duration::minutes(12), new);
        match self.part.fate {
            Fate::Draft | Fate::Ready | Fate::CustomsOnly => {}
            Fate::TruckingOnly => {
                let status = Deed::status(self.number, ShippingStatus::NotShipped);
                self.then(self.clerk, Duration::days(3), status);
            }
            Fate::Temp | Fate::Booked => self.book(),
            Fate::Confirmed => self.confirm(),
            Fate::Told => self.tell(),
            Fate::Rolled => {
                self.tell();
                let roll = Deed::Roll {
                    part: self.number,
                    reason: "船东爆舱，甩柜至下一水".to_owned(),
                };
                self.then(self.clerk, Duration::hours(3), roll);
            }
            Fate::Amended => {
                self.tell();
                self.amend();
            }
            Fate::Cancelled => {
                self.book();
                let reason = "客户取消订单".to_owned();
                self.op(Duration::hours(20), JobOp::Cancel { reason });
            }
            Fate::Sailed | Fate::Overdue => self.complete(),
            Fate::Shipped => self.close(ShippingStatus::Shipped),
            Fate::Withdrawn => self.close(ShippingStatus::Withdrawn),
        }
        into.append(&mut self.acts);
    }

    fn book(&mut self) {
        self.op(Duration::minutes(40), JobOp::Book);
    }

    fn confirm(&mut self) {
        self.book();
        let sailing = &self.part.sailing;
        let digits = 610_240_118 + self.number * 13_577;
        let booking_no = format!("{}{digits}", sailing.carrier);
        // Where the customer is still to be told, the carrier has confirmed this morning.
        let after = if self.part.fate == Fate::Confirmed {
            self.now - Duration::minutes(20 + self.spread) - self.at
        } else {
            Duration::hours(20)
        };
        self.op(
            after,
            JobOp::Confirm {
                booking_no,
                sailing: None,
                equipment: None,
            },
        );
    }

    fn tell(&mut self) {
        self.confirm();
        self.op(Duration::minutes(25), JobOp::Tell);
    }

    /// Told, and what must be known before the ship is loaded filled in.
    fn complete(&mut self) {
        self.tell();
        let patch = last_particulars(&self.consignment, self.at).to_string();
        self.op(
            Duration::hours(22),
            JobOp::Edit {
                patch,
                confirmed_by: None,
            },
        );
    }

    fn close(&mut self, status: ShippingStatus) {
        self.complete();
        let after = clock::at(self.part.sailing.etd, 11, 0) + Duration::days(2) - self.at;
        self.then(self.clerk, after, Deed::status(self.number, status));
    }

    /// A colleague enters a change that the original clerk has not reviewed.
    fn amend(&mut self) {
        let packages = self
            .consignment
            .cargo
            .first()
            .and_then(|line| line.packages);
        let fewer = packages.unwrap_or(1).saturating_sub(12).max(1);
        let op = JobOp::Amend {
            patch: json!([{ "op": "replace", "path": "/cargo/0/packages", "value": fewer }])
                .to_string(),
            confirmation: Some("客户邮件 2026-HC27-014".to_owned()),
            confirmed_by: self.consignment.principal.contact.clone(),
            charges: Some(Vec::new()),
        };
        let colleague = CLERKS[(self.number + 1) % CLERKS.len()];
        let deed = Deed::Job {
            part: self.number,
            op,
        };
        self.then(colleague, Duration::hours(2), deed);
    }
}

/// Verified gross mass and advance filings: what a booked job is filled in with, as a merge patch.
fn last_particulars(on: &Consignment, at: Moment) -> Value {
    use chrono::SecondsFormat::Secs;
    let moment = at.to_rfc3339_opts(Secs, false);
    let boxes: u32 = on.equipment.iter().filter_map(|line| line.count).sum();
    let goods: rust_decimal::Decimal = on
        .cargo
        .iter()
        .filter_map(|line| line.gross_kg.known().map(|weight| weight.0))
        .sum();
    let share = (goods / rust_decimal::Decimal::from(boxes.max(1))).round();
    let vgm: Vec<Value> = (0..on.equipment.len())
        .map(|line| {
            let twenty = on.equipment[line]
                .kind
                .known()
                .is_some_and(|kind| kind.feet() == Some(20));
            let tare = rust_decimal::Decimal::from(if twenty { 2_200 } else { 3_900 });
            json!({
                "op": "add",
                "path": format!("/equipment/{line}/vgm"),
                "value": {
                    "kg": (share + tare).to_string(),
                    "method": "summed",
                    "by": on.shipper.name,
                    "at": moment,
                },
            })
        })
        .collect();
    let filing = |kind: &str, by: &str| {
        json!({ "kind": kind, "by": by, "state": "accepted", "at": moment,
                "reference": format!("{kind}-{}", at.timestamp() % 1_000_000) })
    };
    let country = on
        .pod
        .known()
        .and_then(|pod| pod.locode())
        .map_or("", |code| code.country());
    let mut filings = vec![filing("manifest", "us")];
    match country {
        "US" => filings.extend([filing("AMS", "carrier"), filing("ISF", "customer")]),
        "NL" | "DE" | "BE" | "GR" | "IT" => filings.push(filing("ENS", "carrier")),
        "JP" => filings.push(filing("AFR", "carrier")),
        _ => {}
    }
    let mut patch = vgm;
    patch.push(json!({ "op": "add", "path": "/filings", "value": filings }));
    Value::Array(patch)
}
