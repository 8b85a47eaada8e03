//! What a row says of its ship: carrier, vessel, voyage, service.

use super::super::carriers::carrier_named;
use super::super::grid::Row;
use super::super::headings::Field;
use super::super::layout::Column;
use super::super::plain::{self, narrow};
use super::super::vessels;
use super::{Draft, RowReader};
use crate::domain::{Scac, Text, Voyage};

/// What a row says of itself before its ports are paired.
pub(super) struct Base {
    pub(super) carrier: Scac,
    pub(super) vessel: String,
    pub(super) vessel_zh: Option<String>,
    pub(super) voyage: Voyage,
    pub(super) service: Option<String>,
}

impl RowReader<'_> {
    pub(super) fn base(
        &mut self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
    ) -> Option<Base> {
        let carrier = self.carrier(row, draft, layout);
        let has_voyage_column = layout
            .iter()
            .any(|column| column.holds(Field::Voyage) && !column.holds(Field::Vessel));
        let (vessel_text, vessel_column) = self.first_text(row, layout, Field::Vessel);
        let mut named = vessels::Named::default();
        if plain::is_unannounced(&vessel_text) || plain::is_void(&vessel_text) {
            let key = if plain::is_void(&vessel_text) {
                "schedule.not-sailing"
            } else {
                "schedule.unannounced"
            };
            draft.reject(
                vessel_column.as_ref(),
                Text::of(key).with("what", vessel_text.clone()),
            );
        } else if vessels::names_none(&vessel_text) {
            draft.reject(vessel_column.as_ref(), Text::of("schedule.no-vessel"));
        } else {
            named = vessels::read(&vessel_text, !has_voyage_column, &self.known);
            if named.name.is_empty() || !named.name.chars().any(char::is_alphabetic) {
                named.name.clear();
                draft.reject(vessel_column.as_ref(), Text::of("schedule.no-vessel"));
            }
        }
        draft.remarks.append(&mut named.remarks);
        let voyage = self.voyage(
            row,
            draft,
            layout,
            has_voyage_column,
            &named,
            vessel_column.as_ref(),
        );
        let zh = self
            .text(row, Field::VesselZh)
            .map(|(text, _)| text.trim_end_matches('轮').to_owned())
            .filter(|text| !plain::says_nothing(text));
        let service = self
            .text(row, Field::Service)
            .map(|(text, _)| text)
            .filter(|text| !plain::says_nothing(text));
        if named.name.is_empty() || !draft.troubles.is_empty() {
            return None;
        }
        if let Some(column) = &vessel_column {
            draft.doubt_words(layout, column, Field::Vessel);
        }
        let (vessel, like) = self.known.settle(&named.name);
        if let Some(like) = like {
            draft.warn(
                vessel_column.as_ref(),
                Text::of("schedule.look-alike").with("known", like),
            );
        }
        Some(Base {
            carrier: carrier?,
            vessel,
            vessel_zh: zh.or(named.zh),
            voyage: voyage?,
            service,
        })
    }

    pub(super) fn voyage(
        &self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
        has_column: bool,
        named: &vessels::Named,
        vessel_column: Option<&Column>,
    ) -> Option<Voyage> {
        let (mut text, mut column) = (String::new(), vessel_column.cloned());
        if has_column {
            for candidate in layout
                .iter()
                .filter(|column| column.holds(Field::Voyage) && !column.holds(Field::Vessel))
            {
                text = narrow(&row.cell(candidate.place as usize).text());
                column = Some(candidate.clone());
                if !plain::says_nothing(&text) {
                    break;
                }
            }
        }
        if plain::says_nothing(&text) {
            text = named.voyage.clone().unwrap_or_default();
        }
        if plain::says_nothing(&text) {
            if !named.name.is_empty() || has_column {
                draft.reject(column.as_ref(), Text::of("schedule.no-voyage"));
            }
            return None;
        }
        if let Some(column) = column.as_ref().filter(|column| column.holds(Field::Voyage)) {
            draft.doubt_words(layout, column, Field::Voyage);
        }
        let (voyage, remark) = vessels::voyage(&text);
        draft.remarks.extend(remark);
        if voyage.is_none() {
            let reason = if plain::is_unannounced(&text) {
                Text::of("schedule.unannounced").with("what", text)
            } else {
                Text::of("schedule.bad-voyage")
            };
            draft.reject(column.as_ref(), reason);
        }
        voyage
    }

    pub(super) fn carrier(
        &mut self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
    ) -> Option<Scac> {
        let column = layout
            .iter()
            .find(|column| column.holds(Field::Carrier))
            .cloned();
        if let Some((text, column)) = self
            .text(row, Field::Carrier)
            .map(|(text, column)| (text, column.clone()))
            && !plain::says_nothing(&text)
        {
            let named = carrier_named(&text, self.reference);
            // Who is said to carry all rows does, whatever the sheet calls its carrier.
            if let Some(carrier) = &self.options.carrier {
                if named.as_ref().is_some_and(|named| named != carrier) {
                    draft.warn(
                        Some(&column),
                        Text::of("schedule.other-carrier").with("carrier", carrier),
                    );
                }
                return Some(carrier.clone());
            }
            if let Some(scac) = named {
                self.above = Some(scac.clone());
                return Some(scac);
            }
            // Nor is it known for the rows below that leave it to this one.
            self.above = None;
            draft.reject(
                Some(&column),
                Text::of("schedule.unknown-carrier").with("text", text),
            );
            return None;
        }
        if let Some(scac) = self
            .options
            .carrier
            .clone()
            .or_else(|| self.context.carrier.clone())
        {
            return Some(scac);
        }
        if let (Some(column), Some(above)) = (&column, self.above.clone()) {
            draft.warn(
                Some(column),
                Text::of("schedule.carrier-from-above").with("carrier", &above),
            );
            return Some(above);
        }
        draft.reject(column.as_ref(), Text::of("schedule.no-carrier"));
        None
    }
}
