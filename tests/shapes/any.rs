//! Random values of every type that is stored or sent.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use shipdesk::domain::consignment::{AnswerParty, ChosenSailing, LoadingMode, SailingChoice};
use shipdesk::domain::job::*;
use shipdesk::domain::sailing::SourceRow;
use shipdesk::domain::*;
use shipdesk::json;
use shipdesk::protocol::*;
use shipdesk::reference::Reference;
use shipdesk::rules::CheckStage;
use uuid::Uuid;

/// A JSON consignment of the contract's shape, from the schema itself: every field may come.
pub fn consignment_json() -> BoxedStrategy<Value> {
    of_schema(&json::consignment_schema())
}

fn of_schema(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(constant) = schema.get("const") {
        return Just(constant.clone()).boxed();
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return proptest::sample::select(words.clone()).boxed();
    }
    if let Some(ways) = schema.get("anyOf").and_then(Value::as_array) {
        return proptest::strategy::Union::new(ways.iter().map(of_schema)).boxed();
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => vec!["null"],
    };
    match kinds[0] {
        "object" => of_object(schema),
        "array" => vec(of_schema(&schema["items"]), 0..3)
            .prop_map(Value::from)
            .boxed(),
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "integer" => (0..9_000_u32).prop_map(Value::from).boxed(),
        "string" => match schema.get("format").and_then(Value::as_str) {
            Some("date") => date().prop_map(|date| json!(date.to_string())).boxed(),
            Some("date-time") => moment()
                .prop_map(|at| json!(json::moment_text(&at)))
                .boxed(),
            _ if kinds.contains(&"number") => prop_oneof![
                (0..90_000_u32).prop_map(|number| json!(number.to_string())),
                (0..900_u32).prop_map(Value::from)
            ]
            .boxed(),
            _ if schema
                .get("description")
                .and_then(Value::as_str)
                .is_some_and(|about| about.starts_with("closed")) =>
            {
                proptest::sample::select(vec![json!("closed"), json!("25 cbm/h"), json!("15 %")])
                    .boxed()
            }
            _ => text().prop_map(Value::from).boxed(),
        },
        _ => Just(Value::Null).boxed(),
    }
}

fn of_object(schema: &Value) -> BoxedStrategy<Value> {
    let members: Vec<BoxedStrategy<(String, Option<Value>)>> = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, of)| (Just(name.clone()), option::of(of_schema(of))).boxed())
        .collect();
    members
        .prop_map(|members| {
            let given = members
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?)));
            Value::Object(given.collect::<Map<_, _>>())
        })
        .boxed()
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][A-Z0-9 .,&-]{0,20}",
        "[一-龥]{1,8}",
        Just("COSCO SHIPPING UNIVERSE".to_owned()),
        Just("CNSHA".to_owned()),
        Just("NLRTM".to_owned()),
        Just("V.046W".to_owned()),
        Just("40HQ".to_owned()),
        Just("USD".to_owned()),
        Just("12.4t".to_owned()),
    ]
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..3_000_i64).prop_map(|days| {
        NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Duration::days(days)
    })
}

fn moment() -> impl Strategy<Value = Moment> {
    (1_700_000_000_i64..1_900_000_000, -11..12_i32).prop_map(|(seconds, hours)| {
        let offset = FixedOffset::east_opt(hours * 3600).unwrap();
        DateTime::from_timestamp(seconds, 0)
            .unwrap()
            .with_timezone(&offset)
    })
}

fn pointer() -> impl Strategy<Value = Pointer> {
    "(/[a-z_]{1,8}(/[0-9]{1,2})?){0,3}".prop_map(Pointer::new)
}

fn name() -> impl Strategy<Value = OperatorName> {
    "[a-z]{3,8}".prop_map(OperatorName::new)
}

fn word<W: words::Word + std::fmt::Debug>() -> impl Strategy<Value = W> {
    proptest::sample::select(W::WORDS.to_vec())
}

fn job_no() -> impl Strategy<Value = JobNo> {
    "KF2026[0-9]{6}".prop_map(JobNo::new)
}

