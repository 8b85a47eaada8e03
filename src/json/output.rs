//! What the desk answers, as the command contract shapes it.

use serde_json::{Value, json};

use super::patch;
use super::plain::moment_text;
use super::shape::Shape;
use crate::domain::consignment::SailingChoice;
use crate::domain::job::{Amendment, Booking, FieldChange, Stamped, TimelineEntry};
use crate::domain::{
    Answer, Counts, CutOff, CutOffKind, Finding, Given, JobLine, JobView, Operator, Pointer,
    PortCode, Sailing, Text, Unanswered,
};
use crate::reference::Reference;

/// What writing an answer leans on: the tables for names, and the language for messages.
pub struct Output<'a> {
    /// Names of carriers and ports.
    pub reference: &'a Reference,
    /// Renders a message.
    pub say: &'a dyn Fn(&Text) -> String,
}

/// A JSON text that was kept as a text.
fn kept(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}

/// The same of one that may be missing.
pub fn kept_or_null(text: Option<&String>) -> Value {
    text.map_or(Value::Null, |text| kept(text))
}

fn saw(values: &[(Pointer, String)]) -> Value {
    Value::Object(
        values
            .iter()
            .map(|(at, value)| (at.to_string(), kept(value)))
            .collect(),
    )
}

fn stamped(stamp: &Stamped) -> Value {
    json!({"by": stamp.by.as_str(), "at": moment_text(&stamp.at)})
}

/// A cut-off: a time with its offset, or a date.
pub fn cut_off(cut_off: CutOff) -> Value {
    match cut_off {
        CutOff::At(moment) => Value::from(moment_text(&moment)),
        CutOff::OnDay { day, .. } => Value::from(day.to_string()),
    }
}

/// Open findings by severity.
pub fn counts(counts: Counts) -> Value {
    json!({"block": counts.block, "warn": counts.warn, "hint": counts.hint})
}

/// One line of a job's history.
pub fn timeline_entry(entry: &TimelineEntry) -> Value {
    let changes: Vec<Value> = entry.changes.iter().map(change).collect();
    let mut line = json!({
        "seq": entry.seq,
        "at": moment_text(&entry.at),
        "by": entry.by.as_str(),
        "event": entry.event,
        "changes": changes,
    });
    if !entry.details.is_empty() {
        line["details"] = entry
            .details
            .iter()
            .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
            .collect();
    }
    line
}

/// A field that changed.
pub fn change(change: &FieldChange) -> Value {
    json!({
        "field": change.field.as_str(),
        "from": kept_or_null(change.from.as_ref()),
        "to": kept_or_null(change.to.as_ref()),
    })
}

/// An operator.
pub fn operator(operator: &Operator, practice: bool) -> Value {
    let roles: Vec<&str> = operator.roles.iter().map(|role| role.as_str()).collect();
    json!({
        "name": operator.name.as_str(),
        "uid": operator.uid,
        "roles": roles,
        "enabled": operator.enabled,
        "practice": practice,
        "prefix": operator.prefix,
    })
}

