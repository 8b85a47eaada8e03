//! Containers, weights, volumes, reefers.

use serde_json::json;

use super::mails;

mails! {
    "22 MT in a 20-foot" |d| { d.goods("COTTON YARN", "棉纱", "22 MT", "28").boxes(&[("20GP", 1)]); } => [];
    "22.001 t in a 20-foot" |d| { d.goods("COTTON YARN", "棉纱", "22.001 t", "28").boxes(&[("20GP", 1)]); } => ["heavy-20"];
    "22,000.5 kgs in a 20-foot" |d| { d.goods("COTTON YARN", "棉纱", "22,000.5 KGS", "28").boxes(&[("20GP", 1)]); } => ["heavy-20"];
    "48,501 lbs in a 20-foot" |d| { d.goods("COTTON YARN", "棉纱", "48,501 LBS", "28").boxes(&[("20GP", 1)]); } => [];
    "22吨 in a 小柜" |d| { d.goods("COTTON YARN", "棉纱", "22吨", "28").boxes(&[("小柜", 1)]); } => [];
    "three lines of 21 t, three boxes" |d| {
        d.set("/cargo", json!([
            {"name_en": "COTTON YARN", "name_zh": "棉纱", "gross_kg": "21000", "volume_cbm": "25"},
            {"name_en": "LINEN YARN", "name_zh": "麻纱", "gross_kg": "21000", "volume_cbm": "25"},
            {"name_en": "WOOL YARN", "name_zh": "毛纱", "gross_kg": "21000", "volume_cbm": "25"},
        ])).boxes(&[("20GP", 3)]);
    } => [];
    "22 t beside a full 40-foot" |d| { d.goods("COTTON YARN", "棉纱", "48700", "86").boxes(&[("20GP", 1), ("40GP", 1)]); } => [];
    "a kilogram more" |d| { d.goods("COTTON YARN", "棉纱", "48701", "86").boxes(&[("20GP", 1), ("40GP", 1)]); } => ["heavy-20"];
    "the same in the other order of lines" |d| { d.goods("COTTON YARN", "棉纱", "48701", "86").boxes(&[("40GP", 1), ("20GP", 1)]); } => ["heavy-20"];
    "a 20-foot flat rack with 25 t" |d| { d.goods("STEEL STRUCTURES", "钢结构件", "25000", "40").boxes(&[("20FR", 1)]); } => ["heavy-20"];
    "a 20-foot reefer with 23 t" |d| {
        d.goods("PLASTER FIGURES", "石膏像", "23000", "25").boxes(&[("20RF", 1)]).set("/handling/genset_truck", true);
        d.set("/equipment/0/temperature_c", "5").set("/equipment/0/ventilation", "closed");
    } => ["heavy-20"];
    "25 t in a high cube are nobody's question" |d| { d.set("/cargo/0/gross_kg", "25000"); } => [];
    "two high cubes full to the kilogram" |d| { d.boxes(&[("40HQ", 2)]).set("/cargo/0/gross_kg", "53200").set("/cargo/0/volume_cbm", "132"); } => [];
    "and a kilogram more" |d| { d.boxes(&[("40HQ", 2)]).set("/cargo/0/gross_kg", "53201").set("/cargo/0/volume_cbm", "132"); } => ["over-payload"];
    "61,729 lb in one high cube" |d| { d.set("/cargo/0/gross_kg", "61,729 lb"); } => ["over-payload"];
    "2,542 cubic feet" |d| { d.set("/cargo/0/volume_cbm", "2,542 CFT"); } => [];
    "2,543 cubic feet" |d| { d.set("/cargo/0/volume_cbm", "2,543 cft"); } => ["tight-fit:warn"];
    "the trade's writing of a high cube" |d| { d.set("/equipment/0/type", "40'HC"); } => [];
    "its ISO code" |d| { d.set("/equipment/0/type", "45G1"); } => [];
    "an owner's container of tare 0" |d| { d.set("/equipment/0/shipper_owned", true).set("/equipment/0/tare_kg", "0"); } => ["soc-tare:warn"];
    "an owner's container of tare TBA" |d| { d.set("/equipment/0/shipper_owned", true).set("/equipment/0/tare_kg", "TBA"); } => ["soc-tare:warn"];
    "canned tomatoes in a 20-foot" |d| { d.goods("CANNED TOMATOES", "番茄罐头", "10000", "25").boxes(&[("20GP", 1)]).set("/customs/inspection", "us"); } => ["food-check", "heavy-20"];
    "both answered, with no and with yes" |d| {
        d.goods("CANNED TOMATOES", "番茄罐头", "10000", "25").boxes(&[("20GP", 1)]).set("/customs/inspection", "us");
        d.set("/equipment/0/heavy_duty", false).set("/handling/food_container_check", true);
    } => [];
    "stone said to be in the big box" |d| {
        d.boxes(&[("20GP", 1), ("40GP", 1)]);
        d.set("/cargo", json!([
            {"name_en": "GRANITE SLABS", "name_zh": "花岗岩板材", "gross_kg": "20000", "volume_cbm": "50", "in": 1},
            {"name_en": "COTTON YARN", "name_zh": "棉纱", "gross_kg": "12000", "volume_cbm": "28", "in": 0},
        ]));
    } => [];
    "a temperature of 0 °C" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "0 °C").set("/equipment/0/ventilation", "closed").set("/cargo/0/volume_cbm", "62").set("/handling/genset_truck", false); } => [];
    "a temperature of 0℃ and a number for the vents" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "0℃").set("/equipment/0/ventilation", json!({"value": 0, "unit": "cbm-h"})).set("/cargo/0/volume_cbm", "62").set("/handling/genset_truck", true); } => [];
    "a temperature of N/A" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "N/A").set("/equipment/0/ventilation", "closed").set("/cargo/0/volume_cbm", "62").set("/handling/genset_truck", false); } => ["reefer-settings"];
    "15 without a unit for the vents" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "2").set("/equipment/0/ventilation", json!({"value": "15"})).set("/cargo/0/volume_cbm", "62").set("/handling/genset_truck", false); } => ["reefer-settings"];
    "a reefer that does not run needs nothing" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/non_operating", true).set("/cargo/0/volume_cbm", "62"); } => [];
    "nor at 0 °C by mistake" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/non_operating", true).set("/equipment/0/temperature_c", "0").set("/cargo/0/volume_cbm", "62"); } => ["reefer-dry:warn"];
    "one reefer of two is not set" |d| {
        d.set("/equipment", json!([
            {"type": "40RH", "count": 1, "temperature_c": "-18", "ventilation": "closed"},
            {"type": "40RH", "count": 1},
        ])).set("/cargo/0/volume_cbm", "120").set("/cargo/0/gross_kg", "30000").set("/handling/genset_truck", true);
    } => ["reefer-settings"];
    "frozen fish with a reefer beside a dry box" |d| {
        d.set("/equipment", json!([
            {"type": "40RH", "count": 1, "temperature_c": "-18", "ventilation": "closed"},
            {"type": "40HQ", "count": 1},
        ])).set("/handling", json!({"food_container_check": true, "genset_truck": true})).set("/customs/inspection", "us");
        d.set("/cargo", json!([
            {"name_en": "FROZEN FISH FILLETS", "name_zh": "冷冻鱼片", "gross_kg": "20000", "volume_cbm": "60"},
            {"name_en": "COTTON T-SHIRTS", "name_zh": "棉制T恤", "gross_kg": "12000", "volume_cbm": "66"},
        ]));
    } => [];
    "the fish said to be in the dry one" |d| {
        d.set("/equipment", json!([
            {"type": "40RH", "count": 1, "temperature_c": "-18", "ventilation": "closed"},
            {"type": "40HQ", "count": 1},
        ])).set("/handling", json!({"food_container_check": true, "genset_truck": true})).set("/customs/inspection", "us");
        d.set("/cargo", json!([
            {"name_en": "FROZEN FISH FILLETS", "name_zh": "冷冻鱼片", "gross_kg": "20000", "volume_cbm": "60", "in": 1},
            {"name_en": "COTTON T-SHIRTS", "name_zh": "棉制T恤", "gross_kg": "2000", "volume_cbm": "10"},
        ]));
    } => ["reefer-dry:warn"];
    "less than a container weighs what it weighs" |d| { d.set("/stuffing_mode", "lcl").set("/equipment", json!([])).goods("GRANITE SLABS", "花岗岩板材", "22001", "9"); } => [];
    "bulk has no container" |d| { d.set("/stuffing_mode", "bulk").set("/equipment", json!([])).goods("IRON ORE", "铁矿石", "40000", "20"); } => [];
    "volume and weight changed places" |d| { d.set("/cargo/0/gross_kg", "66.2").set("/cargo/0/volume_cbm", "70"); } => ["density-odd:warn"];
}
