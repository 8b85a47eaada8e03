//! The consignment's shape, as the command contract has it.

use serde_json::{Map, Value, json};

use super::containers::part_the_type;
use super::money::{settle_charge, settle_rate, settle_surcharge};
use super::shape::{Reading, Shape, kind_of, shape, type_of};
use crate::domain::Given;
use crate::domain::consignment::{
    AllIn, CargoLine, CarrierConsent, ChargeLine, ChosenSailing, Completed, Consignment, Customs,
    Dangerous, DangerousGoods, Documents, EquipmentLine, Filing, Freight, Handbook, Handling,
    Intake, Loading, OverseasAgent, Party, Principal, Quoted, RateLine, SailingChoice, Settlement,
    SurchargeLine, Transit, Vgm, WrittenAnswer,
};

shape!(Consignment {
    customer_ref,
    remarks,
    salesperson,
    intake,
    source,
    service_type,
    principal,
    shipper,
    consignee,
    notify,
    overseas_agent,
    carrier,
    carrier_designated,
    sailing,
    requested_etd,
    pol,
    pod,
    pod_terminal,
    transhipment,
    via,
    delivery,
    us_routing,
    stuffing_mode,
    cargo,
    equipment,
    loading,
    customs,
    handling,
    freight,
    quoted,
    charges,
    settlement,
    documents,
    filings,
    completed,
    answers,
});
shape!(Intake {
    form,
    received_at,
    stamped,
    signed,
    form_principal,
    handover_sheet
});
shape!(Principal {
    name,
    contact,
    phone,
    fax,
    new_customer,
    contact_details_sent_at
});
shape!(Party { same_as, name, address as "address", country, phone } then split_address);
shape!(OverseasAgent {
    name,
    code,
    confirmed_by,
    confirmed_at,
    chosen_at
});
shape!(ChosenSailing { id, vessel, voyage, etd } then keep_typed_voyage);
shape!(CargoLine {
    name_en, name_zh, hs_code, packages, package_type, packing_material, gross_kg, volume_cbm, marks, owner,
    loaded_in as "in", dangerous,
});
shape!(DangerousGoods {
    un,
    class,
    packing_group,
    proper_name
});
shape!(EquipmentLine {
    kind as "type", count, heavy_duty, shipper_owned, tare_kg, non_operating, temperature_c, ventilation, vgm,
} then part_the_type);
shape!(Vgm { kg, method, by, at });
shape!(Loading {
    mode,
    at,
    place,
    contact,
    phone,
    documents_handover
});
shape!(Customs {
    declaration,
    inspection,
    declarant,
    broker,
    transit,
    handbook
});
shape!(Handling {
    food_container_check,
    genset_truck,
    fumigation
});
shape!(Freight {
    terms,
    payable_at,
    collected_by,
    rate,
    surcharges,
    all_in
});
shape!(AllIn { includes });
shape!(RateLine { kind as "type", amount, currency } then settle_rate);
shape!(SurchargeLine { code, per, kind as "type", amount, currency } then settle_surcharge);
shape!(Quoted {
    rate,
    surcharges,
    confirmed_by,
    confirmed_at,
    by_word
});
shape!(ChargeLine { column, code, amount, currency, per, waived } then settle_charge);
shape!(Settlement {
    payer,
    name,
    billing
});
shape!(Documents {
    letter_of_credit,
    lc_requires,
    latest_shipment,
    vessel_certificate,
    bl_clauses,
    carrier_consent,
    house_bill,
    bl_kind,
    bl_dating,
    bl_dating_requested_by,
});
shape!(CarrierConsent {
    by,
    at,
    reference,
    covers
});
shape!(Filing {
    kind,
    by,
    state,
    at,
    reference
});
shape!(Completed { field, by, at });
shape!(WrittenAnswer {
    rule,
    field,
    party,
    role,
    until,
    by,
    at,
    reason
});

/// An address line that holds line breaks is several lines.
fn split_address(party: &mut Party, _: &Map<String, Value>, _: &str, _: &Reading) {
    party.address = party
        .address
        .iter()
        .flat_map(|line| line.split('\n'))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
}

