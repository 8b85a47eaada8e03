//! Shipper, consignee, notify party and goods as the carrier takes them.

use serde_json::json;

use super::mails;

mails! {
    "to order of the bank, notify the same" |d| { d.set("/consignee", json!({"name": "TO ORDER OF ISSUING BANK"})); } => ["party-text"];
    "to order, somebody to notify" |d| { d.set("/consignee", json!({"name": "TO  ORDER"})).set("/notify", json!({"name": "VAN DER BERG", "address": ["WAALHAVEN 77"]})); } => [];
    "凭指示, nobody to notify" |d| { d.set("/consignee", json!({"name": "凭指示"})).blank("/notify"); } => ["party-text"];
    "an order house" |d| { d.set("/consignee/name", "ORDER FULFILMENT LLC"); } => [];
    "notify SAME AS CONSIGNEE" |d| { d.set("/notify", json!({"name": "SAME AS CONSIGNEE"})); } => [];
    "notify same as cnee" |d| { d.set("/notify", json!({"name": "Same as Cnee"})); } => [];
    "a Chinese name" |d| { d.set("/shipper/name", "宁波海天贸易有限公司"); } => ["party-text"];
    "full-width letters, which are no carrier's" |d| { d.set("/consignee/name", "ＶＡＮ ＤＥＲ ＢＥＲＧ"); } => ["party-text"];
    "an accent" |d| { d.set("/consignee/name", "CAFÉ DE PARIS"); } => ["party-text"];
    "a trade mark's sign" |d| { d.set("/consignee/name", "BERG® TEXTIEL"); } => ["party-text"];
    "lower case and level B's signs" |d| { d.set("/consignee/name", "Van der Berg (Textiel) b.v. & Co: 50%"); } => [];
    "five lines of 17, wrapped" |d| { d.set("/consignee", json!({"name": "A".repeat(20), "address": ["B".repeat(17), "C".repeat(17), "D".repeat(17), "E".repeat(17), "F".repeat(17)]})); } => [];
    "five lines of 18 go on no five" |d| { d.set("/consignee", json!({"name": "A".repeat(20), "address": ["B".repeat(18), "C".repeat(18), "D".repeat(18), "E".repeat(18), "F".repeat(18)]})); } => ["party-text"];
    "a box in Dubai" |d| { d.set("/consignee/address", json!(["P.O.BOX 55", "DUBAI, U.A.E."])); } => ["party-text"];
    "a box and an industrial area" |d| { d.set("/consignee/address", json!(["POST BOX 12", "AL QUOZ INDUSTRIAL AREA 3, DUBAI"])); } => [];
    "a boxing club" |d| { d.set("/consignee", json!({"name": "BOX CLUB ROTTERDAM", "address": ["WAALHAVEN 77"]})); } => [];
    "a consignee of TBA" |d| { d.set("/consignee", json!({"name": "TBA"})).set("/notify", json!({"name": "VAN DER BERG", "address": ["WAALHAVEN 77"]})); } => ["party-text:warn"];
    "the principal's Chinese name is his own" |d| { d.set("/principal/name", "宁波海天贸易有限公司").set("/intake/form_principal", "宁波海天贸易有限公司"); } => [];
    "another branch of the same name" |d| { d.set("/intake/form_principal", "NINGBO HAITIAN TRADING (HK) CO LTD"); } => ["principal-mismatch:warn"];
    "F.A.K." |d| { d.set("/cargo/0/name_en", "F.A.K."); } => ["party-text"];
    "FREIGHT ALL KINDS" |d| { d.set("/cargo/0/name_en", "FREIGHT ALL KINDS"); } => ["party-text"];
    "said to contain shirts" |d| { d.set("/cargo/0/name_en", "SAID TO CONTAIN: COTTON SHIRTS"); } => [];
    "consolidated cargo" |d| { d.set("/cargo/0/name_en", "Consolidated Cargo"); } => ["party-text"];
    "general purpose tape" |d| { d.set("/cargo/0/name_en", "GENERAL PURPOSE TAPE").set("/cargo/0/name_zh", "通用胶带"); } => [];
    "cargo nets" |d| { d.set("/cargo/0/name_en", "CARGO NETS").set("/cargo/0/name_zh", "货网"); } => [];
    "goods of 36 letters in one word" |d| { d.set("/cargo/0/name_en", "A".repeat(36)); } => ["party-text"];
    "goods with a degree sign" |d| { d.set("/cargo/0/name_en", "THERMOMETERS 0-100°C").set("/cargo/0/name_zh", "温度计"); } => ["party-text"];
    "T恤 is no English name" |d| { d.set("/cargo/0/name_en", "T恤"); } => ["goods-name"];
    "both names in one field" |d| { d.set("/cargo/0/name_en", "COTTON T-SHIRTS 棉制T恤").blank("/cargo/0/name_zh"); } => ["goods-name", "party-text"];
}
