//! What a command does to a job, without a store, a clock or a rule: `decide` and `apply` alone.

use std::borrow::Cow;

use shipdesk::domain::apply::{apply, create};
use shipdesk::domain::command::{
    Deferral, Edit, EnteredAmendment, Facts, GivenAnswer, JobCommand, NewJob, Refusal, Verdict,
};
use shipdesk::domain::consignment::{AnswerParty, ChosenSailing, SailingChoice};
use shipdesk::domain::decide::decide;
use shipdesk::domain::event::{Event, Stamp};
use shipdesk::domain::job::{
    AmendmentCharge, AmendmentState, BookedEquipment, Department, FieldChange, ShippingStatus,
};
use shipdesk::domain::*;
use shipdesk::json::{patch, read_consignment, write_consignment};
use shipdesk::reference::Reference;

const ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;

fn now() -> Moment {
    "2026-11-26T09:00:00+08:00".parse().unwrap()
}

fn operator(name: &str, roles: &[Role]) -> Operator {
    Operator {
        name: OperatorName::new(name),
        uid: None,
        roles: roles.to_vec(),
        enabled: true,
        prefix: "KF".to_owned(),
    }
}

fn clerk() -> Operator {
    operator("mary", &[Role::Clerk])
}

fn colleague() -> Operator {
    operator("chen", &[Role::Clerk])
}

fn consignment(value: serde_json::Value) -> Consignment {
    read_consignment(&value, Reference::built_in(), ZONE).unwrap()
}

fn a_job() -> Job {
    let consignment = consignment(serde_json::json!({
        "principal": {"name": "ACME"}, "carrier": "COSU", "pol": "CNSHA", "pod": "NLRTM", "sailing": "TEMP",
        "equipment": [{"type": "40HQ", "count": 2}], "cargo": [{"name_en": "SHIRTS", "gross_kg": "12400"}],
    }));
    let new = NewJob {
        job_no: JobNo::new("KF2026000001"),
        consignment,
        copy_of: None,
        practice: true,
    };
    create(new, &stamp(&clerk()))
}

fn stamp(by: &Operator) -> Stamp {
    Stamp {
        at: now(),
        by: by.name.clone(),
    }
}

fn finding(
    rule: &'static str,
    severity: Severity,
    answers: &[AnswerBy],
    looks_at: &str,
) -> Finding {
    Finding {
        rule: RuleId::of(rule),
        at: None,
        clauses: vec![Cow::Borrowed("3.2c")],
        severity,
        state: FindingState::Open,
        fields: vec![Pointer::new(looks_at)],
        saw: vec![(Pointer::new(looks_at), "1".to_owned())],
        message: Text::of("error.usage"),
        ask: None,
        fixes: Vec::new(),
        answers: answers.to_vec(),
    }
}

fn facts<'a>(operator: &'a Operator, findings: &'a [Finding]) -> Facts<'a> {
    Facts {
        now: now(),
        operator,
        findings,
        sailed: false,
        stands_in: false,
    }
}

/// Decides and applies, or gives the refusal.
fn does(
    job: &mut Job,
    operator: &Operator,
    findings: &[Finding],
    command: JobCommand,
) -> Result<Vec<Event>, Refusal> {
    let events = decide(job, command, &facts(operator, findings))?;
    apply(job, &events, &stamp(operator));
    Ok(events)
}

fn book() -> JobCommand {
    JobCommand::Book {
        so_no: SoNo::new("COSU-26-00001"),
        order: "BOOKING ORDER".to_owned(),
    }
}

fn a_booked_job() -> Job {
    let mut job = a_job();
    does(&mut job, &clerk(), &[], book()).unwrap();
    job
}

fn sailing(id: &str) -> ChosenSailing {
    ChosenSailing {
        id: Some(SailingId::new(id)),
        vessel: Some("EVER GIVEN".to_owned()),
        voyage: Some(Given::Known("046W".parse().unwrap())),
        voyage_typed: None,
        etd: None,
    }
}