/// Keeps a voyage as it was typed where that is not `V.XXX`, for the rule that mentions it.
fn keep_typed_voyage(
    chosen: &mut ChosenSailing,
    object: &Map<String, Value>,
    _: &str,
    _: &Reading,
) {
    let typed = object.get("voyage").and_then(Value::as_str).map(str::trim);
    if let (Some(typed), Some(Given::Known(voyage))) = (typed, &chosen.voyage)
        && typed != voyage.to_string()
    {
        chosen.voyage_typed = Some(super::printable(typed));
    }
}

impl Shape for SailingChoice {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        match value {
            Value::String(text) if text.trim().eq_ignore_ascii_case("temp") => Some(Self::Temp),
            Value::Object(members) => {
                let chosen = ChosenSailing::read(value, at, reading)?;
                let temp = [
                    chosen.vessel.as_deref(),
                    chosen
                        .id
                        .as_ref()
                        .map(super::super::domain::codes::SailingId::as_str),
                ]
                .iter()
                .flatten()
                .any(|text| text.eq_ignore_ascii_case("temp"));
                if temp {
                    Some(Self::Temp)
                } else if members.values().all(Value::is_null) {
                    None
                } else {
                    Some(Self::Chosen(chosen))
                }
            }
            other => {
                reading.wrong(
                    at,
                    format!(
                        "expected a sailing (id, or vessel and voyage) or \"TEMP\", found {}",
                        kind_of(other)
                    ),
                );
                None
            }
        }
    }

    fn write(&self) -> Value {
        match self {
            Self::Temp => Value::from("TEMP"),
            Self::Chosen(chosen) => chosen.write(),
        }
    }

    fn schema() -> Value {
        json!({"anyOf": [{"const": "TEMP"}, ChosenSailing::schema()]})
    }
}

impl Shape for Dangerous {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        match value {
            Value::Bool(false) => Some(Self::No),
            Value::Bool(true) => Some(Self::Declared(DangerousGoods::default())),
            Value::Object(_) => DangerousGoods::read(value, at, reading).map(Self::Declared),
            other => {
                reading.wrong(
                    at,
                    format!("expected false or a declaration, found {}", kind_of(other)),
                );
                None
            }
        }
    }

    fn write(&self) -> Value {
        match self {
            Self::No => Value::Bool(false),
            Self::Declared(goods) => goods.write(),
        }
    }

    fn schema() -> Value {
        json!({"anyOf": [{"type": "boolean"}, DangerousGoods::schema()]})
    }
}

impl Shape for Transit {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        match value {
            Value::Bool(false) => Some(Self::No),
            Value::Object(members) => {
                super::shape::refuse_unknown(members, &["from", "to"], at, reading);
                Some(Self::Between {
                    from: super::shape::member::<Option<_>>(members, "from", at, reading).flatten(),
                    to: super::shape::member::<Option<_>>(members, "to", at, reading).flatten(),
                })
            }
            other => {
                reading.wrong(
                    at,
                    format!("expected false, or from and to, found {}", kind_of(other)),
                );
                None
            }
        }
    }

    fn write(&self) -> Value {
        match self {
            Self::No => Value::Bool(false),
            Self::Between { from, to } => json!({"from": from.write(), "to": to.write()}),
        }
    }

    fn schema() -> Value {
        json!({"anyOf": [{"const": false}, {"type": "object", "additionalProperties": false, "properties": {
            "from": Option::<String>::schema(), "to": Option::<String>::schema(),
        }}]})
    }
}

impl Shape for Handbook {
    fn read(value: &Value, at: &str, reading: &Reading) -> Option<Self> {
        match value {
            Value::Bool(false) => Some(Self::No),
            Value::String(_) | Value::Number(_) => {
                String::read(value, at, reading).map(Self::Number)
            }
            other => {
                reading.wrong(
                    at,
                    format!(
                        "expected false or a handbook number, found {}",
                        kind_of(other)
                    ),
                );
                None
            }
        }
    }

    fn write(&self) -> Value {
        match self {
            Self::No => Value::Bool(false),
            Self::Number(number) => Value::from(number.as_str()),
        }
    }

    fn schema() -> Value {
        json!({"anyOf": [{"const": false}, {"type": "string"}]})
    }
}
