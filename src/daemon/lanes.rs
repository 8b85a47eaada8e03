//! The schedule by vessel and by lane: which sailing a form means, and which comes next.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::domain::{PortCode, Sailing, SailingId, Scac, Voyage};

/// A carrier's lane: from port to port.
type Lane = (Scac, PortCode, PortCode);

/// Where to look for sailings without reading the whole schedule.
#[derive(Debug, Default)]
pub struct Lanes {
    by_vessel: BTreeMap<String, BTreeSet<(Voyage, SailingId)>>,
    by_lane: HashMap<Lane, BTreeSet<(NaiveDate, SailingId)>>,
    count: usize,
}

/// A vessel's name without blanks and signs, so that case and blanks do not matter.
fn squashed(vessel: &str) -> String {
    vessel
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

/// How look-alike letters are told apart: they are not. The letter l, a capital I and the figure 1
/// are one; so are O and 0, and S and 5.
fn skeleton(vessel: &str) -> String {
    squashed(vessel)
        .chars()
        .map(|letter| match letter {
            'L' | 'I' | '1' => 'I',
            'O' | '0' | 'Q' => 'O',
            'S' | '5' => 'S',
            'Z' | '2' => 'Z',
            'B' | '8' => 'B',
            other => other,
        })
        .collect()
}

/// Whether a name is a vessel's as mails shorten it, with the middle or the front of it left out.
fn is_short_of(name: &str, short: &str) -> bool {
    short.len() >= 5
        && short.len() < name.len()
        && short.char_indices().any(|(at, _)| {
            let (front, back) = short.split_at(at);
            name.starts_with(front) && name.ends_with(back)
        })
}

impl Lanes {
    /// A sailing of each vessel.
    pub fn one_of_each_vessel(&self) -> impl Iterator<Item = &SailingId> {
        self.by_vessel
            .values()
            .filter_map(|sailings| sailings.first().map(|(_, id)| id))
    }

    /// Takes a sailing in; the one before it is taken out first.
    pub fn put(&mut self, before: Option<&Sailing>, sailing: &Sailing) {
        if let Some(before) = before {
            if let Some(lane) = self.by_lane.get_mut(&lane_of(before)) {
                lane.remove(&(before.etd, before.id.clone()));
            }
        } else {
            self.count += 1;
            self.by_vessel
                .entry(squashed(&sailing.vessel))
                .or_default()
                .insert((sailing.voyage.clone(), sailing.id.clone()));
        }
        self.by_lane
            .entry(lane_of(sailing))
            .or_default()
            .insert((sailing.etd, sailing.id.clone()));
    }

    /// How many sailings there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The ports, from and to, that sailings leave between from a day on.
    pub fn sailed_from(&self, day: NaiveDate) -> impl Iterator<Item = (&PortCode, &PortCode)> {
        self.by_lane
            .iter()
            .filter(move |(_, sailings)| sailings.last().is_some_and(|(etd, _)| *etd >= day))
            .map(|((_, pol, pod), _)| (pol, pod))
    }

    /// The sailings of a vessel and voyage: case and blanks apart.
    pub fn called<'a>(
        &'a self,
        vessel: &str,
        voyage: &'a Voyage,
    ) -> impl Iterator<Item = &'a SailingId> {
        self.by_vessel
            .get(&squashed(vessel))
            .into_iter()
            .flatten()
            .filter(move |(of, _)| of == voyage)
            .map(|(_, id)| id)
    }

    /// The voyages of vessels whose names look like that one, the likest first, at most `limit` of
    /// them: of each the sailings, carrier by carrier and port by port.
    pub fn look_alikes(
        &self,
        vessel: &str,
        voyage: Option<&Voyage>,
        limit: usize,
    ) -> Vec<Vec<SailingId>> {
        let (exact, alike) = (squashed(vessel), skeleton(vessel));
        if exact.is_empty() {
            return Vec::new();
        }
        let mut ranked: BTreeMap<(usize, &Voyage, &String), Vec<SailingId>> = BTreeMap::new();
        for (name, sailings) in &self.by_vessel {
            let distance = if *name == exact {
                0
            } else if skeleton(name) == alike {
                1
            } else if is_short_of(name, &exact)
                && voyage.is_some_and(|voyage| sailings.iter().any(|(of, _)| of == voyage))
            {
                2
            } else {
                1 + strsim::osa_distance(name, &exact)
            };
            if distance > 1 + exact.chars().count() / 4 {
                continue;
            }
            for (of, id) in sailings {
                let other_voyage = voyage.map_or(0, |voyage| {
                    strsim::osa_distance(of.number(), voyage.number())
                });
                ranked
                    .entry((distance * 4 + other_voyage.min(8), of, name))
                    .or_default()
                    .push(id.clone());
            }
        }
        ranked.into_values().take(limit).collect()
    }

    /// The sailings of the same carrier after that one, between ports that are `one_call` with its
    /// own: soonest first, of a day those of its very ports.
    pub fn after<'a>(
        &'a self,
        sailing: &Sailing,
        one_call: impl Fn(&PortCode, &PortCode) -> bool,
    ) -> impl Iterator<Item = &'a SailingId> {
        let (carrier, own_pol, own_pod) = lane_of(sailing);
        let mut later: Vec<(NaiveDate, bool, &SailingId)> = Vec::new();
        for ((of, pol, pod), sailings) in &self.by_lane {
            if *of != carrier || !one_call(pol, &own_pol) || !one_call(pod, &own_pod) {
                continue;
            }
            let is_other = *pol != own_pol || *pod != own_pod;
            let after = sailings.iter().filter(|(etd, _)| *etd > sailing.etd);
            later.extend(after.map(|(etd, id)| (*etd, is_other, id)));
        }
        later.sort_unstable();
        later.into_iter().map(|(_, _, id)| id)
    }
}

