//! A sound consignment on a desk with a small schedule, to be spoilt one value at a time.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use shipdesk::domain::consignment::{ChosenSailing, SailingChoice};
use shipdesk::domain::job::{BookedEquipment, Booking, Stamped};
use shipdesk::domain::sailing::{SourceRow, vessel_name};
use shipdesk::domain::{
    Answer, Consignment, Finding, Job, JobNo, OperatorName, Sailing, Severity, SoNo,
};
use shipdesk::domain::{CutOff, CutOffs};
use shipdesk::json;
use shipdesk::reference::Reference;
use shipdesk::rules::{self, CheckStage, Facts};

/// Where and when a consignment is checked.
#[derive(Debug, Clone)]
pub struct Desk {
    pub form: Value,
    pub now: DateTime<FixedOffset>,
    pub stage: CheckStage,
    pub schedule: Vec<Sailing>,
    pub answers: Vec<Answer>,
    pub job: Option<Job>,
    pub duplicates: Vec<JobNo>,
}

pub fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

/// The sailings whose vessel is written much as a form writes one, likest first. The daemon's own
/// choice, `daemon::lanes`, minds readings and ports besides: a rule is shown either alike.
fn look_alikes(chosen: &ChosenSailing, schedule: &[Sailing]) -> Vec<Sailing> {
    let wanted = chosen
        .vessel
        .as_deref()
        .map_or_else(String::new, vessel_name);
    let likeness = |sailing: &Sailing| strsim::normalized_levenshtein(&wanted, &sailing.vessel);
    let mut alike: Vec<&Sailing> = schedule
        .iter()
        .filter(|sailing| likeness(sailing) > 0.7)
        .collect();
    alike.sort_by(|left, right| likeness(right).total_cmp(&likeness(left)));
    alike.into_iter().take(3).cloned().collect()
}

/// One sailing of the small schedule, from Shanghai, with its cut-offs two days before it leaves.
pub fn sailing(carrier: &str, vessel: &str, voyage: &str, pod: &str, etd: &str) -> Sailing {
    let carrier = carrier.parse().unwrap();
    let voyage = voyage.parse().unwrap();
    let code = |text: &str| Reference::built_in().port(text).unwrap().code.clone();
    let (pol, pod) = (code("CNSHA"), code(pod));
    let etd: chrono::NaiveDate = etd.parse().unwrap();
    let noon = |days: i64, hour: u32| {
        let day = etd - chrono::TimeDelta::days(days);
        CutOff::At(at(&format!("{day}T{hour:02}:00:00+08:00")))
    };
    Sailing {
        id: Sailing::id_of(&carrier, vessel, &voyage, &pol, &pod),
        carrier,
        vessel: vessel.to_owned(),
        vessel_zh: None,
        voyage,
        service: Some("AEU3".to_owned()),
        pol,
        pod,
        pod_terminal: None,
        via: None,
        etd,
        atd: None,
        eta: None,
        cut_offs: CutOffs {
            cy: Some(noon(2, 12)),
            si: Some(noon(3, 10)),
            vgm: Some(noon(2, 10)),
            customs: Some(noon(2, 14)),
            ams: Some(noon(3, 16)),
        },
        remarks: None,
        source: SourceRow::default(),
    }
}

