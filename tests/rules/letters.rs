//! The carrier's letters, one by one, and its lines.

use super::desk::a_sound_consignment;

/// EDIFACT's levels A and B (ISO 9735), the service signs included.
const LETTERS: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,-()/'+:=?!\"%&*;<>";

#[test]
fn each_letter_of_levels_a_and_b_is_taken_and_no_other() {
    let others = "éß€·–“”™ºＡ字\u{200b}";
    for letter in (' '..='~').chain(others.chars()) {
        let mut desk = a_sound_consignment();
        desk.set("/consignee/name", format!("BERG {letter} TEXTIEL"));
        let refused = desk.open() == ["party-text"];
        assert_eq!(refused, !LETTERS.contains(letter), "{letter:?}");
    }
}

#[test]
fn five_lines_of_thirty_five_hold_a_name_and_an_address_wrapped_between_words() {
    // Words of a length, so many: whether they go on the four lines beside a name of one.
    for length in 1..=36_usize {
        let on_a_line = if length > 35 { 0 } else { 36 / (length + 1) };
        for (count, fits) in [(on_a_line * 4, length <= 35), (on_a_line * 4 + 1, false)] {
            let mut desk = a_sound_consignment();
            let address = vec!["X".repeat(length); count.max(1)].join(" ");
            desk.set("/consignee/address", vec![address]);
            assert_eq!(
                desk.open().is_empty(),
                fits,
                "{count} words of {length}: {:?}",
                desk.open()
            );
        }
    }
}