fn port() -> impl Strategy<Value = PortCode> {
    prop_oneof![
        "[A-Z]{2}[A-Z2-9]{3}".prop_map(|code| PortCode::Locode(code.parse().unwrap())),
        Just(PortCode::Named("JAKARTA UTC2".to_owned())),
    ]
}

fn cut_off() -> impl Strategy<Value = CutOff> {
    prop_oneof![
        moment().prop_map(CutOff::At),
        (date(), -11..12_i32).prop_map(|(day, hours)| CutOff::on_day(
            day,
            FixedOffset::east_opt(hours * 3600).unwrap()
        )),
    ]
}

pub fn sailing() -> impl Strategy<Value = Sailing> {
    let who = (
        "[A-Z]{4}",
        "[A-Z]{3,12}( [A-Z]{3,9})?",
        "[0-9]{3}[EW]",
        port(),
        port(),
        port(),
    );
    let when = (
        date(),
        option::of(moment()),
        option::of(date()),
        vec(option::of(cut_off()), 5),
    );
    let more = (
        option::of(text()),
        option::of(text()),
        option::of(text()),
        option::of(text()),
        any::<u32>(),
    );
    (who, when, more).prop_map(
        |((carrier, vessel, voyage, pol, pod, via), (etd, atd, eta, cut_offs), more)| {
            let (carrier, voyage): (Scac, Voyage) =
                (carrier.parse().unwrap(), voyage.parse().unwrap());
            Sailing {
                id: Sailing::id_of(&carrier, &vessel, &voyage, &pol, &pod),
                carrier,
                vessel,
                vessel_zh: more.0,
                voyage,
                service: more.1,
                pol,
                pod,
                pod_terminal: more.2,
                via: more.3.is_some().then_some(via),
                etd,
                atd,
                eta,
                cut_offs: CutOffs {
                    cy: cut_offs[0],
                    si: cut_offs[1],
                    vgm: cut_offs[2],
                    customs: cut_offs[3],
                    ams: cut_offs[4],
                },
                remarks: more.3,
                source: SourceRow {
                    file: "schedule.xlsx".to_owned(),
                    row: more.4,
                },
            }
        },
    )
}

pub fn consignment() -> impl Strategy<Value = Consignment> {
    consignment_json().prop_map(|value| {
        json::read_consignment(&value, Reference::built_in(), chrono_tz::Asia::Shanghai).unwrap()
    })
}

fn message() -> impl Strategy<Value = Text> {
    let arg = prop_oneof![
        text().prop_map(TextArg::Plain),
        (text(), text()).prop_map(|(en, zh)| TextArg::Both { en, zh }),
        text().prop_map(|plain| TextArg::List(vec![
            TextArg::Plain(plain),
            TextArg::Text(Box::new(Text::of("error.usage")))
        ])),
    ];
    ("[a-z.-]{3,20}", vec(("[a-z]{1,6}", arg), 0..3)).prop_map(|(key, args)| Text {
        key: Cow::Owned(key),
        args: args
            .into_iter()
            .map(|(name, arg)| (Cow::Owned(name), arg))
            .collect(),
    })
}

fn saw() -> impl Strategy<Value = Vec<(Pointer, String)>> {
    vec((pointer(), "[0-9]{1,4}"), 0..3)
}

pub fn finding() -> impl Strategy<Value = Finding> {
    let steps = prop_oneof![
        (pointer(), "[0-9]{1,4}").prop_map(|(at, value)| PatchStep::Set(at, value)),
        (pointer(), "[0-9]{1,4}").prop_map(|(at, value)| PatchStep::Insert(at, value)),
        pointer().prop_map(PatchStep::Remove),
    ];
    let fixes = vec(
        (message(), vec(steps, 0..3)).prop_map(|(label, patch)| Fix { label, patch }),
        0..2,
    );
    let head = (
        "[a-z-]{3,20}",
        option::of(pointer()),
        word::<Severity>(),
        word::<FindingState>(),
    );
    let body = (
        vec(pointer(), 0..3),
        saw(),
        message(),
        option::of(message()),
        fixes,
        vec(word::<AnswerBy>(), 0..4),
    );
    (head, body).prop_map(
        |((rule, at, severity, state), (fields, saw, message, ask, fixes, answers))| Finding {
            rule: RuleId::new(rule),
            at,
            clauses: vec![Cow::Borrowed("3.2c")],
            severity,
            state,
            fields,
            saw,
            message,
            ask,
            fixes,
            answers,
        },
    )
}

