//! Schedule files: rows taken in chunks, with other people's commands in between.
//!
//! The client reads the file and sends what it understood; the desk says what that changes. An
//! import that is cut short stays marked as incomplete, and running it again completes it.

use std::collections::BTreeMap;

use super::super::failures::refused;
use super::super::ground::Ground;
use super::super::memory::Memory;
use super::super::order::{Answer, Effects, Order, Planned};
use super::super::records::{self, ConflictRecord, ImportRecord, failed};
use super::rights::writer;
use super::sailings::audit;
use crate::domain::job::{FieldChange, Moved};
use crate::domain::{Job, JobNo, Pointer, Sailing, SailingId, Text};
use crate::protocol::{Failure, FailureKind, ImportBegin, ImportReport, ImportRow, Push, Reply};
use crate::schedule::{self, Difference, difference};
use crate::store::{Range, Table, Write};

/// The most rows of one chunk.
const CHUNK: usize = 2_000;

fn key(import: u64) -> [u8; 8] {
    import.to_be_bytes()
}

/// Begins an import.
pub fn begin(ground: &Ground, order: &Order, begin: &ImportBegin) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let import = ground.view.sequence() + 1;
    let record = ImportRecord {
        file: begin.file.clone(),
        by: operator.name.clone(),
        began: ground.now,
        complete: false,
        rows: 0,
    };
    let write =
        records::put(Table::Imports, key(import), &record).map_err(|error| failed(&error))?;
    Ok(Planned::reply(vec![write], Reply::Import(import)))
}

fn record(ground: &Ground, import: u64) -> Result<ImportRecord, Failure> {
    ground
        .view
        .get(Table::Imports, &key(import))
        .and_then(|found| {
            found
                .map(|found| crate::store::envelope::decode(&found.value))
                .transpose()
        })
        .map_err(|error| failed(&error))?
        .ok_or_else(|| {
            Failure::new(
                FailureKind::Refused,
                Text::of("error.no-such-import").with("import", import),
            )
        })
}

/// What a sailing's change means for one of its jobs.
fn moved(difference: &Difference, sailing: &Sailing, ground: &Ground) -> Vec<Moved> {
    difference
        .touching_jobs()
        .map(|moved| Moved {
            what: moved.what.to_string(),
            from: moved.from.clone(),
            to: moved.to.clone(),
            at: ground.now,
            file: sailing.source.file.clone(),
        })
        .collect()
}

/// Takes some rows in; with `dry_run`, only says what they would change.
pub fn rows(
    memory: &Memory,
    ground: &Ground,
    order: &Order,
    import: u64,
    rows: &[ImportRow],
    dry_run: bool,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    if rows.len() > CHUNK {
        return Err(refused(
            Text::of("error.chunk-too-large").with("rows", rows.len()),
            Text::of("error.chunk-too-large-hint").with("most", CHUNK),
        ));
    }
    let mut taken = Taken::default();
    for row in rows {
        taken.take(memory, ground, &row.sailing)?;
    }
    let reply = Reply::Imported(taken.report);
    if dry_run {
        return Ok(Planned::reply(Vec::new(), reply));
    }
    let mut record = record(ground, import)?;
    record.rows += rows.len() as u64;
    taken
        .writes
        .push(records::put(Table::Imports, key(import), &record).map_err(|error| failed(&error))?);
    let mut effects = taken.effects;
    for job in taken.jobs.into_values() {
        taken.writes.push(
            records::put(Table::Jobs, job.job_no.as_str(), &job).map_err(|error| failed(&error))?,
        );
        effects.pushes.push(Push::JobChanged {
            job: job.job_no.clone(),
            version: job.version,
            by: operator.name.clone(),
        });
        effects.jobs.push(job);
    }
    Ok(Planned {
        writes: taken.writes,
        answer: Answer::Reply(Box::new(reply)),
        effects,
    })
}

