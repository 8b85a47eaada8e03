//! Where a row's sailings begin and end, and by what port they go.

use super::super::dates::{Trouble, settle};
use super::super::grid::Row;
use super::super::headings::Field;
use super::super::layout::Column;
use super::super::places::{NoPlace, Route, route, via_of};
use super::super::plain::{self, narrow};
use super::cells::written_of;
use super::times::{reason, weekday};
use super::{Draft, RowReader};
use crate::domain::{PortCode, Text};
use crate::reference::Reference;

pub(super) struct Load {
    pub(super) port: PortCode,
    pub(super) at: settle::Moment,
}

pub(super) struct Call {
    pub(super) port: PortCode,
    pub(super) terminal: Option<String>,
    pub(super) via: Option<PortCode>,
    pub(super) column: Option<Column>,
}

impl Call {
    pub(super) fn to(port: PortCode) -> Self {
        Self {
            port,
            terminal: None,
            via: None,
            column: None,
        }
    }
}

impl RowReader<'_> {
    pub(super) fn via(
        &mut self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
    ) -> Option<PortCode> {
        let (mut text, column) = self.first_text(row, layout, Field::Via);
        if let Some(via) = self.route.as_ref().and_then(|route| route.via.clone()) {
            text = via;
        }
        if plain::says_nothing(&text) {
            return None;
        }
        if ["直达", "直航", "DIRECT", "DIR"]
            .iter()
            .any(|word| text.contains(word))
        {
            draft.remarks.push(text);
            return None;
        }
        match self.places.read(via_of(&text)) {
            Ok(place) => Some(place.code),
            Err(NoPlace::Missing) => None,
            Err(NoPlace::Several(_)) => {
                draft.remarks.push(format!("VIA {text}"));
                None
            }
            Err(_) => {
                draft.warn(
                    column.as_ref(),
                    Text::of("schedule.unknown-via").with("text", &text),
                );
                draft.remarks.push(format!("VIA {text}"));
                None
            }
        }
    }

    /// Both ports in one cell: where a column is said to hold them, or where nothing else tells one of
    /// them and the other's column, or the lane's, names two ports.
    pub(super) fn route(&mut self, row: &Row, layout: &[Column]) -> Option<Route> {
        let is_told = |field: Field, from_title: bool| {
            from_title
                || layout.iter().any(|column| {
                    column.holds(field) && !(column.holds(Field::Pol) && column.holds(Field::Pod))
                })
        };
        let pol = is_told(Field::Pol, self.context.pol.is_some())
            || layout
                .iter()
                .any(|column| column.port.is_some() && column.holds(Field::Etd));
        let pod = is_told(Field::Pod, self.context.pod.is_some())
            || layout
                .iter()
                .any(|column| column.port.is_some() && column.holds(Field::Eta));
        let may_hold = |column: &&Column| {
            (column.holds(Field::Pol) && column.holds(Field::Pod))
                || (!pol && column.holds(Field::Pod))
                || (!pol && !pod && (column.holds(Field::Service) || column.fields.is_empty()))
        };
        layout.iter().filter(may_hold).find_map(|column| {
            let text = narrow(&row.cell(column.place as usize).text());
            (!text.is_empty())
                .then(|| route(&text, &mut self.places))
                .flatten()
        })
    }

    /// The ports of loading with their departures.
    pub(super) fn loads(
        &mut self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
    ) -> Vec<Load> {
        let calls: Vec<&Column> = layout
            .iter()
            .filter(|column| column.port.is_some() && column.holds(Field::Etd))
            .collect();
        if calls.is_empty() {
            let port = self.load_port(row, draft, layout);
            let at = self.departure(row, draft, layout);
            return port
                .zip(at)
                .map(|(port, at)| Load { port, at })
                .into_iter()
                .collect();
        }
        let mut loads = Vec::new();
        for column in &calls {
            let (written, _) = written_of(row, &[column]);
            match settle::departure(&written, column.order, self.options.as_of) {
                Ok(Some(at)) => {
                    weekday(draft, column, at);
                    loads.extend(column.port.clone().map(|port| Load { port, at }));
                }
                Ok(None) => {}
                // The vessel does not call there; it may at the others.
                Err(Trouble::Void) if calls.len() > 1 => {}
                Err(trouble) if calls.len() > 1 => draft.reject_call(
                    column,
                    reason(trouble, &row.cell(column.place as usize).text()),
                ),
                Err(trouble) => draft.reject(
                    Some(column),
                    reason(trouble, &row.cell(column.place as usize).text()),
                ),
            }
        }
        if loads.is_empty() && draft.troubles.is_empty() {
            draft.reject(calls.first().copied(), Text::of("schedule.no-etd"));
        }
        loads
    }

    pub(super) fn load_port(
        &mut self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
    ) -> Option<PortCode> {
        let (mut text, column) = self.first_text(row, layout, Field::Pol);
        if let Some(route) = &self.route {
            text.clone_from(&route.from);
        }
        if plain::says_nothing(&text) {
            if column.is_none()
                && let Some(port) = self.context.pol.clone()
            {
                return Some(port);
            }
            draft.reject(column.as_ref(), Text::of("schedule.no-pol"));
            return None;
        }
        match self.places.read(&text) {
            Ok(place) => {
                if let Some(terminal) = place.terminal {
                    draft.remarks.push(format!("{} {terminal}", place.code));
                }
                draft.remarks.extend(place.remark);
                Some(place.code)
            }
            Err(trouble) => {
                draft.reject(
                    column.as_ref(),
                    no_place(trouble, &text, "schedule.no-pol", self.reference),
                );
                None
            }
        }
    }

    /// The ports of discharge, with their arrivals' columns in a rotation.
    pub(super) fn discharges(
        &mut self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
    ) -> Vec<Call> {
        let calls: Vec<&Column> = layout
            .iter()
            .filter(|column| column.port.is_some() && column.holds(Field::Eta))
            .collect();
        if !calls.is_empty() {
            return calls
                .into_iter()
                .filter(|column| {
                    let text = narrow(&row.cell(column.place as usize).text());
                    !plain::says_nothing(&text) && !plain::is_void(&text)
                })
                .filter_map(|column| {
                    Some(Call {
                        port: column.port.clone()?,
                        terminal: None,
                        via: None,
                        column: Some(column.clone()),
                    })
                })
                .collect();
        }
        let (mut text, column) = self.first_text(row, layout, Field::Pod);
        if let Some(route) = &self.route {
            text.clone_from(&route.to);
        }
        if plain::says_nothing(&text) {
            if column.is_none()
                && let Some(port) = self.context.pod.clone()
            {
                return vec![Call::to(port)];
            }
            draft.reject(column.as_ref(), Text::of("schedule.no-pod"));
            return Vec::new();
        }
        match self.places.read(&text) {
            Ok(place) => {
                draft.remarks.extend(place.remark);
                vec![Call {
                    port: place.code,
                    terminal: place.terminal,
                    via: place.via,
                    column: None,
                }]
            }
            Err(trouble) => {
                draft.reject(
                    column.as_ref(),
                    no_place(trouble, &text, "schedule.no-pod", self.reference),
                );
                Vec::new()
            }
        }
    }
}

pub(super) fn no_place(
    trouble: NoPlace,
    text: &str,
    missing: &'static str,
    reference: &Reference,
) -> Text {
    match trouble {
        NoPlace::Missing => Text::of(missing),
        NoPlace::Unannounced => Text::of("schedule.unannounced").with("what", text),
        NoPlace::Several(ports) => Text::of("schedule.several-ports").with(
            "ports",
            ports
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        ),
        NoPlace::Unknown => {
            let near: Vec<String> = reference
                .nearest_ports(text, 3)
                .into_iter()
                .map(|port| format!("{} {}", port.code, port.name))
                .collect();
            if near.is_empty() {
                Text::of("schedule.unknown-port").with("text", text)
            } else {
                Text::of("schedule.unknown-port-near")
                    .with("text", text)
                    .with("near", near.join(", "))
            }
        }
    }
}