fn changed(job: &Job, patch_value: serde_json::Value) -> (Box<Consignment>, Vec<FieldChange>) {
    let before = write_consignment(&job.consignment);
    let after = consignment(patch::apply(&before, &patch_value).unwrap());
    let changes = patch::difference(&before, &write_consignment(&after));
    (Box::new(after), changes)
}

fn edit(job: &Job, patch_value: serde_json::Value, confirmed_by: Option<&str>) -> JobCommand {
    let (after, changes) = changed(job, patch_value);
    let [before, written] = [&job.consignment, &*after].map(write_consignment);
    JobCommand::Edit(Edit {
        after,
        changes,
        grown: patch::grown(&before, &written),
        confirmed_by: confirmed_by.map(str::to_owned),
    })
}

fn amend(job: &Job, patch_value: serde_json::Value) -> JobCommand {
    let (after, changes) = changed(job, patch_value.clone());
    JobCommand::Amend(EnteredAmendment {
        after,
        patch: patch_value.to_string(),
        changes,
        confirmation: Some("HC-27/1".to_owned()),
        confirmed_by: Some("Ms Li".to_owned()),
        charges: Some(vec![AmendmentCharge {
            code: ChargeCode::new("AMD"),
            amount: Amount::new(200.into()),
            currency: "CNY".parse().unwrap(),
        }]),
        departments: vec![Department::Booking],
    })
}

fn key(refusal: &Refusal) -> &str {
    match refusal {
        Refusal::Refused { message, .. } | Refusal::Forbidden { message, .. } => &message.key,
        Refusal::Blocked => "blocked",
    }
}

#[test]
fn an_open_block_keeps_a_job_from_being_booked_and_a_warning_does_not() {
    let block = [finding(
        "weight-missing",
        Severity::Block,
        &[AnswerBy::Fix],
        "/cargo/0",
    )];
    assert_eq!(
        does(&mut a_job(), &clerk(), &block, book()),
        Err(Refusal::Blocked)
    );
    let warn = [finding(
        "tight-fit",
        Severity::Warn,
        &[AnswerBy::Customer],
        "/cargo",
    )];
    assert!(does(&mut a_job(), &clerk(), &warn, book()).is_ok());
    let settled = [Finding {
        state: FindingState::Deferred,
        ..block[0].clone()
    }];
    assert!(does(&mut a_job(), &clerk(), &settled, book()).is_ok());
}

#[test]
fn a_job_is_booked_once() {
    let mut job = a_booked_job();
    let refusal = does(&mut job, &clerk(), &[], book()).unwrap_err();
    assert_eq!(key(&refusal), "error.already-booked");
}

#[test]
fn the_carriers_sailing_replaces_temp_and_the_customer_is_told_of_what_was_confirmed() {
    let mut job = a_booked_job();
    assert_eq!(
        key(&does(&mut job, &clerk(), &[], JobCommand::Tell).unwrap_err()),
        "error.not-confirmed"
    );
    let confirm = JobCommand::Confirm {
        booking_no: "COSU123".to_owned(),
        sailing: Some(sailing("A")),
        equipment: None,
    };
    does(&mut job, &clerk(), &[], confirm.clone()).unwrap();
    assert!(
        matches!(&job.consignment.sailing, Some(SailingChoice::Chosen(chosen)) if chosen.id == Some(SailingId::new("A")))
    );
    does(&mut job, &clerk(), &[], JobCommand::Tell).unwrap();
    assert!(job.booking.as_ref().unwrap().customer_told.is_some());
    does(&mut job, &clerk(), &[], confirm).unwrap();
    assert!(
        job.booking.as_ref().unwrap().customer_told.is_none(),
        "a new confirmation is told anew"
    );
}

