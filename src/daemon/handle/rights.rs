//! Who may ask what: every request is refused in words before it looks anything up.

use super::super::failures::forbidden;
use super::super::holds::SessionNo;
use super::super::order::Order;
use crate::domain::{Operator, Role, Text};
use crate::protocol::Failure;

/// Who asks a read.
pub struct Asker<'a> {
    /// The operator; none for an account that is not enrolled.
    pub operator: Option<&'a Operator>,
    /// The account.
    pub uid: u32,
    /// The session.
    pub session: SessionNo,
    /// Whether that is a screen.
    pub screen: bool,
    /// The version at which the asker saw the job that is asked about.
    pub seen: Option<u64>,
    /// The request's own id.
    pub request: Option<uuid::Uuid>,
}

impl Asker<'_> {
    /// The operator, or the failure that the account is not enrolled.
    pub fn enrolled(&self) -> Result<&Operator, Failure> {
        enrolled(self.operator, self.uid)
    }
}

/// The operator of an account, or the failure that it has none.
pub fn enrolled(operator: Option<&Operator>, uid: u32) -> Result<&Operator, Failure> {
    match operator {
        Some(operator) if operator.enabled => Ok(operator),
        Some(operator) => Err(forbidden(
            Text::of("error.disabled").with("operator", &operator.name),
            Text::of("error.disabled-hint"),
        )),
        None => Err(forbidden(
            Text::of("error.not-enrolled").with("uid", uid),
            Text::of("error.not-enrolled-hint").with("uid", uid),
        )),
    }
}

/// An operator who may change jobs and the schedule.
pub fn writer(order: &Order) -> Result<&Operator, Failure> {
    may_write(enrolled(order.operator.as_ref(), order.uid)?)
}

/// The operator, unless it only reads.
pub fn may_write(operator: &Operator) -> Result<&Operator, Failure> {
    if operator.may_write() {
        Ok(operator)
    } else {
        Err(forbidden(
            Text::of("error.reads-only").with("operator", &operator.name),
            Text::of("error.reads-only-hint"),
        ))
    }
}

/// An operator who may enrol others.
pub fn administrator(order: &Order) -> Result<&Operator, Failure> {
    let operator = enrolled(order.operator.as_ref(), order.uid)?;
    if operator.has(Role::Administrator) {
        Ok(operator)
    } else {
        Err(forbidden(
            Text::of("error.role-missing")
                .with("operator", &operator.name)
                .with("roles", Role::Administrator),
            Text::of("error.role-missing-hint").with("roles", Role::Administrator),
        ))
    }
}