/// What the rows of a chunk have changed so far.
#[derive(Default)]
struct Taken {
    report: ImportReport,
    writes: Vec<Write>,
    effects: Effects,
    jobs: BTreeMap<JobNo, Job>,
    pending: BTreeMap<SailingId, Sailing>,
    /// A decision of the operator's, which no earlier one stands against.
    settles: bool,
}

/// Where the claims of a settled conflict are kept.
fn settled_key(id: &SailingId) -> String {
    format!("{SETTLED}{id}")
}

pub(super) const SETTLED: &str = "settled/";

/// The claims between which the operator has decided.
fn settled(ground: &Ground, id: &SailingId) -> Result<Vec<Sailing>, Failure> {
    let found: Option<ConflictRecord> =
        records::get(ground.view, Table::Conflicts, settled_key(id).as_str())
            .map_err(|error| failed(&error))?;
    Ok(found.map_or_else(Vec::new, |found| found.claims))
}

/// Whether a claim is one of those decided between, whatever file it comes in this time.
fn is_decided(decided: &[Sailing], claim: &Sailing) -> bool {
    decided.iter().any(|known| {
        let known = Sailing {
            source: claim.source.clone(),
            ..known.clone()
        };
        known == *claim
    })
}

impl Taken {
    fn take(&mut self, memory: &Memory, ground: &Ground, row: &Sailing) -> Result<(), Failure> {
        let before = match self.pending.get(&row.id) {
            Some(pending) => Some(pending.clone()),
            None => records::sailing(ground.view, &row.id)?,
        };
        let difference = difference(before.as_ref(), row);
        let now = match (&before, &difference) {
            (Some(_), Difference::Unchanged) => {
                self.report.unchanged += 1;
                return Ok(());
            }
            // The operator has decided between this row and another: that stands until the file says
            // something new.
            (Some(_), _) if !self.settles && is_decided(&settled(ground, &row.id)?, row) => {
                self.report.unchanged += 1;
                return Ok(());
            }
            (Some(before), _) => {
                self.report.changed += 1;
                schedule::merged(before, row.clone())
            }
            (None, _) => {
                self.report.added += 1;
                row.clone()
            }
        };
        if let Some(before) = &before {
            let mut history = before.id.as_str().as_bytes().to_vec();
            history.push(b'/');
            history.extend_from_slice(&(ground.view.sequence() + 1).to_be_bytes());
            self.writes.push(
                records::put(Table::SailingHistory, history, before)
                    .map_err(|error| failed(&error))?,
            );
            self.touch_jobs(memory, ground, &difference, &now)?;
        }
        self.writes.push(
            records::put(Table::Sailings, now.id.as_str(), &now).map_err(|error| failed(&error))?,
        );
        self.pending.insert(now.id.clone(), now.clone());
        self.effects.sailings.push((before, now));
        Ok(())
    }

    /// The open jobs of a sailing that moved enter their clerks' queues.
    fn touch_jobs(
        &mut self,
        memory: &Memory,
        ground: &Ground,
        difference: &Difference,
        sailing: &Sailing,
    ) -> Result<(), Failure> {
        if difference.touching_jobs().next().is_none() {
            return Ok(());
        }
        for job_no in memory.jobs_on(sailing.id.as_str()) {
            let mut job = match self.jobs.get(&job_no) {
                Some(job) => job.clone(),
                None => ground.job(&job_no)?,
            };
            if job.is_over() || job.sailing_id() != Some(&sailing.id) {
                continue;
            }
            job.moved.extend(moved(difference, sailing, ground));
            job.version += 1;
            job.changed_at = ground.now;
            let changes: Vec<FieldChange> = difference
                .touching_jobs()
                .map(|moved| FieldChange {
                    field: Pointer::new(format!("/sailing/{}", moved.what)),
                    from: moved.from.as_ref().map(|from| format!("\"{from}\"")),
                    to: moved.to.as_ref().map(|to| format!("\"{to}\"")),
                })
                .collect();
            let entry = crate::domain::job::TimelineEntry {
                seq: ground.view.sequence() + 1,
                at: ground.now,
                by: crate::domain::OperatorName::new("schedule"),
                event: "schedule-moved".to_owned(),
                details: vec![("file".to_owned(), sailing.source.file.clone())],
                changes: changes.clone(),
            };
            let key = records::timeline_key(&job_no, job.version, 0);
            self.writes
                .push(records::put(Table::Timeline, key, &entry).map_err(|error| failed(&error))?);
            self.report.affected.push((job_no.clone(), changes));
            self.jobs.insert(job_no, job);
        }
        Ok(())
    }
}