#[test]
fn an_answer_binds_to_what_it_saw_and_is_void_when_that_changes() {
    let mut job = a_job();
    let open = [finding(
        "tight-fit",
        Severity::Warn,
        &[AnswerBy::Customer],
        "/cargo/0/gross_kg",
    )];
    let answer = JobCommand::Answer(GivenAnswer {
        rule: RuleId::of("tight-fit"),
        field: None,
        party: None,
        by: "Ms Li".to_owned(),
        at: None,
        reason: Some("mail of 11:40".to_owned()),
        until: None,
    });
    does(&mut job, &clerk(), &open, answer).unwrap();
    assert_eq!(job.answers[0].party, Some(AnswerParty::Customer));
    let command = edit(&job, serde_json::json!({"remarks": "call first"}), None);
    does(&mut job, &clerk(), &open, command).unwrap();
    assert!(!job.answers[0].void, "a change elsewhere leaves it alone");
    let command = edit(
        &job,
        serde_json::json!({"cargo": [{"name_en": "SHIRTS", "gross_kg": "13000"}]}),
        None,
    );
    does(&mut job, &clerk(), &open, command).unwrap();
    assert!(job.answers[0].void);
}

#[test]
fn a_party_that_a_rule_does_not_name_cannot_answer_it() {
    let open = [finding(
        "rate-mismatch",
        Severity::Block,
        &[AnswerBy::Salesperson],
        "/freight",
    )];
    let answer = JobCommand::Answer(GivenAnswer {
        rule: RuleId::of("rate-mismatch"),
        field: None,
        party: Some(AnswerParty::Customer),
        by: "Ms Li".to_owned(),
        at: None,
        reason: Some("mail of 11:40".to_owned()),
        until: None,
    });
    assert_eq!(
        key(&does(&mut a_job(), &clerk(), &open, answer).unwrap_err()),
        "error.not-answerable"
    );
}

#[test]
fn nobody_approves_their_own_work() {
    let open = [finding(
        "form-unsigned",
        Severity::Block,
        &[AnswerBy::RouteManager],
        "/intake/stamped",
    )];
    let approve = JobCommand::Approve {
        rule: RuleId::of("form-unsigned"),
        field: None,
        note: None,
    };
    let own = operator("mary", &[Role::Clerk, Role::RouteManager]);
    assert_eq!(
        key(&does(&mut a_job(), &own, &open, approve.clone()).unwrap_err()),
        "error.own-work"
    );
    let without = colleague();
    assert_eq!(
        key(&does(&mut a_job(), &without, &open, approve.clone()).unwrap_err()),
        "error.role-missing"
    );
    let manager = operator("zhao", &[Role::Clerk, Role::RouteManager]);
    let mut job = a_job();
    does(&mut job, &manager, &open, approve.clone()).unwrap();
    assert_eq!(job.answers[0].role, Some(Role::RouteManager));
    // Whoever wrote a field that the finding looks at has written their own work.
    let mut job = a_job();
    let command = edit(
        &job,
        serde_json::json!({"intake": {"stamped": false}}),
        None,
    );
    does(&mut job, &manager, &open, command).unwrap();
    assert_eq!(
        key(&does(&mut job, &manager, &open, approve).unwrap_err()),
        "error.own-work"
    );
}

#[test]
fn an_auditor_and_a_disabled_account_change_nothing() {
    let auditor = operator("audit", &[Role::Auditor]);
    assert_eq!(
        key(&does(&mut a_job(), &auditor, &[], book()).unwrap_err()),
        "error.reads-only"
    );
    let disabled = Operator {
        enabled: false,
        ..clerk()
    };
    assert_eq!(
        key(&does(&mut a_job(), &disabled, &[], book()).unwrap_err()),
        "error.reads-only"
    );
}

