//! Which sailing of the schedule a form means: the one that it names, and what of the form that one
//! does not agree with.

use crate::domain::consignment::ChosenSailing;
use crate::domain::sailing::same_vessel;
use crate::domain::{Consignment, Given, KnownValue, PortCode, Sailing};
use crate::reference::{Port, Reference};

/// Whether a sailing is the one that a form names: its vessel and voyage, case, blanks and the V.
/// apart; by its id where the form gives nothing else.
pub fn names(chosen: &ChosenSailing, sailing: &Sailing) -> bool {
    match (&chosen.vessel, chosen.voyage.known()) {
        (Some(vessel), Some(voyage)) => {
            same_vessel(vessel, &sailing.vessel) && *voyage == sailing.voyage
        }
        (None, None) if chosen.voyage.is_none() => {
            chosen.id.as_ref().is_some_and(|id| *id == sailing.id)
        }
        _ => false,
    }
}

/// How many of a form's ports and its carrier a sailing agrees with.
pub fn agreeing(form: &Consignment, sailing: &Sailing, reference: &Reference) -> usize {
    let calls = |port: &Option<Given<PortCode>>, call: &PortCode| {
        port.known()
            .is_some_and(|port| reference.is_one_call(port, call))
    };
    [
        calls(&form.pol, &sailing.pol),
        calls(&form.pod, &sailing.pod),
        form.carrier.known() == Some(&sailing.carrier),
    ]
    .into_iter()
    .filter(|agrees| *agrees)
    .count()
}

/// Of the sailings of one ship and voyage the one that a form goes with: none where it goes with
/// several of different carriers or ports of loading alike, since the desk would have to guess.
pub fn meant<'s>(
    form: &Consignment,
    reference: &Reference,
    sailings: &'s [Sailing],
) -> Option<&'s Sailing> {
    let route = Route::of(form, reference);
    let etd = form.chosen_sailing().and_then(|chosen| chosen.etd);
    let distance = |sailing: &Sailing| {
        let other_day = etd.is_some_and(|etd| etd != sailing.etd);
        (route.distance(sailing), other_day)
    };
    let first = sailings
        .iter()
        .min_by_key(|sailing| (distance(sailing), &sailing.id))?;
    sailings
        .iter()
        .filter(|other| distance(other) == distance(first))
        .all(|other| other.carrier == first.carrier && other.pol == first.pol)
        .then_some(first)
}

/// Whether a sailing goes where a form does, and is its carrier's.
pub fn goes_with(form: &Consignment, reference: &Reference, sailing: &Sailing) -> bool {
    Route::of(form, reference).disagreements(sailing).is_empty()
}

/// Where a form's goods go and with whom, to be held against sailings.
#[derive(Clone, Copy)]
pub(super) struct Route<'a> {
    /// The form.
    pub consignment: &'a Consignment,
    /// The tables.
    pub reference: &'a Reference,
    /// Its port of loading, where the tables have it.
    pub pol: Option<&'a Port>,
    /// Its port of discharge, where the tables have it.
    pub pod: Option<&'a Port>,
}

impl<'a> Route<'a> {
    /// The route of a form.
    pub fn of(consignment: &'a Consignment, reference: &'a Reference) -> Self {
        let port = |code: &'a Option<Given<PortCode>>| {
            code.known().and_then(|code| reference.port(code.as_str()))
        };
        Self {
            consignment,
            reference,
            pol: port(&consignment.pol),
            pod: port(&consignment.pod),
        }
    }
    /// The sailing that the form means: the one of its id, else of those it names the one that agrees
    /// most with its ports and its carrier.
    pub fn resolve<'s>(&self, sailings: &'s [Sailing]) -> Option<&'s Sailing> {
        let chosen = self.consignment.chosen_sailing()?;
        sailings
            .iter()
            .filter(|sailing| names(chosen, sailing))
            .min_by_key(|sailing| {
                let by_id = chosen.id.as_ref() != Some(&sailing.id);
                (by_id, self.distance(sailing), &sailing.id)
            })
    }

    /// How far a sailing is from the form: what it does not agree with; then, where no port of
    /// discharge is said, whether it calls where the goods are delivered.
    fn distance(&self, sailing: &Sailing) -> (usize, bool) {
        let delivered = self.consignment.delivery.known();
        let elsewhere = self.pod.is_none()
            && delivered.is_some_and(|port| !self.reference.is_one_call(port, &sailing.pod));
        (self.disagreements(sailing).len(), elsewhere)
    }

    /// What of the form a sailing does not agree with.
    pub fn disagreements(&self, sailing: &Sailing) -> Vec<&'static str> {
        let is_one_call =
            |port: &Port, call: &PortCode| self.reference.is_one_call(&port.code, call);
        let mut disagreements = Vec::new();
        if self.pol.is_some_and(|pol| !is_one_call(pol, &sailing.pol)) {
            disagreements.push("/pol");
        }
        if self.pod.is_some_and(|pod| {
            !is_one_call(pod, &sailing.pod) || self.is_other_harbour(pod, sailing)
        }) {
            disagreements.push("/pod");
        }
        if let Some(carrier) = self.consignment.carrier.known()
            && *carrier != sailing.carrier
        {
            disagreements.push("/carrier");
        }
        disagreements
    }

    /// Whether form and sailing name two different harbours of one port.
    fn is_other_harbour(&self, pod: &Port, sailing: &Sailing) -> bool {
        let sub_ports = &self.reference.sub_ports;
        let Some(question) = sub_ports
            .question_for(&pod.code)
            .or_else(|| sub_ports.question_of_choice(&pod.code))
        else {
            return false;
        };
        let harbour_of = |code: &PortCode, terminal: Option<&str>| {
            sub_ports.harbour_of(&question.port, code, terminal)
        };
        let wanted = harbour_of(&pod.code, self.consignment.pod_terminal.as_deref());
        let called = harbour_of(&sailing.pod, sailing.pod_terminal.as_deref());
        wanted
            .zip(called)
            .is_some_and(|(wanted, called)| wanted != called)
    }
}
