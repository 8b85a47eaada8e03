//! Voyages: V.046W, v46w, 046 and 46 are one and the same.

/// A voyage without V. and blanks, folded; leading zeros are kept.
pub fn bare(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(super::fold::fold_char)
        .filter(|c| super::fold::is_word(*c))
        .collect();
    without_lead(&folded).to_owned()
}

/// Letters and digits, folded, without V.
pub fn without_lead(folded: &str) -> &str {
    if !folded.starts_with('v') {
        return folded;
    }
    for lead in ["voyage", "voy", "v"] {
        if let Some(rest) = folded.strip_prefix(lead)
            && rest.starts_with(|c: char| c.is_ascii_digit())
        {
            return rest;
        }
    }
    folded
}

/// Without leading zeros.
pub fn stripped(voyage: &str) -> &str {
    let zeros = voyage.bytes().take_while(|b| *b == b'0').count();
    if zeros == voyage.len() {
        voyage
    } else {
        &voyage[zeros..]
    }
}

/// How well a term fits a voyage, both [`bare`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VoyageFit {
    /// The term is somewhere inside.
    Inside,
    /// It begins with the term, and the number goes on.
    Front,
    /// It ends in the term.
    Tail,
    /// The same, zeros and direction aside.
    Same,
}

/// Compares a term with a voyage. A term that says a direction must find that direction.
pub fn fit(term: &str, voyage: &str) -> Option<VoyageFit> {
    if !term.starts_with(|c: char| c.is_ascii_alphanumeric()) || term.is_empty() {
        return None;
    }
    let (t, v) = (stripped(term), stripped(voyage));
    if t == v {
        return Some(VoyageFit::Same);
    }
    let digits = t.bytes().all(|b| b.is_ascii_digit());
    if let Some(rest) = v.strip_prefix(t) {
        let number_ends = digits && !rest.starts_with(|c: char| c.is_ascii_digit());
        // "046" is 046W, "0fl" not yet 0FLD4W1MA.
        if number_ends && rest.len() <= 2 {
            return Some(VoyageFit::Same);
        }
        return Some(VoyageFit::Front);
    }
    // "04" is on its way to 046W, though "4" is not "46" without its zero.
    if voyage.starts_with(term) {
        return Some(VoyageFit::Front);
    }
    let has_digit = term.bytes().any(|b| b.is_ascii_digit());
    if term.len() >= 2 && has_digit {
        // "46w" and "46" are both the tail of FA346W.
        let number = voyage.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if voyage.ends_with(term) || digits && number.ends_with(term) {
            return Some(VoyageFit::Tail);
        }
        if term.len() >= 3 && voyage.contains(term) {
            return Some(VoyageFit::Inside);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v_zeros_and_direction_do_not_matter() {
        for typed in ["V.046W", "v046w", "046w", "46w", "046", "46", "voy 046"] {
            assert_eq!(
                fit(&bare(typed), &bare("V.046W")),
                Some(VoyageFit::Same),
                "{typed}"
            );
        }
    }

    #[test]
    fn another_direction_is_another_voyage() {
        assert_eq!(fit(&bare("046E"), &bare("V.046W")), None);
    }

    #[test]
    fn fronts_and_tails_are_found() {
        assert_eq!(fit("04", &bare("V.046W")), Some(VoyageFit::Front));
        assert_eq!(fit("1ma", &bare("0FLD4W1MA")), Some(VoyageFit::Tail));
        assert_eq!(fit("46w", &bare("FA346W")), Some(VoyageFit::Tail));
    }
}