#[test]
fn only_what_may_come_later_is_put_off_and_never_into_the_past() {
    let open = [finding(
        "payer",
        Severity::Block,
        &[AnswerBy::Fix, AnswerBy::Later],
        "/settlement/payer",
    )];
    let defer = |until: &str| {
        JobCommand::Defer(Deferral {
            rule: RuleId::of("payer"),
            field: None,
            until: until.parse().unwrap(),
            by: "Ms Li".to_owned(),
        })
    };
    let mut job = a_job();
    does(
        &mut job,
        &clerk(),
        &open,
        defer("2026-11-27T12:00:00+08:00"),
    )
    .unwrap();
    assert!(job.answers[0].until.is_some());
    assert_eq!(
        key(&does(
            &mut job,
            &clerk(),
            &open,
            defer("2026-11-25T12:00:00+08:00")
        )
        .unwrap_err()),
        "error.until-past"
    );
    let firm = [finding("pol", Severity::Block, &[AnswerBy::Fix], "/pol")];
    let refused = JobCommand::Defer(Deferral {
        rule: RuleId::of("pol"),
        field: None,
        until: "2026-11-27T12:00:00+08:00".parse().unwrap(),
        by: "Ms Li".to_owned(),
    });
    assert_eq!(
        key(&does(&mut job, &clerk(), &firm, refused).unwrap_err()),
        "error.not-deferrable"
    );
}

#[test]
fn what_is_filled_in_for_the_customer_is_marked_with_who_confirmed_it() {
    let mut job = a_job();
    let command = edit(
        &job,
        serde_json::json!({"freight": {"terms": "prepaid"}}),
        Some("Ms Li"),
    );
    does(&mut job, &clerk(), &[], command).unwrap();
    let completed = &job.consignment.completed[0];
    assert_eq!(completed.field, Some(Pointer::new("/freight/terms")));
    assert_eq!(completed.by.as_deref(), Some("Ms Li"));
    assert_eq!(completed.at, Some(now()));
}

#[test]
fn a_value_that_changes_is_confirmed_no_longer_by_whom_it_was() {
    let mut job = a_job();
    for (patch, by) in [
        (
            serde_json::json!({"freight": {"terms": "prepaid"}}),
            "Ms Li",
        ),
        (
            serde_json::json!({"settlement": {"payer": "principal"}}),
            "Mr Wu",
        ),
    ] {
        let command = edit(&job, patch, Some(by));
        does(&mut job, &clerk(), &[], command).unwrap();
    }
    let alone = edit(
        &job,
        serde_json::json!({"freight": {"terms": "collect"}}),
        None,
    );
    does(&mut job, &clerk(), &[], alone).unwrap();
    let confirmed = |job: &Job| -> Vec<String> {
        let completed = job.consignment.completed.iter();
        completed.filter_map(|entry| entry.by.clone()).collect()
    };
    assert_eq!(confirmed(&job), ["Mr Wu"], "the other value stands");
    let again = edit(
        &job,
        serde_json::json!({"settlement": {"payer": "shipper"}}),
        Some("Ms Li"),
    );
    does(&mut job, &clerk(), &[], again).unwrap();
    assert_eq!(confirmed(&job), ["Ms Li"]);
    does(&mut job, &clerk(), &[], book()).unwrap();
    let command = amend(
        &job,
        serde_json::json!({"settlement": {"payer": "principal"}}),
    );
    does(&mut job, &clerk(), &[], command).unwrap();
    assert_eq!(job.amendments[0].state, AmendmentState::Accepted);
    assert!(confirmed(&job).is_empty(), "{:?}", confirmed(&job));
}

#[test]
fn of_several_open_findings_of_a_rule_the_place_is_to_be_said() {
    let mut job = a_job();
    let at = |place: &str, state| Finding {
        at: Some(Pointer::new(place)),
        state,
        ..finding("tight-fit", Severity::Warn, &[AnswerBy::Customer], place)
    };
    let answer = |field: Option<&str>| {
        JobCommand::Answer(GivenAnswer {
            rule: RuleId::of("tight-fit"),
            field: field.map(Pointer::new),
            party: None,
            by: "Ms Li".to_owned(),
            at: None,
            reason: Some("mail of 11:40".to_owned()),
            until: None,
        })
    };
    let both = [
        at("/equipment/0", FindingState::Open),
        at("/equipment/1", FindingState::Open),
    ];
    let refused = does(&mut job, &clerk(), &both, answer(None)).unwrap_err();
    assert_eq!(key(&refused), "error.which-finding");
    let Refusal::Refused { hint, .. } = refused else {
        unreachable!("it has a key")
    };
    let named = format!("{:?}", hint.unwrap().args);
    assert!(
        named.contains("tight-fit@/equipment/0, tight-fit@/equipment/1"),
        "{named}"
    );
    does(&mut job, &clerk(), &both, answer(Some("/equipment/1"))).unwrap();
    assert_eq!(job.answers[0].field, Some(Pointer::new("/equipment/1")));
    // Once one is left it is the one that is meant.
    let one = [
        at("/equipment/0", FindingState::Open),
        at("/equipment/1", FindingState::Answered),
    ];
    does(&mut job, &clerk(), &one, answer(None)).unwrap();
    assert_eq!(job.answers[1].field, Some(Pointer::new("/equipment/0")));
}

