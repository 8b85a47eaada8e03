//! Companies' names, held against each other.

use super::wording::narrow;

/// A company's name for comparison: narrow, upper case, without stops, its legal form shortened.
pub fn name_key(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(narrow)
        .map(|letter| {
            if letter == '\'' || letter == '’' {
                '\u{0}'
            } else {
                letter
            }
        })
        .filter(|&letter| letter != '\u{0}')
        .collect::<String>()
        .to_uppercase();
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| match word {
            "" | "AND" => None,
            word => Some(in_short(word)),
        })
        .collect()
}

/// A word of a company's name as it is shortened.
fn in_short(word: &str) -> &str {
    match word {
        "LIMITED" => "LTD",
        "COMPANY" => "CO",
        "CORPORATION" => "CORP",
        "INCORPORATED" => "INC",
        "IMPORT" | "IMPORTS" | "IMPORTING" => "IMP",
        "EXPORT" | "EXPORTS" | "EXPORTING" => "EXP",
        "INDUSTRY" | "INDUSTRIES" | "INDUSTRIAL" => "IND",
        "INTERNATIONAL" => "INTL",
        "TECHNOLOGY" | "TECHNOLOGIES" | "TECHNICAL" => "TECH",
        "MANUFACTURING" | "MANUFACTURER" | "MANUFACTURERS" | "MANUFACTURE" => "MFG",
        "TRADING" | "TRADE" => "TRDG",
        "ENTERPRISE" | "ENTERPRISES" => "ENT",
        "DEVELOPMENT" => "DEV",
        "ELECTRONIC" | "ELECTRONICS" => "ELEC",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_stops_and_with_their_legal_form_shortened() {
        assert_eq!(
            name_key("Ningbo Haitian Trading Co., Ltd."),
            name_key("NINGBO HAITIAN TRADING COMPANY LIMITED")
        );
        assert_eq!(
            name_key("宁波海天（贸易）有限公司"),
            name_key("宁波海天(贸易)有限公司")
        );
        assert_ne!(name_key("Ningbo Haitian"), name_key("Ningbo Haitong"));
    }
}
