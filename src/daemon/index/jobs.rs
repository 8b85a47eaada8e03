//! Jobs as documents: "that shirt lot to Rotterdam".

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::codes::JobNo;
use crate::domain::consignment::SailingChoice;
use crate::domain::{Consignment, CutOffs, Job, KnownValue, PortCode, Sailing, Scac};
use crate::names::{NamedFields, Names};
use crate::rules;
use crate::search::schema::FieldSpec;
use crate::search::{Document, FieldKind, Index, Options, Order, Results, Schema};

/// The fields of a job, those meant first before the others.
const FIELDS: &[FieldSpec] = &[
    FieldSpec::new(
        "job_no",
        FieldKind::Code,
        0,
        &["job", "no", "工作号", "业务号"],
    ),
    FieldSpec::new(
        "principal",
        FieldKind::Name,
        0,
        &["customer", "client", "principal", "客户", "委托人"],
    ),
    FieldSpec::new(
        "goods",
        FieldKind::Name,
        0,
        &["goods", "cargo", "品名", "货"],
    ),
    FieldSpec::new(
        "booking_no",
        FieldKind::Code,
        0,
        &["booking", "bkg", "订舱号"],
    ),
    FieldSpec::new("so_no", FieldKind::Code, 0, &["so", "订舱单"]),
    FieldSpec::new("customer_ref", FieldKind::Code, 0, &["ref", "po", "合同号"]),
    FieldSpec::new(
        "pod",
        FieldKind::Name,
        0,
        &["to", "pod", "到", "去", "至", "往"],
    ),
    FieldSpec::new(
        "carrier",
        FieldKind::Name,
        0,
        &["carrier", "船东", "船公司"],
    ),
    FieldSpec::new("vessel", FieldKind::Name, 0, &["vessel", "vsl", "船名"]),
    FieldSpec::new("voyage", FieldKind::Voyage, 2, &["voy", "voyage", "航次"]),
    FieldSpec::new("pol", FieldKind::Name, 0, &["from", "pol", "从"]),
    FieldSpec::new("etd", FieldKind::Day, 0, &["etd", "开船", "开航"]),
    FieldSpec::new("delivery", FieldKind::Name, 4, &["delivery", "交货地"]),
    FieldSpec::new(
        "consignee",
        FieldKind::Name,
        2,
        &["consignee", "cnee", "收货人"],
    ),
    FieldSpec::new("shipper", FieldKind::Name, 2, &["shipper", "发货人"]),
    FieldSpec::new("clerk", FieldKind::Name, 6, &["by", "clerk", "客服"]),
    FieldSpec::new("cut_off", FieldKind::Day, 12, &["cy", "cutoff", "截港"]),
];

const OPTIONAL: &[&str] = &[
    "a", "an", "the", "that", "this", "of", "on", "in", "for", "with", "and", "lot", "shipment",
    "order", "one", "的", "那", "票", "那票", "单", "柜", "港",
];

/// What stands for several fields before a colon.
const SCOPES: &[(&str, &[&str])] = &[
    ("port", &["pod", "pol", "delivery"]),
    ("港", &["pod", "pol", "delivery"]),
    ("港口", &["pod", "pol", "delivery"]),
    ("sailing", &["vessel", "voyage"]),
    ("船", &["vessel", "voyage"]),
    ("booking", &["booking_no", "so_no"]),
    ("订舱号", &["booking_no", "so_no"]),
];

/// The jobs of the desk.
#[derive(Debug)]
pub struct JobIndex {
    index: Index<JobNo>,
}

impl JobIndex {
    /// An empty index.
    pub fn new(names: &Arc<Names>) -> Self {
        let schema = Schema::new(FIELDS.to_vec(), OPTIONAL).with_scopes(SCOPES);
        let vocabulary = NamedFields::of(names, &schema, &["pod", "pol", "carrier", "delivery"]);
        Self {
            index: Index::new(schema, Arc::new(vocabulary)),
        }
    }

    /// Puts a job in, or what is new of it in the place of what was; with its sailing, once the
    /// schedule has it.
    pub fn upsert(&mut self, job: &Job, sailing: Option<&Sailing>) {
        let document = document(&self.index, job, sailing);
        self.index.upsert(job.job_no.clone(), &document);
    }

    /// The best jobs for a query: open ones by their next cut-off, those that are over only when
    /// asked for.
    pub fn query(
        &self,
        text: &str,
        now: DateTime<FixedOffset>,
        options: &Options<'_>,
    ) -> Results<JobNo> {
        self.index.query(text, now, options)
    }