#[test]
fn a_booked_job_takes_what_was_open_and_refuses_what_was_said() {
    let mut job = a_booked_job();
    let fill = edit(
        &job,
        serde_json::json!({"settlement": {"payer": "principal"}}),
        None,
    );
    does(&mut job, &clerk(), &[], fill).unwrap();
    let vgm = edit(
        &job,
        serde_json::json!([{"op": "replace", "path": "/equipment/0/vgm/kg", "value": "15000"}]),
        None,
    );
    does(&mut job, &clerk(), &[], vgm).unwrap();
    let again = edit(
        &job,
        serde_json::json!([{"op": "replace", "path": "/equipment/0/vgm/kg", "value": "15100"}]),
        None,
    );
    does(&mut job, &clerk(), &[], again).unwrap();
    let said = edit(&job, serde_json::json!({"pod": "DEHAM"}), None);
    assert_eq!(
        key(&does(&mut job, &clerk(), &[], said).unwrap_err()),
        "error.booked-edit"
    );
}

#[test]
fn the_original_clerks_amendment_with_its_papers_is_in_force_at_once() {
    let mut job = a_booked_job();
    let command = amend(
        &job,
        serde_json::json!({"equipment": [{"type": "40HQ", "count": 3}]}),
    );
    does(&mut job, &clerk(), &[], command).unwrap();
    let amendment = &job.amendments[0];
    assert_eq!(amendment.state, AmendmentState::Accepted);
    assert_eq!(amendment.notified, [Department::Booking]);
    assert_eq!(job.consignment.equipment[0].count, Some(3));
    assert_eq!(job.booking.as_ref().unwrap().equipment[0].count, 3);
    assert_eq!(
        job.consignment.charges[0].code,
        Some(ChargeCode::new("AMD"))
    );
}

#[test]
fn an_answer_goes_with_its_line() {
    let mut job = a_job();
    let on_the_shirts = [finding(
        "density-odd",
        Severity::Warn,
        &[AnswerBy::Customer],
        "/cargo/0/gross_kg",
    )];
    let given = JobCommand::Answer(GivenAnswer {
        rule: RuleId::of("density-odd"),
        field: None,
        party: Some(AnswerParty::Customer),
        by: "Mary".to_owned(),
        at: None,
        reason: Some("mail".to_owned()),
        until: None,
    });
    does(&mut job, &clerk(), &on_the_shirts, given).unwrap();
    let shirts = serde_json::json!({"name_en": "SHIRTS", "gross_kg": "12400"});
    let shoes = serde_json::json!({"name_en": "SHOES", "gross_kg": "800"});
    let before = edit(&job, serde_json::json!({"cargo": [shoes, shirts]}), None);
    does(&mut job, &clerk(), &[], before).unwrap();
    let answer = job.answers[0].clone();
    assert!(!answer.void);
    assert_eq!(answer.saw[0].0.as_str(), "/cargo/1/gross_kg");
    let alone = edit(&job, serde_json::json!({"cargo": [shirts]}), None);
    does(&mut job, &clerk(), &[], alone).unwrap();
    assert_eq!(job.answers[0].saw[0].0.as_str(), "/cargo/0/gross_kg");
    let heavier = serde_json::json!({"name_en": "SHIRTS", "gross_kg": "12500"});
    let changed = edit(&job, serde_json::json!({"cargo": [shoes, heavier]}), None);
    does(&mut job, &clerk(), &[], changed).unwrap();
    assert!(job.answers[0].void);
}