/// A sound consignment of T-shirts to Rotterdam, checked ten days before it sails.
pub fn a_sound_consignment() -> Desk {
    Desk {
        form: json!({
            "customer_ref": "PO-7781", "salesperson": "Li Na",
            "intake": {"form": "HC-01", "received_at": "2026-11-18T09:12:00+08:00", "stamped": true,
                       "signed": true, "form_principal": "Ningbo Haitian Trading Co., Ltd.",
                       "handover_sheet": "HC-02/0611"},
            "source": "direct", "service_type": "export",
            "principal": {"name": "NINGBO HAITIAN TRADING CO LTD", "contact": "Mary Chen",
                          "phone": "0574-87651234", "new_customer": false},
            "shipper": {"name": "NINGBO HAITIAN TRADING CO., LTD.",
                        "address": ["NO. 88 ZHONGSHAN ROAD", "NINGBO, CHINA"], "country": "CN"},
            "consignee": {"name": "VAN DER BERG TEXTIEL B.V.",
                          "address": ["WAALHAVEN O.Z. 77", "3087 BM ROTTERDAM"], "country": "NL"},
            "notify": {"same_as": "consignee"},
            "carrier": "COSU", "carrier_designated": true,
            "sailing": {"vessel": "COSCO SHIPPING UNIVERSE", "voyage": "V.046W", "etd": "2026-11-30"},
            "requested_etd": "2026-11-30", "pol": "CNSHA", "pod": "NLRTM", "transhipment": false,
            "delivery": "NLRTM", "stuffing_mode": "fcl",
            "cargo": [{"name_en": "COTTON T-SHIRTS", "name_zh": "棉制T恤", "hs_code": "610910",
                       "packages": 820, "package_type": "CTN", "packing_material": "paper",
                       "gross_kg": "12400", "volume_cbm": "66.2", "marks": "N/M", "dangerous": false}],
            "equipment": [{"type": "40HQ", "count": 1}],
            "loading": {"mode": "trailer", "at": "2026-11-26T14:00:00+08:00", "place": "88 Zhongshan Road",
                        "contact": "Mr Wang", "phone": "13800000000"},
            "customs": {"declaration": "us", "inspection": "none", "transit": false, "handbook": false},
            "freight": {"terms": "prepaid",
                        "rate": [{"type": "40HQ", "amount": "1850.00", "currency": "USD"}],
                        "surcharges": [{"code": "THC", "per": "container", "type": "40HQ",
                                        "amount": "1025.00", "currency": "CNY"}]},
            "quoted": {"rate": [{"type": "40HQ", "amount": "1850.00", "currency": "USD"}],
                       "surcharges": [{"code": "THC", "per": "container", "type": "40HQ",
                                       "amount": "1025.00", "currency": "CNY"}],
                       "confirmed_by": "Li Na", "confirmed_at": "2026-11-18T10:00:00+08:00"},
            "settlement": {"payer": "principal", "billing": "monthly"},
            "documents": {"letter_of_credit": false, "house_bill": false, "bl_kind": "original",
                          "bl_dating": "actual"},
        }),
        now: at("2026-11-20T09:00:00+08:00"),
        stage: CheckStage::Draft,
        schedule: vec![
            sailing(
                "COSU",
                "COSCO SHIPPING UNIVERSE",
                "046W",
                "NLRTM",
                "2026-11-30",
            ),
            sailing(
                "OOLU",
                "COSCO SHIPPING UNIVERSE",
                "046W",
                "NLRTM",
                "2026-11-30",
            ),
            sailing(
                "COSU",
                "COSCO SHIPPING UNIVERSE",
                "046W",
                "DEHAM",
                "2026-11-30",
            ),
            sailing("COSU", "EVER GIVEN", "1201E", "USNYC", "2026-11-30"),
            sailing("COSU", "EVER GIVEN", "1201E", "PHMNS", "2026-11-30"),
            sailing("COSU", "COSCO TAURUS", "011W", "NLRTM", "2026-12-28"),
        ],
        answers: Vec::new(),
        job: None,
        duplicates: Vec::new(),
    }
}

impl Desk {
    /// Sets the value at a pointer; the parents are there or made.
    pub fn set(&mut self, pointer: &str, value: impl Into<Value>) -> &mut Self {
        let mut place = &mut self.form;
        let mut tokens = pointer.split('/').skip(1).peekable();
        while let Some(token) = tokens.next() {
            place = if let Ok(index) = token.parse::<usize>() {
                let list = place.as_array_mut().unwrap();
                while list.len() <= index {
                    list.push(json!({}));
                }
                &mut list[index]
            } else {
                if place.is_null() {
                    *place = json!({});
                }
                let next_is_index = tokens
                    .peek()
                    .is_some_and(|next| next.parse::<usize>().is_ok());
                place
                    .as_object_mut()
                    .unwrap()
                    .entry(token)
                    .or_insert(if next_is_index {
                        json!([])
                    } else {
                        Value::Null
                    })
            };
        }
        *place = value.into();
        self
    }

    /// Leaves a field unanswered.
    pub fn blank(&mut self, pointer: &str) -> &mut Self {
        self.set(pointer, Value::Null)
    }

    pub fn now(&mut self, text: &str) -> &mut Self {
        self.now = at(text);
        self
    }

    pub fn booked(&mut self) -> &mut Self {
        self.stage = CheckStage::Booked;
        self
    }

    pub fn confirmed(&mut self) -> &mut Self {
        self.stage = CheckStage::Confirmed;
        self
    }

    /// Goods of that name and weight, in those containers, nothing else to say about them.
    pub fn goods(&mut self, en: &str, zh: &str, kg: &str, cbm: &str) -> &mut Self {
        self.set(
            "/cargo",
            json!([{"name_en": en, "name_zh": zh, "gross_kg": kg, "volume_cbm": cbm}]),
        )
    }

    pub fn boxes(&mut self, lines: &[(&str, u32)]) -> &mut Self {
        let lines: Vec<Value> = lines
            .iter()
            .map(|(kind, count)| json!({"type": kind, "count": count}))
            .collect();
        self.set("/equipment", lines)
    }

