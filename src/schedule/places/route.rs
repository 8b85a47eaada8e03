//! Two ports in one cell: `SHANGHAI-ROTTERDAM`, `上海至汉堡`, `SHA/SIN/RTM`.

use super::Places;

/// What may stand between the ports of a route, the plainest first.
const MARKS: &[&str] = &[
    "→", "=>", "->", " - ", ">", " TO ", "至", "到", "~", "/", "-", "|",
];

/// A route's ports as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::schedule) struct Route {
    pub(in crate::schedule) from: String,
    pub(in crate::schedule) to: String,
    /// The port between them.
    pub(in crate::schedule) via: Option<String>,
}

/// Takes a narrowed cell apart; none where its parts are no ports.
pub(in crate::schedule) fn route(text: &str, places: &mut Places<'_>) -> Option<Route> {
    MARKS.iter().find_map(|mark| {
        let parts: Vec<&str> = text.split(mark).map(str::trim).collect();
        if let [from, between @ .., to] = &parts[..]
            && between.len() == 1
            && parts.iter().all(|part| places.read(part).is_ok())
        {
            return Some(Route {
                from: (*from).to_owned(),
                to: (*to).to_owned(),
                via: between.first().map(|via| (*via).to_owned()),
            });
        }
        // A name may hold the mark itself: every place of it is tried.
        text.match_indices(mark).find_map(|(at, _)| {
            let (from, to) = (text[..at].trim(), text[at + mark.len()..].trim());
            let ends = [places.read(from).ok()?.code, places.read(to).ok()?.code];
            (ends[0] != ends[1]).then(|| Route {
                from: from.to_owned(),
                to: to.to_owned(),
                via: None,
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    #[test]
    fn a_route_is_two_ports_or_three_and_nothing_else() {
        let mut places = Places::new(Reference::built_in());
        let mut read =
            |text: &str| route(text, &mut places).map(|route| (route.from, route.to, route.via));
        let of = |from: &str, to: &str| Some((from.to_owned(), to.to_owned(), None));
        assert_eq!(read("SHANGHAI-ROTTERDAM"), of("SHANGHAI", "ROTTERDAM"));
        assert_eq!(read("上海→汉堡"), of("上海", "汉堡"));
        assert_eq!(read("上海至汉堡"), of("上海", "汉堡"));
        assert_eq!(read("NINGBO TO LE HAVRE"), of("NINGBO", "LE HAVRE"));
        assert_eq!(read("CNSHA/NLRTM"), of("CNSHA", "NLRTM"));
        assert_eq!(
            read("SHANGHAI-SINGAPORE-ROTTERDAM").and_then(|(_, _, via)| via),
            Some("SINGAPORE".to_owned())
        );
        assert_eq!(read("ROTTERDAM"), None);
        assert_eq!(read("AEU3-ROTTERDAM"), None);
    }
}
