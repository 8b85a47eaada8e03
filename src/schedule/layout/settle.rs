//! What columns hold once they are seen together: words that are only customary, ports in headings,
//! places.

use super::super::headings::{Field, Heading, comparable};
use super::super::places;
use super::super::plain;
use super::Column;
use crate::domain::PortCode;
use crate::reference::Reference;

/// A word that is only customary counts where no column has one that means nothing else.
pub(super) fn settle_weak(columns: &mut [Column], readings: &[Heading]) {
    for field in Field::ALL {
        let strong = columns
            .iter()
            .zip(readings)
            .any(|(column, reading)| reading.strong && column.holds(*field));
        // Which of several terminals is the discharge port's is told by where they stand.
        if *field == Field::Terminal && !strong {
            continue;
        }
        let mut taken = strong;
        for (column, reading) in columns.iter_mut().zip(readings) {
            if !reading.strong && column.holds(*field) {
                if taken {
                    column.fields.retain(|held| held != field);
                    if *field == Field::Pod {
                        column.fields.push(Field::Delivery);
                    }
                } else {
                    taken = true;
                }
            }
        }
    }
}

/// Columns named for ports: `ETA ROTTERDAM`, `上海 ETD`, or the port alone.
pub(super) fn settle_calls(columns: &mut [Column], readings: &[Heading], reference: &Reference) {
    let ports: Vec<Option<PortCode>> = readings
        .iter()
        .zip(columns.iter())
        .map(|(reading, column)| {
            let may = column.fields.is_empty()
                || column.fields == [Field::Etd]
                || column.fields == [Field::Eta]
                || column.fields == [Field::Transit]
                || column.fields == [Field::Pod]
                || column.fields == [Field::Pol]
                || (!column.fields.is_empty()
                    && column
                        .fields
                        .iter()
                        .all(|field| Field::CUT_OFFS.contains(field)));
            (may && !reading.rest.is_empty())
                .then(|| port_named(&reading.rest, reference))
                .flatten()
        })
        .collect();
    let has_pod = columns
        .iter()
        .zip(&ports)
        .any(|(column, port)| column.holds(Field::Pod) && port.is_none());
    let has_pol = columns
        .iter()
        .zip(&ports)
        .any(|(column, port)| column.holds(Field::Pol) && port.is_none());
    let has_etd = columns.iter().any(|column| column.holds(Field::Etd));
    let departures: Vec<PortCode> = columns
        .iter()
        .zip(&ports)
        .filter(|(column, _)| column.holds(Field::Etd) || column.holds(Field::Pol))
        .filter_map(|(_, port)| port.clone())
        .collect();
    // Where every call has an arrival and a departure, the desk loads in its own ports, failing those in
    // the first.
    let has_own = departures.iter().any(is_chinese);
    let loads: Vec<PortCode> = departures
        .iter()
        .filter(|port| {
            let is_first = departures.first() == Some(port);
            if has_own { is_chinese(port) } else { is_first }
        })
        .cloned()
        .collect();
    let mut discharging = has_etd;
    for (column, port) in columns.iter_mut().zip(ports) {
        let Some(port) = port else {
            continue;
        };
        if column
            .fields
            .first()
            .is_some_and(|field| Field::CUT_OFFS.contains(field))
        {
            // A cut-off of one of several ports of loading.
            if loads.contains(&port) {
                column.port = Some(port);
            }
            continue;
        }
        match column.fields.first() {
            Some(Field::Etd) if !has_pol && !loads.contains(&port) => {
                column.fields = vec![Field::Ignore];
            }
            Some(Field::Etd) if !has_pol => column.port = Some(port),
            Some(Field::Etd) => {}
            Some(Field::Pol) => {
                column.fields = vec![Field::Etd];
                column.port = Some(port);
            }
            Some(Field::Eta) if loads.contains(&port) => column.fields = vec![Field::Ignore],
            Some(Field::Eta) if has_pod => {}
            None if has_pod => {}
            None if !discharging && is_chinese(&port) => {
                column.fields = vec![Field::Etd];
                column.port = Some(port);
            }
            None | Some(_) => {
                discharging = true;
                if column.holds(Field::Transit) {
                    column.fields = vec![Field::Eta, Field::Transit];
                } else {
                    column.fields = vec![Field::Eta];
                }
                column.port = Some(port);
            }
        }
    }
}

/// Whether a port lies where a Chinese desk loads.
pub(in crate::schedule) fn is_chinese(port: &PortCode) -> bool {
    port.locode()
        .is_some_and(|code| matches!(code.country(), "CN" | "HK" | "TW"))
}

/// The one port that a heading's words name: `鹿特丹 ROTTERDAM` is one.
pub(super) fn port_named(text: &str, reference: &Reference) -> Option<PortCode> {
    if let Some(port) = reference.port(text) {
        return Some(port.code.clone());
    }
    if let Some(code) = places::by_three_letters(text, reference) {
        return Some(code);
    }
    let (han, latin): (Vec<&str>, Vec<&str>) = text
        .split(' ')
        .partition(|word| word.chars().any(plain::is_han));
    let found: Vec<PortCode> = [han.join(""), latin.join(" ")]
        .iter()
        .filter(|part| part.chars().count() >= 2)
        .filter_map(|part| reference.port(part))
        .map(|port| port.code.clone())
        .collect();
    match &found[..] {
        [one] => Some(one.clone()),
        [one, other] if one == other => Some(one.clone()),
        _ => None,
    }
}

/// What only the place of a column tells: a terminal is the discharge port's behind it, its transhipment
/// or its arrival, and
/// of two arrivals the one before the departure is the vessel's own at the port of loading.
pub(super) fn settle_positions(columns: &mut [Column]) {
    let place_of = |columns: &[Column], field| {
        columns
            .iter()
            .position(|column| column.holds(field) && column.port.is_none())
    };
    let pod = place_of(columns, Field::Pod);
    let etd = place_of(columns, Field::Etd);
    let arrivals = columns
        .iter()
        .filter(|column| column.holds(Field::Eta) && column.port.is_none())
        .count();
    let weak_terminal = |column: &Column| {
        let heading = comparable(&column.heading);
        !["卸", "POD", "DISCH", "DEST", "目的"]
            .iter()
            .any(|word| heading.contains(word))
    };
    // What stands between the port and its terminal may say more of that port, and nothing of another.
    let of_discharge: Vec<bool> = (0..columns.len())
        .map(|place| {
            pod.is_some_and(|pod| {
                pod < place
                    && columns[pod + 1..place].iter().all(|column| {
                        column.fields.iter().all(|field| {
                            matches!(
                                field,
                                Field::Eta
                                    | Field::Via
                                    | Field::Delivery
                                    | Field::Transit
                                    | Field::Terminal
                            )
                        })
                    })
            }) || place.checked_sub(1).is_some_and(|before| {
                pod.is_some_and(|pod| pod < place) && columns[before].holds(Field::Eta)
            })
        })
        .collect();
    let mut seen_eta = false;
    for (place, column) in columns.iter_mut().enumerate() {
        if column.holds(Field::Terminal) && weak_terminal(column) && !of_discharge[place] {
            column.fields = vec![Field::Ignore];
        }
        if arrivals > 1 && column.holds(Field::Eta) && column.port.is_none() {
            let before_etd = etd.is_some_and(|etd| place < etd);
            if before_etd || seen_eta {
                column.fields = vec![Field::Ignore];
            } else {
                seen_eta = true;
            }
        }
    }
}
