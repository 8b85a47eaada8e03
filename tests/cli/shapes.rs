//! The contract's shapes, key by key.

use serde_json::Value;

/// The keys that a document must have; more may be there.
pub fn has_keys(of: &str, value: &Value, keys: &[&str]) {
    let object = value
        .as_object()
        .unwrap_or_else(|| panic!("{of} is no object: {value}"));
    for key in keys {
        assert!(object.contains_key(*key), "{of} lacks “{key}”: {value}");
    }
}

fn each<'a>(of: &str, value: &'a Value) -> impl Iterator<Item = &'a Value> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("{of} is no array: {value}"))
        .iter()
}

fn one_of(of: &str, value: &Value, words: &[&str]) {
    let word = value.as_str().unwrap_or_else(|| panic!("{of}: {value}"));
    assert!(words.contains(&word), "{of}: {word}");
}

pub const STAGES: &[&str] = &[
    "draft",
    "ready",
    "booked",
    "confirmed",
    "sailed",
    "closed",
    "cancelled",
];

/// A time with its offset.
pub fn moment(of: &str, value: &Value) {
    let text = value.as_str().unwrap_or_else(|| panic!("{of}: {value}"));
    assert!(
        chrono::DateTime::parse_from_rfc3339(text).is_ok() && text.len() == 25,
        "{of}: {text} is not like 2026-11-27T12:00:00+08:00"
    );
}

pub fn finding(value: &Value) {
    has_keys(
        "a finding",
        value,
        &[
            "id", "rule", "clauses", "severity", "state", "fields", "saw", "message", "ask",
            "fixes", "answers",
        ],
    );
    one_of("severity", &value["severity"], &["block", "warn", "hint"]);
    one_of(
        "state",
        &value["state"],
        &["open", "answered", "deferred", "void"],
    );
    assert!(value["saw"].is_object(), "{value}");
    assert!(!value["message"].as_str().unwrap().is_empty());
    let rule = value["rule"].as_str().unwrap();
    assert!(value["id"].as_str().unwrap().starts_with(rule));
    for answer in each("answers", &value["answers"]) {
        one_of(
            "answers",
            answer,
            &[
                "fix",
                "customer",
                "salesperson",
                "carrier",
                "original-clerk",
                "route-manager",
                "operations-manager",
                "director",
                "later",
            ],
        );
    }
    for fix in each("fixes", &value["fixes"]) {
        has_keys("a fix", fix, &["label", "patch"]);
    }
}

pub fn sailing(value: &Value) {
    has_keys(
        "a sailing",
        value,
        &[
            "id",
            "carrier",
            "carrier_name",
            "vessel",
            "vessel_zh",
            "voyage",
            "service",
            "pol",
            "pol_name",
            "pod",
            "pod_name",
            "pod_terminal",
            "via",
            "etd",
            "atd",
            "eta",
            "cut_offs",
            "source",
        ],
    );
    has_keys(
        "cut_offs",
        &value["cut_offs"],
        &["cy", "si", "vgm", "customs", "ams"],
    );
    has_keys("source", &value["source"], &["file", "row"]);
    assert!(
        value["voyage"].as_str().unwrap().starts_with("V."),
        "{value}"
    );
}

pub fn job(value: &Value) {
    has_keys(
        "a job",
        value,
        &[
            "job_no",
            "version",
            "stage",
            "status",
            "status_due",
            "clerk",
            "holder",
            "practice",
            "consignment",
            "findings",
            "answers",
            "booking",
            "amendments",
            "timeline",
        ],
    );
    let number = value["job_no"].as_str().unwrap();
    assert!(
        number.len() == 12 && number[2..].bytes().all(|byte| byte.is_ascii_digit()),
        "{number}"
    );
    assert!(value["version"].as_u64().unwrap() >= 1);
    one_of("stage", &value["stage"], STAGES);
    each("findings", &value["findings"]).for_each(finding);
    for answer in each("answers", &value["answers"]) {
        has_keys(
            "an answer",
            answer,
            &[
                "id", "rule", "field", "party", "role", "by", "at", "reason", "until", "saw",
                "void",
            ],
        );
    }
    if !value["booking"].is_null() {
        booking(&value["booking"]);
    }
    for amendment in each("amendments", &value["amendments"]) {
        has_keys(
            "an amendment",
            amendment,
            &[
                "no",
                "patch",
                "confirmation",
                "confirmed_by",
                "requested_by",
                "reviewed_by",
                "state",
                "charges",
                "notified",
            ],
        );
        one_of(
            "state",
            &amendment["state"],
            &["pending", "accepted", "rejected"],
        );
    }
    for line in each("timeline", &value["timeline"]) {
        has_keys(
            "a timeline's line",
            line,
            &["seq", "at", "by", "event", "changes"],
        );
        moment("at", &line["at"]);
        for change in each("changes", &line["changes"]) {
            has_keys("a change", change, &["field", "from", "to"]);
        }
    }
}

fn booking(value: &Value) {
    has_keys(
        "a booking",
        value,
        &[
            "so_no",
            "order",
            "booked_at",
            "by",
            "booking_no",
            "confirmed_at",
            "sailing",
            "equipment",
            "customer_told",
            "rolls",
        ],
    );
    let so_no = value["so_no"].as_str().unwrap();
    let parts: Vec<&str> = so_no.split('-').collect();
    assert!(
        matches!(parts.as_slice(), [scac, year, count]
            if scac.len() == 4 && year.len() == 2 && count.len() == 5),
        "{so_no}"
    );
    for roll in each("rolls", &value["rolls"]) {
        has_keys("a roll", roll, &["from", "to", "at", "by", "reason"]);
    }
}

/// A line of `list`; with `queue`, of `queue`.
pub fn line(value: &Value, queue: bool) {
    has_keys(
        "a line",
        value,
        &[
            "job_no",
            "version",
            "stage",
            "status",
            "clerk",
            "principal",
            "carrier",
            "vessel",
            "voyage",
            "pod",
            "etd",
            "equipment",
            "cut_off",
            "holder",
            "findings",
        ],
    );
    has_keys("findings", &value["findings"], &["block", "warn", "hint"]);
    one_of("stage", &value["stage"], STAGES);
    if queue {
        has_keys("a queue's line", value, &["action", "due", "overdue"]);
        one_of(
            "action",
            &value["action"],
            &[
                "settle",
                "book",
                "chase",
                "tell",
                "replace-temp",
                "review",
                "approve",
                "status",
            ],
        );
        assert!(value["overdue"].is_boolean());
    }
}

pub fn import(value: &Value) {
    has_keys(
        "an import",
        value,
        &[
            "encoding",
            "rows",
            "added",
            "changed",
            "unchanged",
            "taken",
            "merged",
            "rejected",
            "warned",
            "conflicts",
            "affected_jobs",
        ],
    );
    for row in each("rejected", &value["rejected"]).chain(each("warned", &value["warned"])) {
        has_keys("a row", row, &["row", "column", "value", "reason"]);
    }
    for conflict in each("conflicts", &value["conflicts"]) {
        has_keys("a conflict", conflict, &["id", "rows", "reason"]);
    }
}

pub fn operator(value: &Value) {
    has_keys(
        "an operator",
        value,
        &["name", "uid", "roles", "enabled", "practice"],
    );
}

pub fn error(value: &Value, kind: &str) {
    has_keys("an error", value, &["kind", "message", "hint"]);
    assert_eq!(value["kind"], kind, "{value}");
    assert!(!value["message"].as_str().unwrap().is_empty(), "{value}");
}