fn answer() -> impl Strategy<Value = Answer> {
    let head = (
        any::<u32>(),
        "[a-z-]{3,20}",
        option::of(pointer()),
        option::of(word::<AnswerParty>()),
        option::of(word::<Role>()),
    );
    let body = (
        text(),
        option::of(name()),
        option::of(moment()),
        option::of(text()),
        option::of(moment()),
        saw(),
        any::<bool>(),
        any::<bool>(),
    );
    (head, body).prop_map(
        |(
            (id, rule, field, party, role),
            (by, recorded_by, at, reason, until, saw, void, claim),
        )| Answer {
            id,
            rule: RuleId::new(rule),
            field,
            party,
            role,
            by,
            recorded_by,
            at,
            reason,
            until,
            saw,
            void,
            claim,
        },
    )
}

fn change() -> impl Strategy<Value = FieldChange> {
    (
        pointer(),
        option::of("[0-9]{1,4}"),
        option::of("[0-9]{1,4}"),
    )
        .prop_map(|(field, from, to)| FieldChange { field, from, to })
}

fn chosen() -> impl Strategy<Value = ChosenSailing> {
    (sailing(), any::<bool>()).prop_map(|(sailing, named)| ChosenSailing {
        id: named.then_some(sailing.id),
        vessel: Some(sailing.vessel),
        voyage: Some(Given::Known(sailing.voyage)),
        voyage_typed: None,
        etd: Some(sailing.etd),
    })
}

fn stamped() -> impl Strategy<Value = Stamped> {
    (name(), moment(), option::of(text())).prop_map(|(by, at, reason)| Stamped { by, at, reason })
}

fn booking() -> impl Strategy<Value = Booking> {
    let choice = prop_oneof![
        Just(SailingChoice::Temp),
        chosen().prop_map(SailingChoice::Chosen)
    ];
    let equipment = vec(
        (1..9_u32).prop_map(|count| BookedEquipment {
            kind: "40HQ".parse().unwrap(),
            count,
        }),
        0..3,
    );
    let roll =
        (chosen(), moment(), name(), option::of(text())).prop_map(|(to, at, by, reason)| Roll {
            from: to.id.clone(),
            to: to.id.unwrap_or_else(|| SailingId::new("X")),
            at,
            by,
            reason,
        });
    let head = (moment(), name(), option::of(text()), option::of(moment()));
    (
        head,
        choice,
        equipment,
        option::of(stamped()),
        vec(roll, 0..2),
    )
        .prop_map(
            |(
                (booked_at, by, booking_no, confirmed_at),
                sailing,
                equipment,
                customer_told,
                rolls,
            )| Booking {
                so_no: SoNo::new("COSU-26-00001"),
                order: "BOOKING ORDER".to_owned(),
                booked_at,
                by,
                booking_no,
                confirmed_at,
                sailing,
                equipment,
                customer_told,
                rolls,
            },
        )
}

fn amendment() -> impl Strategy<Value = Amendment> {
    let charge = (0..9_000_i64).prop_map(|cents| AmendmentCharge {
        code: ChargeCode::new("AMD"),
        amount: Amount::new(rust_decimal::Decimal::new(cents, 2)),
        currency: "CNY".parse().unwrap(),
    });
    let head = (
        any::<u32>(),
        vec(change(), 0..3),
        option::of(text()),
        option::of(text()),
        name(),
        moment(),
    );
    let tail = (
        option::of(name()),
        option::of(moment()),
        option::of(text()),
        word::<AmendmentState>(),
    );
    (
        head,
        tail,
        option::of(vec(charge, 0..2)),
        vec(word::<Department>(), 0..3),
    )
        .prop_map(
            |(
                (no, changes, confirmation, confirmed_by, requested_by, requested_at),
                tail,
                charges,
                notified,
            )| Amendment {
                no,
                patch: "{}".to_owned(),
                changes,
                confirmation,
                confirmed_by,
                requested_by,
                requested_at,
                reviewed_by: tail.0,
                reviewed_at: tail.1,
                review_note: tail.2,
                state: tail.3,
                charges,
                notified,
            },
        )
}

