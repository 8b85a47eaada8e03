//! What stands in the remarks and not in the fields.

use serde_json::json;

use super::mails;

mails! {
    "a handbook with its number" |d| { d.blank("/customs/handbook").set("/remarks", "客户带手册C23456789012"); } => ["transit-handbook"];
    "no handbook, no transit" |d| { d.set("/customs", json!({"declaration": "us", "inspection": "none"})).set("/remarks", "手册: 无 / 转关: 不需要"); } => [];
    "无需转关" |d| { d.blank("/customs/transit").set("/remarks", "无需转关，直接申报"); } => [];
    "不走转关" |d| { d.blank("/customs/transit").set("/remarks", "本票不走转关"); } => [];
    "transit, and filled in" |d| { d.set("/customs/transit", json!({"from": "宁波", "to": "上海洋山"})).set("/remarks", "需做转关"); } => [];
    "a handbook, and filled in" |d| { d.set("/customs/handbook", "C22345600012").set("/remarks", "手册货"); } => [];
    "both at once" |d| { d.set("/customs", json!({"declaration": "us", "inspection": "none"})).set("/remarks", "转关至洋山，手册号 C22345600012"); } => ["transit-handbook"];
    "processing trade by its name" |d| { d.blank("/customs/handbook").set("/remarks", "进料加工"); } => ["transit-handbook"];
    "an instruction handbook" |d| { d.blank("/customs/handbook").set("/remarks", "INSTRUCTION HANDBOOK INCLUDED"); } => [];
    "a customs handbook" |d| { d.blank("/customs/handbook").set("/remarks", "goods under customs handbook C2234"); } => ["transit-handbook"];
    "a handbook: noted, which is no no" |d| { d.blank("/customs/handbook").set("/remarks", "HANDBOOK: NOTED"); } => ["transit-handbook"];
    "not under a handbook" |d| { d.blank("/customs/handbook").set("/remarks", "goods are not under any handbook"); } => [];
    "the transit time" |d| { d.blank("/customs/transit").set("/remarks", "please advise the transit time"); } => [];
    "handbags" |d| { d.blank("/customs/handbook").goods("HANDBAGS", "手提包", "9000", "66"); } => [];
    "手册 as the goods: printed booklets" |d| { d.blank("/customs/handbook").goods("PRINTED BOOKLETS", "产品手册", "20000", "66"); } => [];
    "self-consolidated" |d| { d.set("/remarks", "客户自拼箱，共三家货"); } => ["stuffing-mode"];
    "self-consolidated, and said so" |d| { d.set("/stuffing_mode", "shipper-consolidated").set("/remarks", "客户自拼箱，共三家货"); } => [];
    "not self-consolidated" |d| { d.set("/remarks", "整箱，非自拼"); } => [];
    "not to be consolidated with others" |d| { d.set("/remarks", "请勿与他货拼箱"); } => [];
    "shipper's load and count" |d| { d.set("/remarks", "SHIPPER'S LOAD, COUNT AND SEAL"); } => [];
    "two owners in one full container" |d| {
        d.set("/cargo", json!([
            {"name_en": "SOCKS", "name_zh": "袜子", "gross_kg": "4000", "volume_cbm": "30", "owner": "HAITIAN"},
            {"name_en": "CAPS", "name_zh": "帽子", "gross_kg": "4000", "volume_cbm": "30", "owner": "XINGYE"},
        ]));
    } => ["stuffing-mode"];
    "two owners, consolidated by the shipper" |d| {
        d.set("/stuffing_mode", "shipper-consolidated").set("/cargo", json!([
            {"name_en": "SOCKS", "name_zh": "袜子", "gross_kg": "4000", "volume_cbm": "30", "owner": "HAITIAN"},
            {"name_en": "CAPS", "name_zh": "帽子", "gross_kg": "4000", "volume_cbm": "30", "owner": "XINGYE"},
        ]));
    } => [];
    "an owner of N/A is none" |d| {
        d.set("/cargo", json!([
            {"name_en": "SOCKS", "name_zh": "袜子", "gross_kg": "4000", "volume_cbm": "33", "owner": "HAITIAN"},
            {"name_en": "CAPS", "name_zh": "帽子", "gross_kg": "4000", "volume_cbm": "33", "owner": "N/A"},
        ]));
    } => [];
    "TEMP and TO ORDER in the remarks" |d| { d.set("/remarks", "last job was TEMP, consignee TO ORDER"); } => [];
}
