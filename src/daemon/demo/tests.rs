use std::collections::{BTreeMap, HashSet};

use super::*;
use crate::domain::Moment;

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

/// Days that differ in what a generator may trip over: weekdays, weekends, the turn of a year.
fn clocks() -> Vec<Moment> {
    let first = at("2026-11-23T09:30:00+08:00");
    (0..7)
        .map(|day| first + chrono::Duration::days(day))
        .chain([
            at("2026-12-31T23:50:00+08:00"),
            at("2027-01-01T00:10:00+08:00"),
            at("2026-02-17T12:00:00+00:00"),
        ])
        .collect()
}

#[test]
fn two_thousand_different_sailings_of_sixteen_carriers_lie_around_the_clock() {
    for now in clocks() {
        let all = sailings(now).unwrap();
        assert_eq!(all.len(), 2_000, "{now}");
        let ids: HashSet<_> = all.iter().map(|sailing| &sailing.id).collect();
        assert_eq!(ids.len(), all.len(), "{now}");
        let carriers: HashSet<_> = all.iter().map(|sailing| &sailing.carrier).collect();
        assert_eq!(carriers.len(), 16, "{now}");
        let today = now.date_naive();
        assert!(all.iter().any(|sailing| sailing.etd < today), "{now}");
        assert!(
            all.iter()
                .any(|sailing| sailing.etd > today + chrono::Duration::days(28)),
            "{now}"
        );
        for sailing in &all {
            assert!(sailing.eta.unwrap() > sailing.etd, "{:?}", sailing.id);
            for (kind, cut_off) in sailing.cut_offs.given() {
                assert!(
                    cut_off.passes_at() <= sailing.sails_at(super::clock::china()),
                    "{kind} of {:?}",
                    sailing.id
                );
            }
        }
    }
}

#[test]
fn the_same_clock_gives_the_same_day() {
    let now = at("2026-11-24T10:00:00+08:00");
    assert_eq!(acts(now).unwrap(), acts(now).unwrap());
}

#[test]
fn acts_come_in_order_and_none_is_in_the_future() {
    for now in clocks() {
        let all = acts(now).unwrap();
        assert!(all.is_sorted_by_key(|act| act.at), "{now}");
        assert!(all.iter().all(|act| act.at <= now), "{now}");
        assert!(
            matches!(&all[0].deed, Deed::Import { sailings, .. } if sailings.len() == 2_000),
            "the schedule comes first"
        );
    }
}

#[test]
fn a_job_is_made_once_and_before_anything_is_done_to_it() {
    let mut made: BTreeMap<usize, u32> = BTreeMap::new();
    for act in acts(at("2026-11-24T10:00:00+08:00")).unwrap() {
        match act.deed {
            Deed::New { part, .. } => *made.entry(part).or_default() += 1,
            Deed::Job { part, .. } | Deed::Roll { part, .. } => {
                assert!(made.contains_key(&part), "job {part}");
            }
            Deed::Import { .. } | Deed::Depart { .. } => {}
        }
    }
    assert_eq!(made.len(), 60);
    assert!(made.values().all(|&times| times == 1));
}

#[test]
fn every_act_is_an_enrolled_operators() {
    let names: Vec<_> = operators().into_iter().map(|one| one.name).collect();
    assert_eq!(names.len(), 4);
    for act in acts(at("2026-11-24T10:00:00+08:00")).unwrap() {
        assert!(names.contains(&act.by), "{}", act.by);
    }
}

#[test]
fn nothing_is_booked_behind_a_cut_off() {
    for now in clocks() {
        let all = acts(now).unwrap();
        let Deed::Import { sailings, .. } = &all[0].deed else {
            panic!("the schedule comes first");
        };
        let mut goes_by = BTreeMap::new();
        for act in &all {
            match &act.deed {
                Deed::New { part, consignment } => {
                    if let Some(id) = consignment
                        .chosen_sailing()
                        .and_then(|chosen| chosen.id.clone())
                    {
                        goes_by.insert(*part, id);
                    }
                }
                Deed::Job {
                    part,
                    op: crate::protocol::JobOp::Book,
                } => {
                    let Some(id) = goes_by.get(part) else {
                        continue; // On TEMP.
                    };
                    let sailing = sailings.iter().find(|sailing| sailing.id == *id).unwrap();
                    for (kind, cut_off) in sailing.cut_offs.given() {
                        assert!(cut_off.passes_at() > act.at, "{now}: job {part}, {kind}");
                    }
                }
                _ => {}
            }
        }
    }
}