#[test]
fn a_carrier_that_confirms_again_confirms_what_was_amended_since() {
    let mut job = a_booked_job();
    let confirm = |equipment| JobCommand::Confirm {
        booking_no: "6123456789".to_owned(),
        sailing: None,
        equipment,
    };
    let one_smaller = vec![BookedEquipment {
        kind: "40GP".parse().unwrap(),
        count: 2,
    }];
    let confirmed = |job: &Job| job.booking.as_ref().unwrap().equipment.clone();
    does(&mut job, &clerk(), &[], confirm(Some(one_smaller.clone()))).unwrap();
    // A number set right leaves what was confirmed.
    does(&mut job, &clerk(), &[], confirm(None)).unwrap();
    assert_eq!(confirmed(&job), one_smaller);
    let three = serde_json::json!({"equipment": [{"type": "40HQ", "count": 3}]});
    let command = amend(&job, three);
    does(&mut job, &clerk(), &[], command).unwrap();
    assert_eq!(confirmed(&job), one_smaller, "until the carrier says so");
    does(&mut job, &clerk(), &[], confirm(None)).unwrap();
    assert_eq!(
        confirmed(&job),
        [BookedEquipment {
            kind: "40HQ".parse().unwrap(),
            count: 3,
        }]
    );
}

#[test]
fn a_colleagues_amendment_waits_for_the_original_clerk() {
    let mut job = a_booked_job();
    let command = amend(&job, serde_json::json!({"pod": "DEHAM"}));
    does(&mut job, &colleague(), &[], command).unwrap();
    assert_eq!(job.amendments[0].state, AmendmentState::Pending);
    let review = |job: &Job, note: Option<&str>| {
        JobCommand::Review(Verdict {
            no: 1,
            after: changed(job, serde_json::json!({"pod": "DEHAM"})).0,
            accept: true,
            note: note.map(str::to_owned),
            departments: vec![Department::Documents],
        })
    };
    let command = review(&job, None);
    assert_eq!(
        key(&does(&mut job, &colleague(), &[], command).unwrap_err()),
        "error.not-reviewer"
    );
    let manager = operator("zhao", &[Role::RouteManager]);
    let command = review(&job, None);
    assert_eq!(
        key(&does(&mut job, &manager, &[], command).unwrap_err()),
        "error.not-reviewer"
    );
    let command = review(&job, Some("Mary is on leave"));
    does(&mut job.clone(), &manager, &[], command).unwrap();
    let command = review(&job, None);
    does(&mut job, &clerk(), &[], command).unwrap();
    assert_eq!(job.amendments[0].state, AmendmentState::Accepted);
    assert_eq!(
        job.amendments[0].reviewed_by,
        Some(OperatorName::new("mary"))
    );
    assert_eq!(job.amendments[0].notified, [Department::Documents]);
}

#[test]
fn an_amendment_without_its_papers_waits_and_is_completed_later() {
    let mut job = a_booked_job();
    let (after, changes) = changed(&job, serde_json::json!({"pod": "DEHAM"}));
    let bare = JobCommand::Amend(EnteredAmendment {
        after: after.clone(),
        patch: r#"{"pod":"DEHAM"}"#.to_owned(),
        changes,
        confirmation: None,
        confirmed_by: None,
        charges: None,
        departments: Vec::new(),
    });
    does(&mut job, &clerk(), &[], bare).unwrap();
    assert_eq!(job.amendments[0].state, AmendmentState::Pending);
    let papers = JobCommand::Amend(EnteredAmendment {
        after,
        patch: "{}".to_owned(),
        changes: Vec::new(),
        confirmation: Some("HC-27/9".to_owned()),
        confirmed_by: None,
        charges: Some(Vec::new()),
        departments: Vec::new(),
    });
    does(&mut job, &clerk(), &[], papers).unwrap();
    assert_eq!(job.amendments.len(), 1);
    assert_eq!(job.amendments[0].state, AmendmentState::Accepted);
    assert_eq!(
        job.consignment.pod.known().map(PortCode::as_str),
        Some("DEHAM")
    );
}

