//! What goods are by their names: the table beside this file, read in each language alone.

use super::desk::{Desk, a_sound_consignment};

const NAMES: &str = include_str!("goods.txt");

/// The letters of the table and the rules that ask.
const ASKED: [(char, &str); 7] = [
    ('H', "heavy-20"),
    ('F', "food-check"),
    ('C', "reefer-dry:warn"),
    ('P', "fumigation:warn"),
    ('D', "dangerous-goods:warn"),
    ('I', "customs-mode"),
    ('V', "party-text"),
];

/// Goods of these names, 15 t in one 20-foot, nothing said of their handling.
fn a_20_foot_of(name_en: &str, name_zh: &str) -> Desk {
    let mut desk = a_sound_consignment();
    desk.goods(name_en, name_zh, "15000", "25")
        .boxes(&[("20GP", 1)])
        .blank("/customs/inspection")
        .set("/freight/rate/0/type", "20GP")
        .set("/freight/surcharges/0/type", "20GP")
        .set("/quoted/rate/0/type", "20GP")
        .set("/quoted/surcharges/0/type", "20GP");
    desk
}

#[test]
fn goods_are_what_their_name_says_in_either_language() {
    let rows: Vec<[&str; 3]> = NAMES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            cells.try_into().unwrap_or_else(|_| panic!("{line}"))
        })
        .collect();
    assert!(rows.len() > 150);
    let mut wrong = Vec::new();
    for [english, chinese, letters] in rows {
        for (name, desk) in [
            (english, a_20_foot_of(english, "棉制T恤")),
            (chinese, a_20_foot_of("COTTON T-SHIRTS", chinese)),
        ] {
            let mut asked: Vec<&str> = ASKED
                .iter()
                .filter(|(letter, _)| letters.contains(*letter))
                // A Chinese name does not go to the carrier.
                .filter(|(letter, _)| *letter != 'V' || name == english)
                .map(|(_, rule)| *rule)
                .collect();
            asked.sort_unstable();
            let open = desk.open();
            if open != asked {
                wrong.push(format!("{name}: expected {asked:?}, found {open:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