/// Ends an import: what contradicts itself waits for the operator. Answers with what waits: between
/// the same claims a decision is asked for once.
pub fn end(
    ground: &Ground,
    order: &Order,
    import: u64,
    conflicts: &[(SailingId, Vec<Sailing>)],
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let mut record = record(ground, import)?;
    record.complete = true;
    let mut writes = vec![
        records::put(Table::Imports, key(import), &record).map_err(|error| failed(&error))?,
        audit(ground, operator, &record.file, "imported", Vec::new())?,
    ];
    // What an earlier run of the same file left undone is done now.
    let earlier: Vec<(Vec<u8>, ImportRecord)> =
        records::scan(ground.view, Table::Imports, &Range::all())
            .map_err(|error| failed(&error))?;
    for (number, mut before) in earlier {
        if !before.complete && before.file == record.file && number != key(import) {
            before.complete = true;
            writes.push(
                records::put(Table::Imports, number, &before).map_err(|error| failed(&error))?,
            );
        }
    }
    let mut waiting = Vec::new();
    for (id, claims) in conflicts {
        let decided = settled(ground, id)?;
        if !decided.is_empty()
            && claims
                .iter()
                .skip(1)
                .all(|claim| is_decided(&decided, claim))
        {
            continue;
        }
        waiting.push((id.clone(), claims.clone()));
        let conflict = ConflictRecord {
            claims: claims.clone(),
        };
        writes.push(
            records::put(Table::Conflicts, id.as_str(), &conflict)
                .map_err(|error| failed(&error))?,
        );
    }
    Ok(Planned::reply(writes, Reply::Conflicts(waiting)))
}

/// Decides a conflict: the row that is right becomes the sailing.
pub fn settle(
    memory: &Memory,
    ground: &Ground,
    order: &Order,
    conflict: &SailingId,
    row: u32,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let found: Option<ConflictRecord> =
        records::get(ground.view, Table::Conflicts, conflict.as_str())
            .map_err(|error| failed(&error))?;
    let claim = found
        .as_ref()
        .and_then(|found| found.claims.iter().find(|claim| claim.source.row == row));
    let Some(claim) = claim else {
        return Err(refused(
            Text::of("error.no-such-conflict")
                .with("conflict", conflict)
                .with("row", row),
            Text::of("error.no-such-conflict-hint"),
        ));
    };
    let mut taken = Taken {
        settles: true,
        ..Taken::default()
    };
    taken.take(memory, ground, claim)?;
    let mut writes = taken.writes;
    writes.push(Write::delete(Table::Conflicts, conflict.as_str()));
    if let Some(found) = &found {
        writes.push(
            records::put(Table::Conflicts, settled_key(conflict), found)
                .map_err(|error| failed(&error))?,
        );
    }
    writes.push(audit(
        ground,
        operator,
        conflict.as_str(),
        "conflict settled",
        Vec::new(),
    )?);
    let mut effects = taken.effects;
    for job in taken.jobs.into_values() {
        writes.push(
            records::put(Table::Jobs, job.job_no.as_str(), &job).map_err(|error| failed(&error))?,
        );
        effects.jobs.push(job);
    }
    let sailing = taken
        .pending
        .into_values()
        .next()
        .unwrap_or_else(|| claim.clone());
    Ok(Planned {
        writes,
        answer: Answer::Reply(Box::new(Reply::Sailing(Box::new(sailing)))),
        effects,
    })
}
