//! Who is in the consignment: the principal, the parties on the bill, our agent overseas.

use serde::{Deserialize, Serialize};

use super::Moment;
use crate::domain::words::words;

/// The party that gives us the job.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Principal {
    /// Name.
    pub name: Option<String>,
    /// Contact person.
    pub contact: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Fax.
    pub fax: Option<String>,
    /// First business with us.
    pub new_customer: Option<bool>,
    /// When our contact details and form HC-01 were sent.
    pub contact_details_sent_at: Option<Moment>,
}

/// A party on the bill of lading.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Party {
    /// Another party that this one is the same as: `consignee`.
    pub same_as: Option<PartyRole>,
    /// Name.
    pub name: Option<String>,
    /// Address lines as the customer wrote them.
    pub address: Vec<String>,
    /// ISO 3166 country letters.
    pub country: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

words! {
    /// A party of the bill that another may be the same as.
    pub enum PartyRole {
        /// The shipper.
        Shipper = "shipper",
        /// The consignee.
        Consignee = "consignee",
        /// The notify party.
        Notify = "notify",
    }
}

/// Our agent at the destination.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OverseasAgent {
    /// Name.
    pub name: Option<String>,
    /// Our code for the agent.
    pub code: Option<String>,
    /// Who is said to have confirmed the agent; the account's own approval is what counts.
    pub confirmed_by: Option<String>,
    /// When.
    pub confirmed_at: Option<Moment>,
    /// When the agent was chosen.
    pub chosen_at: Option<Moment>,
}
