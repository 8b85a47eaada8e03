//! What an operator keeps on the desk: unsaved forms, named consignments, settings.

use super::super::desk::Desk;
use super::super::failures::refused;
use super::super::ground::Ground;
use super::super::order::{Order, Planned};
use super::super::records::{self, Setting, Template, failed};
use super::rights::{enrolled, writer};
use super::sailings::audit;
use crate::domain::{Consignment, DraftId, JobNo, Operator, Text};
use crate::protocol::{Draft, DraftLine, DraftSummary, Failure, Preference, Reply};
use crate::store::{Range, Table, View, Write};

fn own(view: &dyn View, operator: &Operator) -> Result<Vec<Draft>, Failure> {
    let range = Range::prefix(format!("{}/", operator.name));
    let mut drafts: Vec<Draft> = records::scan(view, Table::Drafts, &range)
        .map_err(|error| failed(&error))?
        .into_iter()
        .map(|(_, draft)| draft)
        .collect();
    drafts.sort_by_key(|draft: &Draft| draft.line.at);
    Ok(drafts)
}

/// The operator's own drafts, oldest first.
pub fn list(desk: &Desk, operator: &Operator) -> Result<Reply, Failure> {
    let drafts = own(&*desk.view, operator)?;
    Ok(Reply::Drafts(drafts.into_iter().map(summary).collect()))
}

/// A draft's line, with what can be read out of its content.
fn summary(draft: Draft) -> DraftSummary {
    let content: serde_json::Value = serde_json::from_str(&draft.content).unwrap_or_default();
    // One of a job keeps what it started from beside the form.
    let form = content.get("form").unwrap_or(&content);
    let text = |pointer: &str| {
        let value = form.pointer(pointer).and_then(serde_json::Value::as_str);
        value.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    DraftSummary {
        principal: text("/principal/name"),
        pod: text("/pod"),
        line: draft.line,
    }
}

fn no_such(id: &DraftId) -> Failure {
    refused(
        Text::of("error.no-such-draft").with("draft", id),
        Text::of("error.no-such-draft-hint"),
    )
}

/// One of the operator's own drafts.
pub fn show(desk: &Desk, operator: &Operator, id: &DraftId) -> Result<Reply, Failure> {
    own(&*desk.view, operator)?
        .into_iter()
        .find(|draft| draft.line.draft == *id)
        .map(Reply::Draft)
        .ok_or_else(|| no_such(id))
}

/// Keeps an unsaved form.
pub fn save(
    ground: &Ground,
    order: &Order,
    draft: Option<&DraftId>,
    job: Option<&JobNo>,
    content: &str,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let id = draft
        .cloned()
        .unwrap_or_else(|| DraftId::new(format!("D{}", ground.view.sequence() + 1)));
    let kept = Draft {
        line: DraftLine {
            draft: id.clone(),
            at: ground.now,
            job_no: job.cloned(),
        },
        operator: operator.name.clone(),
        content: content.to_owned(),
    };
    let key = records::draft_key(&operator.name, &id);
    let write = records::put(Table::Drafts, key, &kept).map_err(|error| failed(&error))?;
    Ok(Planned::reply(vec![write], Reply::DraftKept(id)))
}

/// Throws an unsaved form away.
pub fn discard(ground: &Ground, order: &Order, id: &DraftId) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let key = records::draft_key(&operator.name, id);
    if ground
        .view
        .get(Table::Drafts, &key)
        .map_err(|error| failed(&error))?
        .is_none()
    {
        return Err(no_such(id));
    }
    Ok(Planned::reply(
        vec![Write::delete(Table::Drafts, key)],
        Reply::Done,
    ))
}

/// The names of the templates.
pub fn templates(desk: &Desk) -> Result<Reply, Failure> {
    let rows: Vec<(Vec<u8>, Template)> =
        records::scan(&*desk.view, Table::Templates, &Range::all())
            .map_err(|error| failed(&error))?;
    Ok(Reply::Templates(
        rows.into_iter()
            .map(|(key, _)| String::from_utf8_lossy(&key).into_owned())
            .collect(),
    ))
}

/// One template.
pub fn template(desk: &Desk, name: &str) -> Result<Reply, Failure> {
    let found: Option<Template> =
        records::get(&*desk.view, Table::Templates, name).map_err(|error| failed(&error))?;
    found
        .map(|Template(consignment)| Reply::Template(Box::new(consignment)))
        .ok_or_else(|| {
            refused(
                Text::of("error.no-such-template").with("name", name),
                Text::of("error.no-such-template-hint"),
            )
        })
}

/// Keeps a consignment under a name: what a repeated booking would take along.
pub fn save_template(
    ground: &Ground,
    order: &Order,
    name: &str,
    consignment: &Consignment,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let name = name.trim();
    if name.is_empty() || name.len() > 80 || name.chars().any(char::is_control) {
        return Err(refused(
            Text::of("error.bad-name").with("name", name),
            Text::of("error.bad-name-hint"),
        ));
    }
    let template = Template(consignment.repeated());
    let write = records::put(Table::Templates, name, &template).map_err(|error| failed(&error))?;
    let line = audit(ground, operator, name, "template saved", Vec::new())?;
    Ok(Planned::reply(vec![write, line], Reply::Done))
}

/// The operator's settings.
pub fn preferences(desk: &Desk, operator: &Operator) -> Result<Reply, Failure> {
    let prefix = format!("{}/", operator.name);
    let rows: Vec<(Vec<u8>, Setting)> = records::scan(
        &*desk.view,
        Table::Preferences,
        &Range::prefix(prefix.as_str()),
    )
    .map_err(|error| failed(&error))?;
    Ok(Reply::Preferences(
        rows.into_iter()
            .map(|(key, Setting(value))| {
                (
                    String::from_utf8_lossy(&key[prefix.len()..]).into_owned(),
                    value,
                )
            })
            .collect(),
    ))
}

/// Keeps a setting.
pub fn save_preference(order: &Order, preference: &Preference) -> Result<Planned, Failure> {
    let operator = enrolled(order.operator.as_ref(), order.uid)?;
    let key = records::setting_key(&operator.name, &preference.name);
    let write = match &preference.value {
        Some(value) => records::put(Table::Preferences, key, &Setting(value.clone()))
            .map_err(|error| failed(&error))?,
        None => Write::delete(Table::Preferences, key),
    };
    Ok(Planned::reply(vec![write], Reply::Done))
}