fn moved() -> impl Strategy<Value = Moved> {
    (option::of(text()), option::of(text()), moment()).prop_map(|(from, to, at)| Moved {
        what: "etd".to_owned(),
        from,
        to,
        at,
        file: "newer.csv".to_owned(),
    })
}

pub fn job() -> impl Strategy<Value = Job> {
    let head = (
        job_no(),
        any::<u64>(),
        name(),
        any::<bool>(),
        moment(),
        moment(),
    );
    let tail = (
        option::of(word::<ShippingStatus>()),
        option::of(stamped()),
        vec(moved(), 0..2),
        vec((pointer(), name()), 0..3),
    );
    let asked = vec(
        (moment(), name(), vec("[a-z-]{3,9}", 0..3)).prop_map(|(at, by, findings)| Asked {
            at,
            by,
            findings,
        }),
        0..2,
    );
    (
        head,
        consignment(),
        vec(answer(), 0..3),
        option::of(booking()),
        vec(amendment(), 0..2),
        asked,
        tail,
    )
        .prop_map(
            |(
                (job_no, version, clerk, practice, created_at, changed_at),
                consignment,
                answers,
                booking,
                amendments,
                asked,
                tail,
            )| Job {
                job_no,
                version,
                clerk,
                practice,
                created_at,
                changed_at,
                consignment,
                answers,
                booking,
                amendments,
                status: tail.0,
                cancelled: tail.1,
                asked,
                writers: tail.3,
                moved: tail.2,
            },
        )
}

pub fn timeline_entry() -> impl Strategy<Value = TimelineEntry> {
    (
        any::<u64>(),
        moment(),
        name(),
        "[a-z]{3,9}",
        vec((text(), text()), 0..2),
        vec(change(), 0..3),
    )
        .prop_map(|(seq, at, by, event, details, changes)| TimelineEntry {
            seq,
            at,
            by,
            event,
            details,
            changes,
        })
}

pub fn job_view() -> impl Strategy<Value = JobView> {
    (
        job(),
        word::<Stage>(),
        option::of(date()),
        option::of(name()),
        vec(finding(), 0..3),
        option::of(sailing()),
        vec(timeline_entry(), 0..3),
    )
        .prop_map(
            |(job, stage, status_due, holder, findings, sailing, timeline)| JobView {
                unanswered: Vec::new(),
                job,
                stage,
                status_due,
                holder,
                findings,
                sailing,
                timeline,
            },
        )
}

pub fn job_line() -> impl Strategy<Value = JobLine> {
    let head = (
        job_no(),
        any::<u64>(),
        word::<Stage>(),
        option::of(word::<ShippingStatus>()),
        name(),
        option::of(text()),
    );
    let when = (
        option::of(date()),
        option::of((word::<CutOffKind>(), moment())),
        option::of(moment()),
        any::<bool>(),
    );
    let what = (
        vec(text(), 0..2),
        option::of(port()),
        option::of(word::<QueueAction>()),
        any::<[u32; 3]>(),
        vec(moved(), 0..2),
    );
    (head, when, what).prop_map(
        |(head, (etd, cut_off, due, overdue), (goods, port, action, counts, moved))| JobLine {
            job_no: head.0,
            version: head.1,
            stage: head.2,
            status: head.3,
            clerk: head.4,
            customer_ref: head.5.clone(),
            principal: head.5,
            goods,
            booking_no: None,
            carrier: Some(Given::AsWritten("Blue Star".to_owned())),
            vessel: Some("TEMP".to_owned()),
            voyage: None,
            pol: port.clone().map(Given::Known),
            pod: port.map(Given::Known),
            etd,
            equipment: "2*40HQ".to_owned(),
            cut_off,
            holder: None,
            findings: Counts {
                block: counts[0],
                warn: counts[1],
                hint: counts[2],
            },
            action,
            due,
            overdue,
            unanswered: Vec::new(),
            moved,
        },
    )
}