impl Output<'_> {
    /// A sailing.
    pub fn sailing(&self, sailing: &Sailing) -> Value {
        let cut_offs: serde_json::Map<String, Value> = CutOffKind::ALL
            .iter()
            .map(|&kind| {
                let value = sailing.cut_offs.get(kind).map_or(Value::Null, cut_off);
                (kind.as_str().to_owned(), value)
            })
            .collect();
        let code = |port: &PortCode| port.locode().map(ToString::to_string);
        json!({
            "id": sailing.id.as_str(),
            "carrier": sailing.carrier.as_str(),
            "carrier_name": self.carrier_name(sailing.carrier.as_str()),
            "vessel": sailing.vessel,
            "vessel_zh": sailing.vessel_zh,
            "voyage": sailing.voyage.to_string(),
            "service": sailing.service,
            "pol": code(&sailing.pol),
            "pol_name": self.port_name(&sailing.pol),
            "pod": code(&sailing.pod),
            "pod_name": self.port_name(&sailing.pod),
            "pod_terminal": sailing.pod_terminal,
            "via": sailing.via.as_ref().map(ToString::to_string),
            "etd": sailing.etd.to_string(),
            "atd": sailing.atd.as_ref().map(moment_text),
            "eta": sailing.eta.map(|eta| eta.to_string()),
            "cut_offs": cut_offs,
            "remarks": sailing.remarks,
            "source": {"file": sailing.source.file, "row": sailing.source.row},
        })
    }

    /// A carrier's name; the code where the table has none.
    pub fn carrier_name(&self, scac: &str) -> String {
        self.reference
            .carrier(scac)
            .map_or_else(|| scac.to_owned(), |carrier| carrier.name.clone())
    }

    /// A port's name; the code where the table has none.
    pub fn port_name(&self, port: &PortCode) -> String {
        self.reference
            .port(port.as_str())
            .map_or_else(|| port.to_string(), |found| found.name.clone())
    }

    /// A finding.
    pub fn finding(&self, finding: &Finding) -> Value {
        let fixes: Vec<Value> = finding
            .fixes
            .iter()
            .map(|fix| json!({"label": (self.say)(&fix.label), "patch": patch::of_steps(&fix.patch)}))
            .collect();
        json!({
            "id": finding.id(),
            "rule": finding.rule.as_str(),
            "clauses": finding.clauses,
            "severity": finding.severity.as_str(),
            "state": finding.state.as_str(),
            "fields": finding.fields.iter().map(Pointer::as_str).collect::<Vec<_>>(),
            "saw": saw(&finding.saw),
            "message": (self.say)(&finding.message),
            "ask": finding.ask.as_ref().map(|ask| (self.say)(ask)),
            "fixes": fixes,
            "answers": finding.answers.iter().map(|answer| answer.as_str()).collect::<Vec<_>>(),
        })
    }

    /// A finding of a job, with when it was asked where its answer is still awaited.
    fn asked(&self, view: &JobView, finding: &Finding) -> Value {
        let mut value = self.finding(finding);
        value["asked"] = view.unanswered_of(finding).map_or(Value::Null, unanswered);
        value
    }

    /// Every finding.
    pub fn findings(&self, findings: &[Finding]) -> Value {
        findings
            .iter()
            .map(|finding| self.finding(finding))
            .collect()
    }

    /// A job with its findings and its history.
    pub fn job(&self, view: &JobView) -> Value {
        let job = &view.job;
        json!({
            "job_no": job.job_no.as_str(),
            "version": job.version,
            "stage": view.stage.as_str(),
            "status": job.status.map(super::super::domain::job::ShippingStatus::as_str),
            "status_due": view.status_due.map(|due| due.to_string()),
            "clerk": job.clerk.as_str(),
            "holder": view.holder.as_ref().map(super::super::domain::codes::OperatorName::as_str),
            "practice": job.practice,
            "consignment": job.consignment.write(),
            "findings": view.findings.iter().map(|finding| self.asked(view, finding)).collect::<Vec<_>>(),
            "answers": job.answers.iter().map(answer).collect::<Vec<_>>(),
            "booking": job.booking.as_ref().map(booking),
            "amendments": job.amendments.iter().map(amendment).collect::<Vec<_>>(),
            "asked": job.asked.iter().map(|asked| json!({
                "at": moment_text(&asked.at), "by": asked.by.as_str(), "findings": asked.findings,
            })).collect::<Vec<_>>(),
            "cancelled": job.cancelled.as_ref().map(|cancelled| json!({
                "by": cancelled.by.as_str(), "at": moment_text(&cancelled.at), "reason": cancelled.reason,
            })),
            "moved": moved(&job.moved),
            "timeline": view.timeline.iter().map(timeline_entry).collect::<Vec<_>>(),
        })
    }

    /// A job as one line of a list; with what it needs next, of the queue.
    pub fn line(&self, line: &JobLine) -> Value {
        let mut value = json!({
            "job_no": line.job_no.as_str(),
            "version": line.version,
            "stage": line.stage.as_str(),
            "status": line.status.map(super::super::domain::job::ShippingStatus::as_str),
            "clerk": line.clerk.as_str(),
            "principal": line.principal,
            "carrier": line.carrier.write(),
            "vessel": line.vessel,
            "voyage": line.voyage.write(),
            "pod": line.pod.write(),
            "etd": line.etd.map(|etd| etd.to_string()),
            "equipment": line.equipment,
            "cut_off": line.cut_off.as_ref().map(|(_, at)| moment_text(at)),
            "cut_off_kind": line.cut_off.as_ref().map(|(kind, _)| kind.as_str()),
            "holder": line.holder.as_ref().map(super::super::domain::codes::OperatorName::as_str),
            "findings": counts(line.findings),
        });
        if let Some(action) = line.action {
            value["action"] = Value::from(action.as_str());
            value["due"] = line
                .due
                .as_ref()
                .map_or(Value::Null, |due| Value::from(moment_text(due)));
            value["overdue"] = Value::Bool(line.overdue);
            value["asked"] = line.first_unanswered().map_or(Value::Null, |first| {
                let mut asked = unanswered(first);
                let findings = line.unanswered.iter().map(|asked| asked.finding.as_str());
                asked["findings"] = findings.collect();
                asked
            });
            value["moved"] = moved(&line.moved);
        }
        value
    }
}