#[test]
fn a_charge_needs_the_customers_person_who_agreed() {
    let mut job = a_booked_job();
    let JobCommand::Amend(agreed) = amend(&job, serde_json::json!({"pod": "DEHAM"})) else {
        unreachable!()
    };
    let unagreed = JobCommand::Amend(EnteredAmendment {
        confirmed_by: None,
        ..agreed
    });
    assert_eq!(
        key(&does(&mut job, &clerk(), &[], unagreed).unwrap_err()),
        "error.charge-unagreed"
    );
}

#[test]
fn after_sailing_a_booked_job_is_shipped_or_withdrawn_and_never_not_shipped() {
    let job = a_booked_job();
    let operator = clerk();
    let status = |status, sailed, findings: &[Finding]| {
        let facts = Facts {
            sailed,
            ..facts(&operator, findings)
        };
        decide(&job, JobCommand::SetStatus(status), &facts)
    };
    assert_eq!(
        key(&status(ShippingStatus::Shipped, false, &[]).unwrap_err()),
        "error.not-sailed"
    );
    assert_eq!(
        key(&status(ShippingStatus::NotShipped, true, &[]).unwrap_err()),
        "error.not-shipped"
    );
    assert!(status(ShippingStatus::Shipped, true, &[]).is_ok());
    let block = [finding(
        "vgm",
        Severity::Block,
        &[AnswerBy::Fix],
        "/equipment/0/vgm",
    )];
    assert_eq!(
        status(ShippingStatus::Shipped, true, &block),
        Err(Refusal::Blocked)
    );
    assert!(status(ShippingStatus::Withdrawn, true, &block).is_ok());
    let overdue = [finding(
        "status-due",
        Severity::Block,
        &[AnswerBy::Fix],
        "/status",
    )];
    assert!(
        status(ShippingStatus::Shipped, true, &overdue).is_ok(),
        "what it settles does not stand in its way"
    );
}

#[test]
fn a_customs_only_job_ends_as_not_shipped_and_is_never_booked() {
    let mut job = a_job();
    job.consignment.service_type = Some(shipdesk::domain::consignment::ServiceType::CustomsOnly);
    assert_eq!(
        key(&does(&mut job, &clerk(), &[], book()).unwrap_err()),
        "error.no-booking"
    );
    let shipped = JobCommand::SetStatus(ShippingStatus::Shipped);
    assert_eq!(
        key(&does(&mut job, &clerk(), &[], shipped).unwrap_err()),
        "error.ops-status"
    );
    does(
        &mut job,
        &clerk(),
        &[],
        JobCommand::SetStatus(ShippingStatus::NotShipped),
    )
    .unwrap();
    assert_eq!(job.stage(&[], false), Stage::Closed);
}

#[test]
fn a_roll_moves_the_booking_and_is_told_anew() {
    let mut job = a_booked_job();
    let roll = |id: &str| JobCommand::Roll {
        to: sailing(id),
        reason: Some("rolled by the carrier".to_owned()),
    };
    does(&mut job, &clerk(), &[], roll("B")).unwrap();
    assert_eq!(
        key(&does(&mut job, &clerk(), &[], roll("B")).unwrap_err()),
        "error.same-sailing"
    );
    let booking = job.booking.as_ref().unwrap();
    assert_eq!(booking.rolls.len(), 1);
    assert!(
        matches!(&booking.sailing, SailingChoice::Chosen(chosen) if chosen.id == Some(SailingId::new("B")))
    );
}

#[test]
fn a_cancelled_job_takes_no_more_commands() {
    let mut job = a_job();
    let cancel = |reason: &str| JobCommand::Cancel {
        reason: reason.to_owned(),
    };
    assert_eq!(
        key(&does(&mut job, &clerk(), &[], cancel(" ")).unwrap_err()),
        "error.no-reason"
    );
    does(&mut job, &clerk(), &[], cancel("the customer gave up")).unwrap();
    assert_eq!(job.stage(&[], false), Stage::Cancelled);
    assert_eq!(
        key(&does(&mut job, &clerk(), &[], book()).unwrap_err()),
        "error.job-over"
    );
}