pub fn operator() -> impl Strategy<Value = Operator> {
    (
        name(),
        option::of(any::<u32>()),
        vec(word::<Role>(), 0..4),
        any::<bool>(),
    )
        .prop_map(|(name, uid, roles, enabled)| Operator {
            name,
            uid,
            roles,
            enabled,
            prefix: "KF".to_owned(),
        })
}

pub fn draft() -> impl Strategy<Value = Draft> {
    (draft_line(), name(), text()).prop_map(|(line, operator, content)| Draft {
        line,
        operator,
        content,
    })
}

fn draft_line() -> impl Strategy<Value = DraftLine> {
    (moment(), option::of(job_no())).prop_map(|(at, job_no)| DraftLine {
        draft: DraftId::new("D7"),
        at,
        job_no,
    })
}

pub fn failure() -> impl Strategy<Value = Failure> {
    let stale = (any::<u64>(), name(), moment(), vec(change(), 0..2)).prop_map(
        |(version, by, at, changes)| Stale {
            version,
            by,
            at,
            changes,
        },
    );
    (
        word::<FailureKind>(),
        message(),
        option::of(message()),
        vec(finding(), 0..2),
        option::of(stale),
    )
        .prop_map(|(kind, message, hint, findings, stale)| Failure {
            kind,
            message,
            hint,
            findings,
            stale,
        })
}

pub fn push() -> impl Strategy<Value = Push> {
    prop_oneof![
        (job_no(), any::<u64>(), name()).prop_map(|(job, version, by)| Push::JobChanged {
            job,
            version,
            by
        }),
        (job_no(), option::of(name())).prop_map(|(job, holder)| Push::HoldChanged { job, holder }),
        Just(Push::ScheduleChanged),
        vec((text(), text()), 0..2).prop_map(Push::TablesChanged),
        option::of(message()).prop_map(Push::ReadOnly),
        message().prop_map(Push::Notice),
        Just(Push::Resync),
        Just(Push::Stopping),
    ]
}

pub fn reply() -> impl Strategy<Value = Reply> {
    let hit = (sailing(), vec((any::<u32>(), any::<u32>()), 0..2)).prop_map(|(sailing, ranges)| {
        SailingHit {
            sailing,
            matched: vec![HitField {
                field: "vessel".to_owned(),
                value: "EVER GIVEN".to_owned(),
                ranges,
            }],
        }
    });
    let preview = (
        job_no(),
        option::of(sailing()),
        sailing(),
        vec(finding(), 0..2),
        option::of(moment()),
        option::of(date()),
    )
        .prop_map(|(job, from, to, appear, loading_at, latest)| RollPreview {
            job,
            from,
            to,
            appear,
            vanish: Vec::new(),
            loading_mode: loading_at.map(|_| LoadingMode::Trailer),
            loading_at,
            letter_of_credit: latest.is_some(),
            latest_shipment: latest,
        });
    prop_oneof![
        Just(Reply::Done),
        (vec(hit, 0..3), vec((text(), text()), 0..2))
            .prop_map(|(hits, reading)| Reply::Searched(Searched { hits, reading })),
        vec(text(), 0..3).prop_map(Reply::Names),
        (any::<bool>(), vec(finding(), 0..3))
            .prop_map(|(bookable, findings)| Reply::Checked(Checked { bookable, findings })),
        vec(job_line(), 0..3).prop_map(Reply::Lines),
        vec(preview, 0..2).prop_map(Reply::RollPreview),
        vec((draft_line(), option::of(text()), option::of(text())), 0..2).prop_map(|drafts| {
            let summary = |(line, principal, pod)| DraftSummary {
                line,
                principal,
                pod,
            };
            Reply::Drafts(drafts.into_iter().map(summary).collect())
        }),
        draft().prop_map(Reply::Draft),
        vec(operator(), 0..3).prop_map(Reply::Operators),
        consignment().prop_map(|consignment| Reply::Template(Box::new(consignment))),
        (moment(), text(), option::of(text()), text()).prop_map(|(at, by, value, source)| {
            Reply::Why(vec![WhyLine {
                at,
                by,
                value,
                source,
            }])
        }),
        (job_no(), vec(finding(), 0..2)).prop_map(|(job, findings)| Reply::Questions(vec![
            AskLine {
                job: Some(job),
                principal: None,
                customer_ref: None,
                salesperson: None,
                carrier: None,
                clerk: None,
                goods: None,
                ports: None,
                sailing: None,
                booking: None,
                due: None,
                findings,
            }
        ])),
        (
            any::<[u32; 3]>(),
            vec((job_no(), vec(change(), 0..2)), 0..2)
        )
            .prop_map(|(counts, affected)| Reply::Imported(ImportReport {
                added: counts[0],
                changed: counts[1],
                unchanged: counts[2],
                affected,
            })),
        vec((text(), timeline_entry()), 0..2).prop_map(|audit| Reply::Export(ExportPage {
            audit,
            ..ExportPage::default()
        })),
    ]
}

