//! What the carrier must consent to beforehand, and the credit's date: 3.2l.

use super::report::word;
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::consignment::{ConsentMatter, Documents};
use crate::domain::{AnswerBy, Severity, TextArg};

/// A vessel certificate or a clause on the bill needs the carrier's consent first.
pub static CARRIER_CONSENT: Rule = Rule {
    id: "carrier-consent",
    clauses: &["3.2l"],
    severity: Severity::Block,
    answers: &[AnswerBy::Carrier],
    asked: &[("ask-credit", AnswerBy::Customer)],
    said: (
        "同意|提供|出具|加注|provide|issue|consent|insert|add|arrange|可以出|可出|能出|可以开具|可以出具|可以办|能提供|可提供|可以提供|\
         can provide|will provide|granted|can be issued|can be provided|can be arranged|will be issued",
        "",
    ),
    check: carrier_consent,
    ..Rule::PLAIN
};

fn carrier_consent(checked: &Checked<'_>, report: &mut Report) {
    let documents = &checked.consignment.documents;
    let asked = asked_for(documents);
    let fields = [
        "/documents/vessel_certificate",
        "/documents/bl_clauses",
        "/documents/letter_of_credit",
        "/documents/lc_requires",
    ];
    if asked.is_empty() {
        if documents.letter_of_credit == Some(true) && documents.lc_requires.is_none() {
            report.add(
                CARRIER_CONSENT
                    .finding()
                    .fields(fields)
                    .severity(Severity::Warn)
                    .says("credit")
                    .asks("ask-credit")
                    // Who holds the credit knows what it requires.
                    .answers(&[AnswerBy::Carrier, AnswerBy::Customer]),
            );
        }
        return;
    }
    let consent = &documents.carrier_consent;
    let given_at_all = given(consent.by.as_ref()).is_some()
        && consent.at.is_some()
        && given(consent.reference.as_ref()).is_some();
    let uncovered: Vec<ConsentMatter> = asked
        .into_iter()
        .filter(|matter| {
            !given_at_all
                || consent
                    .covers
                    .as_ref()
                    .is_some_and(|covers| !covers.contains(matter))
        })
        .collect();
    if !uncovered.is_empty() {
        let what = uncovered
            .iter()
            .map(|matter| word(name_of(*matter)))
            .collect();
        report.add(
            CARRIER_CONSENT
                .finding()
                .fields(fields)
                .field("/documents/carrier_consent")
                // One carrier's consent is no other's.
                .bound_to(["/carrier"])
                .arg_of("what", TextArg::List(what))
                .says(if given_at_all { "uncovered" } else { "message" })
                .asks("ask"),
        );
    }
}

fn asked_for(documents: &Documents) -> Vec<ConsentMatter> {
    let credit = documents.letter_of_credit != Some(false);
    let required = |matter| {
        credit
            && documents
                .lc_requires
                .as_ref()
                .is_some_and(|required| required.contains(&matter))
    };
    let certificate =
        documents.vessel_certificate == Some(true) || required(ConsentMatter::VesselCertificate);
    let clause = documents
        .bl_clauses
        .iter()
        .any(|clause| given(Some(clause)).is_some())
        || required(ConsentMatter::BlClause);
    [
        (certificate, ConsentMatter::VesselCertificate),
        (clause, ConsentMatter::BlClause),
    ]
    .into_iter()
    .filter_map(|(asked, matter)| asked.then_some(matter))
    .collect()
}

fn name_of(matter: ConsentMatter) -> &'static str {
    match matter {
        ConsentMatter::VesselCertificate => "word.vessel-certificate",
        ConsentMatter::BlClause => "word.bl-clause",
    }
}

/// What sails after the credit's latest shipment date is not paid by it.
pub static LC_LATEST_SHIPMENT: Rule = Rule {
    id: "lc-latest-shipment",
    clauses: &[],
    severity: Severity::Warn,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        let documents = &checked.consignment.documents;
        let sails = checked.etd();
        let etd = sails.or(checked.consignment.requested_etd);
        let (says, asks) = if sails.is_some() {
            ("message", "ask")
        } else {
            ("requested", "ask-requested")
        };
        let dates = etd
            .zip(documents.latest_shipment)
            .filter(|_| documents.letter_of_credit != Some(false));
        if let Some((etd, latest)) = dates.filter(|(etd, latest)| etd > latest) {
            report.add(
                LC_LATEST_SHIPMENT
                    .finding()
                    .fields(["/documents/latest_shipment", "/sailing", "/requested_etd"])
                    .arg("etd", etd)
                    .arg("latest", latest)
                    .says(says)
                    .asks(asks),
            );
        }
    },
    ..Rule::PLAIN
};