fn lane_of(sailing: &Sailing) -> Lane {
    (
        sailing.carrier.clone(),
        sailing.pol.clone(),
        sailing.pod.clone(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CutOffs;

    fn sailing(vessel: &str, voyage: &str, etd: &str) -> Sailing {
        let carrier: Scac = "COSU".parse().unwrap();
        let port = |code: &str| PortCode::Locode(code.parse().unwrap());
        let (pol, pod, voyage): (_, _, Voyage) =
            (port("CNSHA"), port("NLRTM"), voyage.parse().unwrap());
        Sailing {
            id: Sailing::id_of(&carrier, vessel, &voyage, &pol, &pod),
            carrier,
            vessel: vessel.to_owned(),
            vessel_zh: None,
            voyage,
            service: Some("AEU3".to_owned()),
            pol,
            pod,
            pod_terminal: None,
            via: None,
            etd: etd.parse().unwrap(),
            atd: None,
            eta: None,
            cut_offs: CutOffs::default(),
            remarks: None,
            source: crate::domain::sailing::SourceRow::default(),
        }
    }

    fn lanes() -> (Lanes, Sailing, Sailing) {
        let mut lanes = Lanes::default();
        let first = sailing("COSCO SHIPPING LIBRA", "046W", "2026-11-28");
        let second = sailing("COSCO SHIPPING UNIVERSE", "047W", "2026-12-05");
        lanes.put(None, &first);
        lanes.put(None, &second);
        (lanes, first, second)
    }

    #[test]
    fn a_name_as_mails_shorten_it_is_near_on_the_same_voyage() {
        let (lanes, first, _) = lanes();
        let voyage: Voyage = "V.046W".parse().unwrap();
        for short in ["COSCO LIBRA", "Libra"] {
            let found = lanes.look_alikes(short, Some(&voyage), 3);
            assert_eq!(found, [[first.id.clone()]], "{short}");
        }
        let other: Voyage = "V.099W".parse().unwrap();
        assert!(lanes.look_alikes("LIBRA", Some(&other), 3).is_empty());
    }

    #[test]
    fn case_and_blanks_do_not_hide_a_sailing() {
        let (lanes, first, _) = lanes();
        let voyage = "V.046W".parse().unwrap();
        let found: Vec<_> = lanes.called("cosco shippinglibra", &voyage).collect();
        assert_eq!(found, [&first.id]);
        assert_eq!(
            lanes.called("COSCO SHIPPlNG LIBRA", &voyage).count(),
            0,
            "a letter l is no I"
        );
    }

    #[test]
    fn look_alikes_are_offered_likest_first() {
        let (lanes, first, second) = lanes();
        let voyage = "046W".parse().unwrap();
        assert_eq!(
            lanes.look_alikes("COSCO SHIPPlNG LlBRA", Some(&voyage), 3)[0],
            [first.id]
        );
        assert_eq!(
            lanes.look_alikes("COSCO SHIPING UNIVERS", None, 3),
            [[second.id]]
        );
        assert!(lanes.look_alikes("EVER GIVEN", None, 3).is_empty());
    }

    #[test]
    fn the_next_sailing_of_a_lane_follows_its_etd_even_when_that_moves() {
        let (mut lanes, first, second) = lanes();
        assert_eq!(
            lanes.after(&first, PortCode::eq).collect::<Vec<_>>(),
            [&second.id]
        );
        let mut moved = second.clone();
        moved.etd = "2026-11-20".parse().unwrap();
        lanes.put(Some(&second), &moved);
        assert_eq!(lanes.after(&first, PortCode::eq).count(), 0);
        assert_eq!(lanes.count(), 2);
    }
}
