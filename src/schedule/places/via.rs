//! The transhipment port behind a port of discharge.

/// A text before and after its “via”.
pub(super) fn split_via(text: &str) -> (String, Option<String>) {
    for mark in [
        " VIA ", "(VIA ", "/VIA ", " T/S ", "(T/S ", ",VIA ", " V/A ", " W/T ", "(W/T ",
    ] {
        if let Some((before, via)) = text.split_once(mark) {
            let via = via.trim_end_matches(')').trim_start_matches("AT ");
            return (before.trim().to_owned(), Some(via.trim().to_owned()));
        }
    }
    if let Some((before, note)) = text.split_once('(')
        && let Some(via) = note
            .trim_end_matches(')')
            .strip_suffix("中转")
            .or_else(|| note.trim_end_matches(')').strip_suffix('转'))
    {
        let via = via
            .trim()
            .trim_start_matches("经由")
            .trim_start_matches('经');
        return (before.trim().to_owned(), Some(via.trim().to_owned()));
    }
    for mark in ["经由", "经", "中转"] {
        if let Some((before, via)) = text.split_once(mark)
            && !before.trim().is_empty()
            && !via.trim_end_matches(')').trim().is_empty()
        {
            let via = via
                .trim_end_matches(')')
                .trim_end_matches("转运")
                .trim_end_matches("中转")
                .trim_end_matches('转');
            return (
                before.trim().trim_end_matches('(').to_owned(),
                Some(via.trim().to_owned()),
            );
        }
    }
    (text.to_owned(), None)
}

/// The port of a text that says it is one of transhipment: `经汉堡`, `VIA HAMBURG`, `汉堡中转`.
pub(in crate::schedule) fn via_of(text: &str) -> &str {
    let mut rest = text.trim();
    for mark in [
        "经由",
        "经",
        "VIA ",
        "VIA:",
        "T/S AT ",
        "T/S:",
        "T/S ",
        "W/T ",
        "中转港",
        "中转",
        "转",
    ] {
        if let Some(after) = rest.strip_prefix(mark) {
            rest = after.trim_start_matches([':', ' ']);
            break;
        }
    }
    for mark in ["中转", "转运", "转船", "转"] {
        if let Some(before) = rest.strip_suffix(mark) {
            rest = before;
            break;
        }
    }
    rest.trim()
}

/// Whether a remark says by which port, and nothing else: `经汉堡中转`, `VIA HAMBURG`.
pub(in crate::schedule) fn says_via(text: &str) -> bool {
    ["经", "VIA ", "T/S "]
        .iter()
        .any(|mark| text.starts_with(mark))
        || ["中转", "转运"].iter().any(|mark| text.ends_with(mark))
}