fn op() -> impl Strategy<Value = JobOp> {
    prop_oneof![
        (text(), option::of(text())).prop_map(|(patch, confirmed_by)| JobOp::Edit {
            patch,
            confirmed_by
        }),
        (option::of(pointer()), any::<u32>()).prop_map(|(field, choice)| JobOp::Fix {
            rule: RuleId::of("heavy-20"),
            field,
            choice,
        }),
        (
            option::of(pointer()),
            option::of(word::<AnswerParty>()),
            text(),
            option::of(moment()),
            option::of(moment()),
        )
            .prop_map(|(field, party, by, at, until)| JobOp::Answer {
                rule: RuleId::of("tight-fit"),
                field,
                party,
                by,
                at,
                reason: None,
                until,
            }),
        (option::of(pointer()), moment(), text()).prop_map(|(field, until, by)| JobOp::Defer {
            rule: RuleId::of("payer"),
            field,
            until,
            by,
        }),
        Just(JobOp::Book),
        Just(JobOp::Tell),
        (text(), any::<bool>(), any::<u32>()).prop_map(|(note, accept, no)| JobOp::Review {
            no,
            accept,
            note: Some(note),
        }),
        word::<ShippingStatus>().prop_map(JobOp::Status),
        text().prop_map(|reason| JobOp::Cancel { reason }),
    ]
}

pub fn envelope() -> impl Strategy<Value = Envelope> {
    let request = prop_oneof![
        (text(), any::<u32>(), any::<bool>()).prop_map(|(query, limit, all)| Request::Search {
            query,
            limit,
            all
        }),
        (consignment(), word::<CheckStage>()).prop_map(|(consignment, stage)| Request::Check {
            consignment: Box::new(consignment),
            stage,
        }),
        (job_no(), op()).prop_map(|(job, op)| Request::Job { job, op }),
        (
            option::of(word::<Stage>()),
            option::of(date()),
            option::of(text())
        )
            .prop_map(|(stage, from, matching)| Request::List(ListFilter {
                stage,
                from,
                matching,
                ..ListFilter::default()
            })),
        vec(sailing(), 0..3).prop_map(|sailings| Request::ImportRows {
            import: 7,
            rows: sailings
                .into_iter()
                .map(|sailing| ImportRow { sailing })
                .collect(),
            dry_run: false,
        }),
        (name(), option::of(any::<u32>()), vec(word::<Role>(), 0..3)).prop_map(
            |(name, uid, roles)| Request::Enrol {
                name,
                uid,
                roles,
                prefix: None,
            }
        ),
        Just(Request::Queue {
            mine: true,
            matching: Some("rtm".to_owned())
        }),
        Just(Request::Stop),
    ];
    (
        any::<u64>(),
        option::of(any::<u128>()),
        option::of(any::<u64>()),
        request,
    )
        .prop_map(|(number, id, expect_version, request)| Envelope {
            number,
            request_id: id.map(Uuid::from_u128),
            expect_version,
            request,
        })
}

pub fn hello() -> impl Strategy<Value = Hello> {
    (any::<u32>(), text(), option::of(text()), any::<bool>()).prop_map(
        |(protocol, build, act_as, screen)| Hello {
            protocol,
            build,
            act_as,
            screen,
        },
    )
}