#[test]
fn each_command_is_one_version_and_says_who_wrote_what() {
    let mut job = a_job();
    let command = edit(&job, serde_json::json!({"pod": "DEHAM"}), None);
    does(&mut job, &colleague(), &[], command).unwrap();
    assert_eq!(job.version, 2);
    assert_eq!(
        job.writer_of(&Pointer::new("/pod")),
        Some(&OperatorName::new("chen"))
    );
    assert_eq!(
        job.writer_of(&Pointer::new("/pol")),
        Some(&OperatorName::new("mary"))
    );
    let nothing = edit(&job, serde_json::json!({"pod": "DEHAM"}), None);
    assert_eq!(does(&mut job, &clerk(), &[], nothing), Ok(Vec::new()));
    assert_eq!(job.version, 2, "nothing changed, nothing happened");
}

#[test]
fn a_question_goes_with_its_line_and_is_void_with_what_it_was_about() {
    let mut job = a_job();
    let mut odd = finding(
        "density-odd",
        Severity::Warn,
        &[AnswerBy::Customer],
        "/cargo/0/gross_kg",
    );
    odd.at = Some(Pointer::new("/cargo/0"));
    let ask = JobCommand::Ask {
        findings: vec![odd.id()],
    };
    does(&mut job, &clerk(), &[], ask).unwrap();
    let line = serde_json::json!({"name_en": "SOCKS", "gross_kg": "90"});
    let inserted = serde_json::json!([{"op": "add", "path": "/cargo/0", "value": line}]);
    let edit = |job: &mut Job, finding: &Finding, patch_value| {
        let (after, changes) = changed(job, patch_value);
        let edit = Edit {
            after,
            changes,
            grown: Vec::new(),
            confirmed_by: None,
        };
        does(
            job,
            &clerk(),
            std::slice::from_ref(finding),
            JobCommand::Edit(edit),
        )
        .unwrap();
        job.asked
            .iter()
            .flat_map(|asked| asked.findings.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(edit(&mut job, &odd, inserted), ["density-odd@/cargo/1"]);
    odd.at = Some(Pointer::new("/cargo/1"));
    odd.saw = vec![(Pointer::new("/cargo/1/gross_kg"), "1".to_owned())];
    let weight =
        serde_json::json!([{"op": "replace", "path": "/cargo/1/gross_kg", "value": "12600"}]);
    assert!(edit(&mut job, &odd, weight).is_empty());
}

#[test]
fn another_confirmation_is_another_question() {
    let mut job = a_booked_job();
    let confirm = |kind: &str| JobCommand::Confirm {
        booking_no: "B1".to_owned(),
        sailing: None,
        equipment: Some(vec![BookedEquipment {
            kind: kind.parse().unwrap(),
            count: 2,
        }]),
    };
    does(&mut job, &clerk(), &[], confirm("40GP")).unwrap();
    let other = finding(
        "equipment-confirmed",
        Severity::Block,
        &[AnswerBy::Customer],
        "/booking/equipment",
    );
    let late = finding(
        "loading-late",
        Severity::Block,
        &[AnswerBy::Fix],
        "/sailing",
    );
    let ask = JobCommand::Ask {
        findings: vec![other.id(), late.id()],
    };
    does(&mut job, &clerk(), &[], ask).unwrap();
    does(&mut job, &clerk(), &[other, late.clone()], confirm("20GP")).unwrap();
    assert!(job.asked_about(&late).is_some(), "the same ship");
    assert_eq!(job.asked[0].findings, ["loading-late"]);
    let roll = JobCommand::Roll {
        to: sailing("NEXT"),
        reason: None,
    };
    does(&mut job, &clerk(), std::slice::from_ref(&late), roll).unwrap();
    assert!(job.asked.is_empty(), "another ship");
}