    pub fn consignment(&self) -> Consignment {
        json::read_consignment(&self.form, Reference::built_in(), chrono_tz::Asia::Shanghai)
            .unwrap_or_else(|errors| panic!("{errors:?}"))
    }

    /// What the rules find, as the daemon would ask them.
    pub fn findings(&self) -> Vec<Finding> {
        self.findings_of(&self.consignment())
    }

    pub fn findings_of(&self, consignment: &Consignment) -> Vec<Finding> {
        self.with_facts(consignment, |facts| rules::check(consignment, facts))
    }

    /// Settles findings by this desk's answers.
    pub fn settle(&self, consignment: &Consignment, findings: &mut [Finding]) {
        self.with_facts(consignment, |facts| {
            rules::settle(consignment, facts, findings);
        });
    }

    fn with_facts<T>(&self, consignment: &Consignment, look: impl FnOnce(&Facts<'_>) -> T) -> T {
        let chosen = consignment.chosen_sailing();
        let sailings: Vec<Sailing> = self
            .schedule
            .iter()
            .filter(|sailing| {
                chosen.is_some_and(|chosen| {
                    // The daemon gives the other rows of the id's ship as well.
                    let by_id = chosen.id.as_ref().is_some_and(|id| {
                        let own = self.schedule.iter().find(|own| own.id == *id);
                        own.is_some_and(|own| {
                            (&own.vessel, &own.voyage) == (&sailing.vessel, &sailing.voyage)
                        })
                    });
                    by_id || rules::names(chosen, sailing)
                })
            })
            .cloned()
            .collect();
        let look_alikes: Vec<Sailing> = match chosen {
            Some(chosen) if sailings.is_empty() => look_alikes(chosen, &self.schedule),
            _ => Vec::new(),
        };
        let booked = self
            .job
            .as_ref()
            .and_then(|job| match &job.booking.as_ref()?.sailing {
                SailingChoice::Chosen(chosen) => self
                    .schedule
                    .iter()
                    .find(|sailing| rules::names(chosen, sailing)),
                SailingChoice::Temp => None,
            });
        look(&Facts {
            now: self.now,
            stage: self.stage,
            reference: Reference::built_in(),
            sailings: &sailings,
            look_alikes: &look_alikes,
            booked_sailing: booked,
            answers: &self.answers,
            job: self.job.as_ref(),
            duplicates: &self.duplicates,
        })
    }

    /// The open findings as `rule`, or `rule:severity` where it is not a block.
    pub fn open(&self) -> Vec<String> {
        let mut open: Vec<String> = self
            .findings()
            .iter()
            .filter(|finding| finding.is_open())
            .map(|finding| match finding.severity {
                Severity::Block => finding.rule.to_string(),
                other => format!("{}:{other}", finding.rule),
            })
            .collect();
        open.sort();
        open.dedup();
        open
    }

    /// Stores the consignment as a job of the clerk `amy`, booked and confirmed as it stands.
    pub fn stored(&mut self) -> &mut Job {
        let consignment = self.consignment();
        let equipment = consignment
            .equipment
            .iter()
            .filter_map(|line| {
                Some(BookedEquipment {
                    kind: line.kind.as_ref()?.known()?.clone(),
                    count: line.count?,
                })
            })
            .collect();
        let booking = (self.stage != CheckStage::Draft).then(|| Booking {
            so_no: SoNo::new("COSU-26-00001"),
            order: String::new(),
            booked_at: self.now,
            by: OperatorName::new("amy"),
            booking_no: Some("6123456789".to_owned()),
            confirmed_at: (self.stage == CheckStage::Confirmed).then_some(self.now),
            sailing: consignment.sailing.clone().unwrap_or(SailingChoice::Temp),
            equipment,
            customer_told: Some(Stamped {
                by: OperatorName::new("amy"),
                at: self.now,
                reason: None,
            }),
            rolls: Vec::new(),
        });
        self.job = Some(Job {
            job_no: JobNo::new("KF2026000001"),
            version: 1,
            clerk: OperatorName::new("amy"),
            practice: true,
            created_at: self.now,
            changed_at: self.now,
            consignment,
            answers: Vec::new(),
            booking,
            amendments: Vec::new(),
            status: None,
            cancelled: None,
            asked: Vec::new(),
            writers: Vec::new(),
            moved: Vec::new(),
        });
        self.job.as_mut().unwrap()
    }
}

#[test]
fn a_sound_consignment_is_left_in_peace() {
    assert_eq!(a_sound_consignment().open(), Vec::<String>::new());
}