    /// As [`JobIndex::query`], the numbers alone.
    pub fn keys(
        &self,
        text: &str,
        now: DateTime<FixedOffset>,
        options: &Options<'_>,
    ) -> Vec<JobNo> {
        self.index.keys_for(text, now, options)
    }
}

fn document(index: &Index<JobNo>, job: &Job, sailing: Option<&Sailing>) -> Document {
    let of = |name: &str| {
        index
            .schema()
            .field(name)
            .expect("a field of the list above")
    };
    let said = &job.consignment;
    let booking = job.booking.as_ref();
    let mut document = Document::new(order(job, sailing))
        .text(of("job_no"), job.job_no.as_str())
        .text(
            of("principal"),
            said.principal.name.clone().unwrap_or_default(),
        )
        .text(
            of("booking_no"),
            booking
                .and_then(|b| b.booking_no.clone())
                .unwrap_or_default(),
        )
        .text(
            of("so_no"),
            booking.map(|b| b.so_no.to_string()).unwrap_or_default(),
        )
        .text(
            of("customer_ref"),
            said.customer_ref.clone().unwrap_or_default(),
        )
        .text(
            of("consignee"),
            said.consignee.name.clone().unwrap_or_default(),
        )
        .text(of("shipper"), said.shipper.name.clone().unwrap_or_default())
        .text(of("clerk"), job.clerk.as_str());
    let (goods, also) = goods(said);
    document = document.text_also(of("goods"), goods, also);
    for (field, port) in [
        ("pod", &said.pod),
        ("pol", &said.pol),
        ("delivery", &said.delivery),
    ] {
        let text = port
            .known()
            .map(PortCode::as_str)
            .or(port.unread())
            .unwrap_or_default();
        document = document.text(of(field), text);
    }
    let carrier = said
        .carrier
        .known()
        .map(Scac::as_str)
        .or(said.carrier.unread());
    document = document.text(of("carrier"), carrier.unwrap_or_default());
    let (vessel, voyage, etd) = ship(said, sailing);
    let cut_off = sailing
        .and_then(|s| rules::cut_offs(job, s).cy)
        .map(|c| c.passes_at().date_naive());
    document
        .text(of("vessel"), vessel)
        .text(of("voyage"), voyage)
        .day(of("etd"), etd)
        .day(of("cut_off"), cut_off)
}

/// The ship as the schedule has it, else as the form names it.
fn ship(said: &Consignment, sailing: Option<&Sailing>) -> (String, String, Option<NaiveDate>) {
    if let Some(sailing) = sailing {
        return (
            sailing.vessel.clone(),
            sailing.voyage.to_string(),
            Some(sailing.etd),
        );
    }
    match &said.sailing {
        Some(SailingChoice::Chosen(chosen)) => (
            chosen.vessel.clone().unwrap_or_default(),
            chosen
                .voyage
                .known()
                .map(ToString::to_string)
                .unwrap_or_default(),
            chosen.etd.or(said.requested_etd),
        ),
        Some(SailingChoice::Temp) => ("TEMP".to_owned(), String::new(), said.requested_etd),
        None => (String::new(), String::new(), said.requested_etd),
    }
}

/// All cargo lines' names: English as the value, Chinese beside it.
fn goods(said: &Consignment) -> (String, String) {
    let english: Vec<&str> = said
        .cargo
        .iter()
        .filter_map(|c| c.name_en.as_deref())
        .collect();
    let chinese: Vec<&str> = said
        .cargo
        .iter()
        .filter_map(|c| c.name_zh.as_deref())
        .collect();
    if english.is_empty() {
        (chinese.join(" / "), String::new())
    } else {
        (english.join(" / "), chinese.join("|"))
    }
}

/// Open jobs by the sailing's cut-offs, and never closed by the clock alone; jobs whose life is
/// over are closed since their last change.
fn order(job: &Job, sailing: Option<&Sailing>) -> Order {
    if job.is_over() {
        return Order::Deadlines(vec![job.changed_at.naive_utc()]);
    }
    let cut_offs = sailing.map_or_else(CutOffs::default, |s| rules::cut_offs(job, s));
    Order::Deadlines(
        cut_offs
            .given()
            .map(|(_, c)| c.passes_at().naive_utc())
            .chain(std::iter::once(chrono::NaiveDateTime::MAX))
            .collect(),
    )
}
