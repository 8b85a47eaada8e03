//! Repeating a booking: what of a consignment comes along, and what is decided anew.

use super::Job;
use super::consignment::{
    BlDating, CarrierConsent, Consignment, EquipmentLine, Intake, Loading, OverseasAgent, Quoted,
    Vgm,
};

impl Job {
    /// Its consignment as it is repeated, without what amendments of this booking cost.
    #[must_use]
    pub fn repeated(&self) -> Consignment {
        let mut copy = self.consignment.repeated();
        for cost in self.amendment_costs() {
            if let Some(place) = copy.charges.iter().rposition(|line| *line == cost) {
                copy.charges.remove(place);
            }
        }
        for line in &mut copy.charges {
            line.waived = None;
        }
        copy
    }
}

impl Consignment {
    /// What comes along when a booking is repeated: never dates, sailing, numbers, answers, intake,
    /// quoted, the carrier's consent, the agent's confirmation, filings, VGM, or what was filled in.
    #[must_use]
    pub fn repeated(&self) -> Self {
        let mut copy = self.clone();
        copy.customer_ref = None;
        copy.intake = Intake::default();
        copy.sailing = None;
        copy.requested_etd = None;
        copy.quoted = Quoted::default();
        copy.filings = Vec::new();
        copy.completed = Vec::new();
        copy.answers = Vec::new();
        copy.principal.contact_details_sent_at = None;
        copy.overseas_agent = OverseasAgent {
            confirmed_by: None,
            confirmed_at: None,
            chosen_at: None,
            ..copy.overseas_agent
        };
        copy.loading = Loading {
            at: None,
            ..copy.loading
        };
        copy.documents.carrier_consent = CarrierConsent::default();
        copy.documents.latest_shipment = None;
        // Another date on the bill was asked for that shipment only.
        copy.documents.bl_dating = copy
            .documents
            .bl_dating
            .filter(|dating| *dating == BlDating::Actual);
        copy.documents.bl_dating_requested_by = None;
        copy.equipment = copy
            .equipment
            .into_iter()
            .map(|line| EquipmentLine {
                vgm: Vgm::default(),
                ..line
            })
            .collect();
        copy
    }
}
