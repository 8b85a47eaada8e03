//! Who may do what.

use super::super::desk::Desk;
use super::super::failures::{forbidden, refused};
use super::super::ground::Ground;
use super::super::order::{Answer, Effects, Order, Planned};
use super::super::records::{self, StandIn, failed};
use super::rights::{Asker, administrator, writer};
use super::sailings::audit;
use crate::domain::{Operator, OperatorName, Role, Text};
use crate::protocol::{Failure, Reply};
use crate::store::{Range, Table, Write};

/// What job numbers begin with where nothing else is said: 客服.
const PREFIX: &str = "KF";

/// Who the client acts as.
pub fn who_am_i(asker: &Asker) -> Result<Reply, Failure> {
    asker
        .enrolled()
        .map(|operator| Reply::Operator(operator.clone()))
}

fn all(ground: &Ground) -> Result<Vec<Operator>, Failure> {
    records::scan(ground.view, Table::Operators, &Range::all())
        .map(|rows| rows.into_iter().map(|(_, operator)| operator).collect())
        .map_err(|error| failed(&error))
}

/// Enrols an operator, or changes one.
pub fn enrol(
    desk: &Desk,
    ground: &Ground,
    order: &Order,
    name: &OperatorName,
    uid: Option<u32>,
    roles: &[Role],
    prefix: Option<&str>,
) -> Result<Planned, Failure> {
    let by = administrator(order)?;
    let before: Option<Operator> = records::get(ground.view, Table::Operators, name.as_str())
        .map_err(|error| failed(&error))?;
    let uid = uid.or(before.as_ref().and_then(|before| before.uid));
    if uid.is_none() && !desk.practice {
        return Err(refused(
            Text::of("error.uid-missing").with("operator", name),
            Text::of("error.uid-missing-hint"),
        ));
    }
    if let Some(other) = all(ground)?
        .into_iter()
        .find(|other| other.uid.is_some() && other.uid == uid && other.name != *name)
    {
        return Err(refused(
            Text::of("error.uid-taken")
                .with("uid", uid.unwrap_or_default())
                .with("operator", &other.name),
            Text::of("error.uid-taken-hint"),
        ));
    }
    check_name(name.as_str())?;
    let prefix = prefix.map(str::to_uppercase);
    let fits = |prefix: &String| {
        (1..=4).contains(&prefix.len()) && prefix.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    if let Some(bad) = prefix.as_ref().filter(|prefix| !fits(prefix)) {
        return Err(refused(
            Text::of("error.bad-prefix").with("prefix", bad),
            Text::of("error.bad-prefix-hint"),
        ));
    }
    let operator = Operator {
        name: name.clone(),
        uid,
        roles: roles.to_vec(),
        enabled: true,
        prefix: prefix
            .or(before.map(|before| before.prefix))
            .unwrap_or_else(|| PREFIX.to_owned()),
    };
    put(ground, by, operator, "enrolled")
}

fn check_name(name: &str) -> Result<(), Failure> {
    let fits = !name.is_empty()
        && name.chars().count() <= 32
        && !name
            .chars()
            .any(|letter| letter.is_control() || letter == '/' || letter.is_whitespace());
    if fits {
        return Ok(());
    }
    Err(refused(
        Text::of("error.bad-name").with("name", name),
        Text::of("error.bad-name-hint"),
    ))
}

fn put(
    ground: &Ground,
    by: &Operator,
    operator: Operator,
    event: &str,
) -> Result<Planned, Failure> {
    let before: Option<Operator> =
        records::get(ground.view, Table::Operators, operator.name.as_str())
            .map_err(|error| failed(&error))?;
    let rights = |operator: &Operator| {
        let mut rights = crate::json::operator(operator, false);
        rights
            .as_object_mut()
            .map(|rights| rights.remove("practice"));
        rights
    };
    let changes = crate::json::patch::difference(
        &before.as_ref().map_or(serde_json::Value::Null, rights),
        &rights(&operator),
    );
    let writes = vec![
        records::put(Table::Operators, operator.name.as_str(), &operator)
            .map_err(|error| failed(&error))?,
        audit(ground, by, operator.name.as_str(), event, changes)?,
    ];
    Ok(Planned::reply(writes, Reply::Operator(operator)))
}

/// Ends an operator's rights.
pub fn disable(ground: &Ground, order: &Order, name: &OperatorName) -> Result<Planned, Failure> {
    let by = administrator(order)?;
    let found: Option<Operator> = records::get(ground.view, Table::Operators, name.as_str())
        .map_err(|error| failed(&error))?;
    let Some(operator) = found else {
        return Err(refused(
            Text::of("error.no-such-operator").with("operator", name),
            Text::of("error.no-such-operator-hint"),
        ));
    };
    let others = all(ground)?
        .iter()
        .any(|other| other.name != *name && other.has(Role::Administrator));
    if operator.has(Role::Administrator) && !others {
        return Err(refused(
            Text::of("error.last-administrator").with("operator", name),
            Text::of("error.last-administrator-hint"),
        ));
    }
    put(
        ground,
        by,
        Operator {
            enabled: false,
            ..operator
        },
        "disabled",
    )
}

/// Names the first administrator: only root and the account that the daemon runs as may, and only
/// while there is none.
pub fn admin_init(
    desk: &Desk,
    ground: &Ground,
    order: &Order,
    name: &OperatorName,
    uid: u32,
) -> Result<Planned, Failure> {
    if order.uid != 0 && order.uid != desk.uid {
        return Err(forbidden(
            Text::of("error.admin-init-who").with("uid", order.uid),
            Text::of("error.admin-init-who-hint"),
        ));
    }
    check_name(name.as_str())?;
    let operators = all(ground)?;
    if let Some(first) = operators
        .iter()
        .find(|operator| operator.has(Role::Administrator) && !desk.practice)
    {
        return Err(refused(
            Text::of("error.admin-exists").with("operator", &first.name),
            Text::of("error.admin-exists-hint").with("operator", &first.name),
        ));
    }
    // The account may be enrolled already, as the maker of a private desk is.
    let operator = operators
        .into_iter()
        .find(|operator| operator.uid == Some(uid) || operator.name == *name)
        .map_or_else(
            || Operator {
                name: name.clone(),
                uid: Some(uid),
                roles: vec![Role::Administrator],
                enabled: true,
                prefix: PREFIX.to_owned(),
            },
            |mut operator| {
                if !operator.roles.contains(&Role::Administrator) {
                    operator.roles.push(Role::Administrator);
                }
                operator.enabled = true;
                operator
            },
        );
    let by = operator.clone();
    put(ground, &by, operator, "named administrator")
}

/// Takes what an operator holds, the right of review included.
pub fn take_over(
    desk: &Desk,
    ground: &Ground,
    order: &Order,
    from: &OperatorName,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let known = all(ground)?.iter().any(|other| other.name == *from);
    if !known {
        return Err(refused(
            Text::of("error.no-such-operator").with("operator", from),
            Text::of("error.no-such-operator-hint"),
        ));
    }
    let held = desk.holds().of(from);
    let mut writes = vec![audit(
        ground,
        operator,
        from.as_str(),
        "taken over",
        Vec::new(),
    )?];
    writes.extend(stand_in(ground, operator, from)?);
    Ok(Planned {
        writes,
        answer: Answer::Jobs(held),
        effects: Effects {
            hand_over: Some((
                from.clone(),
                operator.name.clone(),
                order.screen.then_some(order.session),
            )),
            ..Effects::default()
        },
    })
}

/// The records of a hand-over: the operator does the other's work, and that of everybody whose work
/// the other did; whoever did the operator's own does it no longer.
fn stand_in(
    ground: &Ground,
    operator: &Operator,
    from: &OperatorName,
) -> Result<Vec<Write>, Failure> {
    let mut absent = records::stands_in_for(ground.view, from)?;
    absent.push(from.clone());
    absent.retain(|name| *name != operator.name);
    let mut writes = vec![Write::delete(Table::StandIns, operator.name.as_str())];
    for name in absent {
        let stand_in = StandIn {
            by: operator.name.clone(),
            at: ground.now,
        };
        let write = records::put(Table::StandIns, name.as_str(), &stand_in);
        writes.push(write.map_err(|error| failed(&error))?);
    }
    Ok(writes)
}

/// Ends the daemon: the account that it runs as, root, or an administrator may.
pub fn stop(desk: &Desk, asker: &Asker) -> Result<Reply, Failure> {
    let may = asker.uid == 0
        || asker.uid == desk.uid
        || asker
            .operator
            .is_some_and(|operator| operator.has(Role::Administrator));
    if !may {
        return Err(forbidden(
            Text::of("error.stop-who"),
            Text::of("error.stop-who-hint"),
        ));
    }
    desk.stop();
    Ok(Reply::Done)
}
