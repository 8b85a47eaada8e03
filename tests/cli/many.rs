//! Many at once: once is once, and numbers have no gaps.

use std::collections::BTreeSet;

use crate::given::{a_desk_with_a_schedule, a_job, a_sound_consignment, jobs, number, sailing};

#[test]
fn the_same_request_twice_is_done_once_and_answered_alike() {
    let desk = a_desk_with_a_schedule();
    let consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam")).to_string();
    let new = [
        "new",
        "-",
        "--request-id",
        "0193a6a2-0000-4000-8000-000000000001",
    ];
    let first = desk.json_with(&new, &consignment);
    let second = desk.json_with(&new, &consignment);
    assert_eq!(first["job_no"], second["job_no"]);
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), 1);
    let no = number(&first);
    let book = [
        "book",
        no.as_str(),
        "--request-id",
        "0193a6a2-0000-4000-8000-000000000002",
    ];
    let first = desk.json(&book);
    let second = desk.json(&book);
    assert_eq!(first["booking"], second["booking"]);
    assert_eq!(first["version"], second["version"]);
    // Without the id the second is refused: it is booked.
    assert_eq!(desk.refused(&["book", &no], "").0, 1);
}

#[test]
fn fifty_bookings_by_eight_processes_have_fifty_numbers_without_a_gap() {
    const BOOKINGS: usize = 50;
    const PROCESSES: usize = 8;
    let desk = a_desk_with_a_schedule();
    let consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    let jobs = jobs(&desk, &consignment, 50);
    assert_eq!(jobs.iter().collect::<BTreeSet<_>>().len(), BOOKINGS);
    let booked: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..PROCESSES)
            .map(|worker| {
                let (desk, jobs) = (&desk, &jobs);
                scope.spawn(move || {
                    jobs.iter()
                        .skip(worker)
                        .step_by(PROCESSES)
                        .map(|no| {
                            let job = desk.json(&["book", no]);
                            job["booking"]["so_no"].as_str().unwrap().to_owned()
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    let numbers: BTreeSet<String> = booked.into_iter().collect();
    let expected: BTreeSet<String> = (1..=BOOKINGS)
        .map(|count| format!("COSU-26-{count:05}"))
        .collect();
    assert_eq!(numbers, expected);
}

#[test]
fn two_who_book_the_same_job_get_one_booking() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    let codes: Vec<i32> = std::thread::scope(|scope| {
        let both: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| desk.run(&["book", &no, "--json"]).code))
            .collect();
        both.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(
        codes.iter().sum::<i32>(),
        1,
        "one done, one refused: {codes:?}"
    );
}
