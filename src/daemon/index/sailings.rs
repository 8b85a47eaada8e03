//! Sailings as documents, found by whatever a clerk remembers of them.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::names::{NamedFields, Names};
use crate::domain::codes::SailingId;
use crate::domain::{PortCode, Sailing, Scac};
use crate::search::schema::FieldSpec;
use crate::search::{Document, Field, FieldKind, Index, Lane, Options, Order, Results, Schema};

/// The fields of a sailing, those meant first before the others.
const FIELDS: &[FieldSpec] = &[
    field(
        "pod",
        FieldKind::Name,
        0,
        &[
            "to",
            "pod",
            "dest",
            "destination",
            "discharge",
            "into",
            "到",
            "去",
            "至",
            "往",
            "抵",
            "发往",
            "目的港",
            "卸货港",
            "卸港",
        ],
    ),
    field(
        "carrier",
        FieldKind::Name,
        0,
        &["carrier", "line", "liner", "船东", "船公司", "承运人"],
    ),
    field(
        "vessel",
        FieldKind::Name,
        0,
        &["vessel", "vsl", "mv", "ship", "船名"],
    ),
    field("voyage", FieldKind::Voyage, 0, &["voy", "voyage", "航次"]),
    field(
        "pol",
        FieldKind::Name,
        0,
        &[
            "from",
            "pol",
            "ex",
            "loading",
            "从",
            "由",
            "自",
            "起运港",
            "装货港",
            "装港",
        ],
    ),
    field(
        "etd",
        FieldKind::Day,
        0,
        &[
            "etd",
            "sail",
            "sails",
            "sailing",
            "dep",
            "depart",
            "departs",
            "departure",
            "leaving",
            "开船",
            "开航",
            "离港",
            "船开",
            "开",
        ],
    ),
    field(
        "service",
        FieldKind::Code,
        2,
        &["service", "svc", "loop", "航线", "线"],
    ),
    field("pod_terminal", FieldKind::Name, 2, &["terminal", "码头"]),
    field(
        "via",
        FieldKind::Name,
        8,
        &[
            "via",
            "ts",
            "transhipment",
            "transshipment",
            "经",
            "经由",
            "中转",
            "转",
            "中转港",
        ],
    ),
    field(
        "eta",
        FieldKind::Day,
        14,
        &[
            "eta", "arr", "arrive", "arrives", "arrival", "arriving", "到港", "抵港", "预抵",
        ],
    ),
    field(
        "cy",
        FieldKind::Day,
        12,
        &[
            "cy", "cutoff", "closing", "close", "closes", "截港", "截柜", "截重",
        ],
    ),
    field(
        "si",
        FieldKind::Day,
        14,
        &["si", "doc", "docs", "截单", "截补料"],
    ),
    field("vgm", FieldKind::Day, 14, &["vgm"]),
    field("customs", FieldKind::Day, 14, &["customs", "截关", "放行"]),
    field("ams", FieldKind::Day, 14, &["ams", "ens"]),
];

/// Words that clerks type and that say nothing of a sailing.
const OPTIONAL: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "on",
    "in",
    "at",
    "for",
    "with",
    "and",
    "or",
    "is",
    "any",
    "pls",
    "please",
    "v",
    "vs",
    "no",
    "by",
    "ships",
    "schedule",
    "port",
    "ocean",
    "container",
    "containers",
    "ctn",
    "earliest",
    "soonest",
    "asap",
    "first",
    "space",
    "booking",
    "book",
    "cut",
    "off",
    "fcl",
    "lcl",
    "20gp",
    "40gp",
    "40hq",
    "40hc",
    "45hq",
    "20rf",
    "40rf",
    "40rh",
    "gp",
    "hq",
    "hc",
    "rf",
    "rh",
    "的",
    "了",
    "有",
    "吗",
    "呢",
    "请",
    "查",
    "找",
    "看",
    "船",
    "船期",
    "班",
    "班次",
    "票",
    "柜",
    "箱",
    "高柜",
    "小柜",
    "大柜",
    "冻柜",
    "最近",
    "最早",
    "最快",
    "尽快",
    "港",
    "港口",
    "市",
    "号",
    "航",
    "轮",
    "海运",
    "航运",
    "集运",
    "集装箱",
    "轮船",
    "公司",
    "船务",
    "截",
    "出",
    "发",
    "订",
    "订舱",
    "舱位",
    "那",
    "条",
    "艘",
    "那条",
    "有没有",
    "哪些",
    "走",
    "我要",
    "要",
    "前",
    "后",
    "和",
    "或",
    "出口",
    "是",
    "什么",
    "几号",
];

const fn field(
    name: &'static str,
    kind: FieldKind,
    handicap: u8,
    cues: &'static [&'static str],
) -> FieldSpec {
    FieldSpec {
        name,
        kind,
        handicap,
        cues,
    }
}

/// The sailings of the schedule.
#[derive(Debug)]
pub struct SailingIndex {
    index: Index<SailingId>,
    fields: Fields,
}