/// What a newer schedule moved.
pub fn moved(moved: &[crate::domain::job::Moved]) -> Value {
    moved
        .iter()
        .map(|moved| {
            json!({
                "what": moved.what, "from": moved.from, "to": moved.to,
                "at": moment_text(&moved.at), "file": moved.file,
            })
        })
        .collect()
}

fn answer(answer: &Answer) -> Value {
    json!({
        "id": answer.id,
        "rule": answer.rule.as_str(),
        "field": answer.field.as_ref().map(Pointer::as_str),
        "party": answer.party.map(super::super::domain::consignment::AnswerParty::as_str),
        "role": answer.role.map(super::super::domain::operator::Role::as_str),
        "by": answer.by,
        "recorded_by": answer.recorded_by.as_ref().map(super::super::domain::codes::OperatorName::as_str),
        "at": answer.at.as_ref().map(moment_text),
        "reason": answer.reason,
        "until": answer.until.as_ref().map(moment_text),
        "saw": saw(&answer.saw),
        "void": answer.void,
        "claim": answer.claim,
    })
}

fn booking(booking: &Booking) -> Value {
    let equipment: Vec<Value> = booking
        .equipment
        .iter()
        .map(|line| json!({"type": line.kind.as_str(), "count": line.count}))
        .collect();
    let rolls: Vec<Value> = booking
        .rolls
        .iter()
        .map(|roll| {
            json!({
                "from": roll.from.as_ref().map(super::super::domain::codes::SailingId::as_str), "to": roll.to.as_str(),
                "at": moment_text(&roll.at), "by": roll.by.as_str(), "reason": roll.reason,
            })
        })
        .collect();
    json!({
        "so_no": booking.so_no.as_str(),
        "order": booking.order,
        "booked_at": moment_text(&booking.booked_at),
        "by": booking.by.as_str(),
        "booking_no": booking.booking_no,
        "confirmed_at": booking.confirmed_at.as_ref().map(moment_text),
        "sailing": match &booking.sailing {
            SailingChoice::Temp => Value::from("TEMP"),
            chosen @ SailingChoice::Chosen(_) => chosen.write(),
        },
        "equipment": equipment,
        "customer_told": booking.customer_told.as_ref().map(stamped),
        "rolls": rolls,
    })
}

/// A question that was sent and is open still.
fn unanswered(asked: &Unanswered) -> Value {
    json!({
        "at": moment_text(&asked.at), "by": asked.by.as_str(),
        "due": moment_text(&asked.due), "overdue": asked.overdue,
    })
}

fn amendment(amendment: &Amendment) -> Value {
    json!({
        "no": amendment.no,
        "patch": kept(&amendment.patch),
        "changes": amendment.changes.iter().map(|change| json!({
            "field": change.field.as_str(),
            "from": kept_or_null(change.from.as_ref()),
            "to": kept_or_null(change.to.as_ref()),
        })).collect::<Vec<_>>(),
        "confirmation": amendment.confirmation,
        "confirmed_by": amendment.confirmed_by,
        "requested_by": amendment.requested_by.as_str(),
        "requested_at": moment_text(&amendment.requested_at),
        "reviewed_by": amendment.reviewed_by.as_ref().map(super::super::domain::codes::OperatorName::as_str),
        "reviewed_at": amendment.reviewed_at.as_ref().map(moment_text),
        "review_note": amendment.review_note,
        "state": amendment.state.as_str(),
        "charges": amendment.charges.as_ref().map(|charges| charges.iter().map(|charge| json!({
            "code": charge.code.as_str(),
            "amount": charge.amount.to_string(),
            "currency": charge.currency.as_str(),
        })).collect::<Vec<_>>()),
        "notified": amendment.notified.iter().map(|department| department.as_str()).collect::<Vec<_>>(),
    })
}

/// The text of a given value, known or as written.
pub fn given_text<T: ToString>(given: &Given<T>) -> String {
    match given {
        Given::Known(value) => value.to_string(),
        Given::AsWritten(text) => text.clone(),
    }
}
