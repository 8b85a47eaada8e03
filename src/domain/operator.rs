//! Operators and their roles.

use serde::{Deserialize, Serialize};

use super::codes::OperatorName;
use super::words::words;

words! {
    /// What an account may do.
    pub enum Role {
        /// Takes consignments and books them.
        Clerk = "clerk",
        /// 航线经理: signs unsigned forms, reviews in a clerk's absence.
        RouteManager = "route-manager",
        /// 提单核放员: releases bills.
        ReleaseOfficer = "release-officer",
        /// 操作部经理.
        OperationsManager = "operations-manager",
        /// 公司领导.
        Director = "director",
        /// Reads only.
        Auditor = "auditor",
        /// Enrols operators; signs nothing.
        Administrator = "administrator",
    }
}

/// An enrolled operator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Operator {
    /// The name.
    pub name: OperatorName,
    /// The kernel's uid that acts as this operator; practice desks may have operators without.
    pub uid: Option<u32>,
    /// The roles.
    pub roles: Vec<Role>,
    /// Whether the account may act.
    pub enabled: bool,
    /// Two or three letters that its job numbers begin with.
    pub prefix: String,
}

impl Operator {
    /// Whether the account has a role and may act.
    pub fn has(&self, role: Role) -> bool {
        self.enabled && self.roles.contains(&role)
    }

    /// Whether the account may change jobs.
    pub fn may_write(&self) -> bool {
        self.enabled
            && self
                .roles
                .iter()
                .any(|role| !matches!(role, Role::Auditor | Role::Administrator))
    }
}
