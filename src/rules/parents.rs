//! Fixes that any RFC 6902 library can apply: a member is added to an object that is there.

use crate::domain::{Consignment, Finding, PatchStep, Pointer};

/// Puts before a step the object that it adds a member to, where the form has none of it. What is
/// there loses nothing: it is empty.
pub(super) fn give(consignment: &Consignment, findings: &mut [Finding]) {
    for fix in findings.iter_mut().flat_map(|finding| &mut finding.fixes) {
        let mut given: Vec<&'static str> = Vec::new();
        let steps = std::mem::take(&mut fix.patch);
        for step in steps {
            if let Some(parent) = absent_parent(&step, consignment)
                && !given.contains(&parent)
            {
                given.push(parent);
                fix.patch
                    .push(PatchStep::Set(Pointer::new(parent), "{}".to_owned()));
            }
            fix.patch.push(step);
        }
    }
}

/// The object of the form that a step adds a member to, where nothing of it is said.
fn absent_parent(step: &PatchStep, consignment: &Consignment) -> Option<&'static str> {
    let (PatchStep::Set(at, _) | PatchStep::Insert(at, _)) = step else {
        return None;
    };
    let (parent, _) = at.as_str().strip_prefix('/')?.split_once('/')?;
    match parent {
        "freight" => is_blank(&consignment.freight).then_some("/freight"),
        "handling" => is_blank(&consignment.handling).then_some("/handling"),
        "loading" => is_blank(&consignment.loading).then_some("/loading"),
        "customs" => is_blank(&consignment.customs).then_some("/customs"),
        _ => None,
    }
}

fn is_blank<T: Default + PartialEq>(part: &T) -> bool {
    *part == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RuleId;
    use crate::rules::rule;

    fn patched(consignment: &Consignment) -> Vec<PatchStep> {
        let rule = rule("food-check").unwrap();
        let mut report = crate::rules::Report::default();
        report.add(rule.finding().fix(
            crate::domain::Text::of("fix.genset-yes"),
            vec![super::super::report::set(
                "/handling/food_container_check",
                &serde_json::json!(true),
            )],
        ));
        let mut findings = report.into_findings();
        give(consignment, &mut findings);
        assert_eq!(findings[0].rule, RuleId::of("food-check"));
        findings.remove(0).fixes.remove(0).patch
    }

    #[test]
    fn a_member_is_added_to_an_object_that_is_there() {
        let mut consignment = Consignment::default();
        assert_eq!(
            patched(&consignment)[0],
            PatchStep::Set(Pointer::new("/handling"), "{}".to_owned())
        );
        consignment.handling.genset_truck = Some(false);
        assert_eq!(patched(&consignment).len(), 1);
    }
}