/// The fields by name.
#[derive(Debug, Clone, Copy)]
struct Fields {
    pod: Field,
    carrier: Field,
    vessel: Field,
    voyage: Field,
    pol: Field,
    etd: Field,
    service: Field,
    terminal: Field,
    via: Field,
    eta: Field,
    cut_offs: [Field; 5],
}

const ALL: Fields = Fields {
    pod: Field(0),
    carrier: Field(1),
    vessel: Field(2),
    voyage: Field(3),
    pol: Field(4),
    etd: Field(5),
    service: Field(6),
    terminal: Field(7),
    via: Field(8),
    eta: Field(9),
    cut_offs: [Field(10), Field(11), Field(12), Field(13), Field(14)],
};

fn schema() -> Schema {
    Schema::new(FIELDS.to_vec(), OPTIONAL)
}

fn vocabulary(names: &Arc<Names>) -> Arc<NamedFields> {
    Arc::new(NamedFields::of(
        names,
        &schema(),
        &["pod", "carrier", "pol", "via"],
    ))
}

impl SailingIndex {
    /// An empty index.
    pub fn new(names: &Arc<Names>) -> Self {
        Self {
            index: Index::new(schema(), vocabulary(names)),
            fields: ALL,
        }
    }

    /// An index of a whole schedule; `offset` is the POL's at the ETD.
    pub fn build<'a>(
        names: &Arc<Names>,
        sailings: impl IntoIterator<Item = &'a Sailing>,
        offset: impl Fn(&Sailing) -> FixedOffset,
    ) -> Self {
        let rows = sailings
            .into_iter()
            .map(|s| (s.id.clone(), document(s, offset(s), ALL)));
        Self {
            index: Index::build(schema(), vocabulary(names), rows),
            fields: ALL,
        }
    }

    /// Puts a sailing in, or what is new of it in the place of what was.
    pub fn upsert(&mut self, sailing: &Sailing, offset: FixedOffset) {
        self.index
            .upsert(sailing.id.clone(), &document(sailing, offset, self.fields));
    }

    /// Takes a sailing out.
    pub fn remove(&mut self, id: &SailingId) -> bool {
        self.index.remove(id)
    }

    /// The best sailings for a query; see [`Index::query`].
    pub fn query(
        &self,
        text: &str,
        now: DateTime<FixedOffset>,
        options: &Options<'_>,
    ) -> Results<SailingId> {
        self.index.query(text, now, options)
    }

    /// The engine, for its fields' names and its size.
    pub fn engine(&self) -> &Index<SailingId> {
        &self.index
    }
}

/// A lane that an operator books, as a preference: from 1, seldom, to 3, daily.
pub fn lane(pol: &PortCode, pod: &PortCode, carrier: Option<&Scac>, weight: u8) -> Lane {
    let mut values = vec![
        (ALL.pod, pod.as_str().to_owned()),
        (ALL.pol, pol.as_str().to_owned()),
    ];
    values.extend(carrier.map(|scac| (ALL.carrier, scac.as_str().to_owned())));
    Lane { values, weight }
}

fn document(sailing: &Sailing, offset: FixedOffset, fields: Fields) -> Document {
    let utc = |moment: DateTime<FixedOffset>| moment.naive_utc();
    let mut deadlines: Vec<_> = sailing
        .cut_offs
        .given()
        .map(|(_, c)| utc(c.passes_at()))
        .collect();
    let sails = utc(sailing.sails_at(offset));
    // Once it has sailed, or without any cut-off, the departure is what closes it.
    deadlines.retain(|d| *d <= sails);
    if deadlines.is_empty() {
        deadlines.push(sails);
    }
    let mut document = Document::new(Order::Deadlines(deadlines))
        .text(fields.pod, sailing.pod.as_str())
        .text(fields.carrier, sailing.carrier.as_str())
        .text_also(
            fields.vessel,
            sailing.vessel.as_str(),
            sailing.vessel_zh.clone().unwrap_or_default(),
        )
        .text(fields.voyage, sailing.voyage.to_string())
        .text(fields.pol, sailing.pol.as_str())
        .text(fields.service, sailing.service.clone().unwrap_or_default())
        .text(
            fields.terminal,
            sailing.pod_terminal.clone().unwrap_or_default(),
        )
        .text(
            fields.via,
            sailing
                .via
                .as_ref()
                .map(PortCode::as_str)
                .unwrap_or_default(),
        )
        .day(fields.etd, Some(sailing.etd))
        .day(fields.eta, sailing.eta);
    for (field, (kind, _)) in fields
        .cut_offs
        .into_iter()
        .zip(crate::domain::CutOffKind::ALL.iter().map(|k| (*k, ())))
    {
        // A cut-off's day is the one people read on the sheet: the POL's, not UTC's.
        let day = sailing.cut_offs.get(kind).map(|c| match c {
            crate::domain::CutOff::At(moment) => moment.date_naive(),
            crate::domain::CutOff::OnDay { day, .. } => day,
        });
        document = document.day(field, day);
    }
    document
}
