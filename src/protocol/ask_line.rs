//! What a message about a job says of it, so that its reader knows which one it is about.

use super::AskLine;
use crate::domain::job::Booking;
use crate::domain::{Consignment, Given, KnownValue, PortCode};
use crate::reference::Reference;

impl AskLine {
    /// The numbers that the carrier knows a booking by.
    pub fn numbers(booking: &Booking) -> String {
        let ours = format!("S/O {}", booking.so_no);
        match &booking.booking_no {
            Some(theirs) => format!("{theirs} · {ours}"),
            None => ours,
        }
    }

    /// What a consignment says of itself; without its questions, and of no job yet.
    pub fn of(consignment: &Consignment, reference: &Reference) -> Self {
        let carrier = consignment.carrier.known().map(|scac| {
            let known = reference.carrier(scac.as_str());
            known.map_or_else(|| scac.to_string(), |carrier| carrier.name.clone())
        });
        let port = |given: &Option<Given<PortCode>>| {
            Some(match given.as_ref()? {
                Given::AsWritten(text) => text.clone(),
                Given::Known(code) => {
                    let known = reference.port(code.as_str());
                    known.map_or_else(|| code.to_string(), |port| port.name.clone())
                }
            })
        };
        let ports = [port(&consignment.pol), port(&consignment.pod)];
        let ports: Vec<String> = ports.into_iter().flatten().collect();
        let first = consignment.cargo.first();
        let chosen = consignment.chosen_sailing();
        let sailing = chosen.and_then(|chosen| {
            let vessel = chosen.vessel.as_ref()?;
            let voyage = chosen
                .voyage
                .known()
                .map_or_else(String::new, ToString::to_string);
            Some(format!("{vessel} {voyage}").trim().to_owned())
        });
        Self {
            job: None,
            principal: consignment.principal.name.clone(),
            customer_ref: consignment.customer_ref.clone(),
            salesperson: consignment.salesperson.clone(),
            carrier,
            clerk: None,
            goods: first.and_then(|line| line.name_en.clone().or_else(|| line.name_zh.clone())),
            ports: (!ports.is_empty()).then(|| ports.join(" – ")),
            sailing,
            booking: None,
            due: None,
            findings: Vec::new(),
        }
    }
}
