//! The one writer: takes commands in groups, decides each on what the ones before it left, commits
//! the group with one sync, and only then answers.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::desk::Desk;
use super::failures::contained;
use super::ground::Ground;
use super::handle;
use super::order::{Answer, Answered, Effects, Order, Planned};
use super::records;
use crate::domain::Text;
use crate::protocol::frame::{self, FrameError};
use crate::protocol::{Failure, FailureKind, Push, Request};
use crate::store::{Batch, CommitError, Health, Overlay, PushError, Pushed, Store, View, Why};

/// The largest group that one sync answers.
const GROUP: usize = 64;

/// How long the writer idles before it looks whether the desk ends.
const IDLE: Duration = Duration::from_millis(100);

/// How often it looks after the store while nothing is asked.
const TEND: Duration = Duration::from_secs(1);

/// The most that one command writes: a job with its history must still fit an answer. An import's
/// rows are many records, and have their own limit.
const MOST_WRITTEN: usize = 2 << 20;

/// Runs until every sender is gone or the desk stops; then closes the store in good order.
pub fn run(desk: &Arc<Desk>, mut store: Box<dyn Store>, orders: &Receiver<Order>) {
    let mut tended = Instant::now();
    // However busy it is: those who still wait are told to ask again.
    while !desk.is_stopping() {
        match orders.recv_timeout(IDLE) {
            Ok(first) => {
                let group: Vec<Order> = std::iter::once(first)
                    .chain(orders.try_iter().take(GROUP - 1))
                    .collect();
                commit(desk, store.as_mut(), group);
            }
            Err(RecvTimeoutError::Timeout) => {
                if tended.elapsed() >= TEND {
                    tended = Instant::now();
                    let health = store.tend();
                    note_health(desk, health);
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    if let Err(error) = store.close() {
        tracing::error!(%error, "the store was not closed in good order; it is checked at the next start");
    }
}

/// Keeps how the store is, and tells screens when writing stops or works again.
fn note_health(desk: &Desk, health: Health) {
    let before = std::mem::replace(
        &mut *desk
            .health
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner),
        health.clone(),
    );
    if before.read_only != health.read_only {
        if let Some(reason) = &health.read_only {
            tracing::error!(%reason, "the desk is read-only");
        } else {
            tracing::info!("the desk takes work again");
        }
        let why = health.read_only.as_ref().map(Why::text);
        desk.audience.tell(&Push::ReadOnly(why));
    }
    if before.view_in_memory != health.view_in_memory
        && let Some(reason) = &health.view_in_memory
    {
        tracing::error!(%reason, "the view failed; it is served from memory, made of the journal");
    }
}

/// An order that was decided and waits for the sync.
struct Pending {
    order: Order,
    answer: Answer,
    effects: Effects,
}

fn commit(desk: &Arc<Desk>, store: &mut dyn Store, group: Vec<Order>) {
    let view = store.view();
    let mut batches = Vec::new();
    let mut waiting = Vec::new();
    {
        let mut overlay = Overlay::new(&*view);
        for order in group {
            match first_answer(&overlay, &order) {
                Ok(Some(answer)) => {
                    let again = true;
                    let _ = order.answer.send(Ok(Answered { answer, again }));
                    continue;
                }
                Ok(None) => {}
                Err(failure) => {
                    let _ = order.answer.send(Err(failure));
                    continue;
                }
            }
            match contained(|| decide(desk, &mut overlay, &order)) {
                Ok((batch, answer, effects)) => {
                    batches.push(batch);
                    waiting.push(Pending {
                        order,
                        answer,
                        effects,
                    });
                }
                Err(failure) => {
                    let _ = order.answer.send(Err(failure));
                }
            }
        }
    }
    if batches.is_empty() {
        return;
    }
    let results = store.commit(batches);
    for (pending, result) in waiting.into_iter().zip(results) {
        let answer = match result {
            Ok(_) => {
                // It is done whatever becomes of the indexes: `doctor` compares them with the store.
                let settled = contained(|| {
                    settle(desk, pending.effects);
                    Ok(())
                });
                if settled.is_err() {
                    tracing::error!("the indexes may lack a change: start the desk again");
                }
                Ok(Answered {
                    answer: pending.answer,
                    again: false,
                })
            }
            Err(error) => Err(of_commit(&error)),
        };
        // A client that has gone asks again with the same id.
        let _ = pending.order.answer.send(answer);
    }
    note_health(desk, store.health());
}

/// An answer as it is kept with its commit.
#[derive(Serialize, Deserialize)]
struct KeptAnswer {
    /// The digest of what was asked, and by whom.
    asked: [u8; 16],
    answer: Answer,
}

/// An answer as it goes to the journal; nobody asks again for one whose request has no id.
fn kept(order: &Order, answer: &Answer) -> Result<Vec<u8>, Failure> {
    if order.envelope.request_id.is_none() {
        return Ok(Vec::new());
    }
    let kept = KeptAnswer {
        asked: digest(order)?,
        answer: answer.clone(),
    };
    Ok(frame::encode(&kept).map_err(|error| unkept(&error))?[4..].to_vec())
}

/// A digest of what an order asks, and who asks: the same id for something else is a mistake.
fn digest(order: &Order) -> Result<[u8; 16], Failure> {
    let by = order.operator.as_ref().map(|operator| &operator.name);
    let asked = frame::encode(&(order.uid, by, &order.envelope.request)).map_err(|e| unkept(&e))?;
    let mut first = [0; 16];
    first.copy_from_slice(&Sha256::digest(&asked)[..16]);
    Ok(first)
}

/// An answer could not be kept, or read again.
fn unkept(error: &FrameError) -> Failure {
    Failure::new(
        FailureKind::Degraded,
        Text::of("error.store").with("error", error),
    )
}

/// The answer that a request id got before.
fn first_answer(overlay: &Overlay, order: &Order) -> Result<Option<Answer>, Failure> {
    let Some(request) = order.envelope.request_id else {
        return Ok(None);
    };
    match overlay
        .answered(request)
        .map_err(|error| records::failed(&error))?
    {
        Some((_, bytes)) => {
            let kept: KeptAnswer = frame::decode(&bytes).map_err(|error| unkept(&error))?;
            if kept.asked == digest(order)? {
                Ok(Some(kept.answer))
            } else {
                Err(
                    Failure::new(FailureKind::Refused, Text::of("error.request-reused"))
                        .hint(Text::of("error.request-reused-hint")),
                )
            }
        }
        None => Ok(None),
    }
}

fn decide(
    desk: &Desk,
    overlay: &mut Overlay,
    order: &Order,
) -> Result<(Batch, Answer, Effects), Failure> {
    let tables = desk.tables();
    let planned = {
        let memory = desk.memory();
        let last = desk.clock.local(overlay.last_at());
        let now = order.at.unwrap_or_else(|| desk.now()).max(last);
        let ground = Ground {
            view: overlay,
            reference: &tables.reference,
            lanes: &memory.lanes,
            likeness: &memory.likeness,
            now,
        };
        let Planned {
            writes,
            answer,
            effects,
        } = handle::write(desk, &memory, &ground, order)?;
        if !is_import(&order.envelope.request) {
            let bytes = writes
                .iter()
                .map(|write| write.key.len() + write.value.as_ref().map_or(0, Vec::len))
                .sum();
            if bytes > MOST_WRITTEN {
                return Err(of_commit(&CommitError::TooLarge {
                    bytes,
                    limit: MOST_WRITTEN,
                }));
            }
        }
        let reply = kept(order, &answer)?;
        let batch = Batch {
            request: order.envelope.request_id,
            at: now.timestamp_millis(),
            by: order.operator.as_ref().map_or_else(
                || format!("uid {}", order.uid),
                |operator| operator.name.to_string(),
            ),
            reads: Vec::new(),
            writes,
            reply,
        };
        (batch, answer, effects)
    };
    match overlay.push(&planned.0) {
        Ok(Pushed::Now { .. } | Pushed::Before(_)) => Ok(planned),
        Err(PushError::Refused(error)) => Err(of_commit(&error)),
        Err(PushError::View(error)) => Err(records::failed(&error)),
    }
}

fn is_import(request: &Request) -> bool {
    matches!(
        request,
        Request::ImportBegin(_) | Request::ImportRows { .. } | Request::ImportEnd { .. }
    )
}

/// Brings memory up to date with what is on disk now, and tells the screens.
fn settle(desk: &Desk, effects: Effects) {
    let tables = desk.tables();
    {
        let mut memory = desk.memory_mut();
        for (before, sailing) in &effects.sailings {
            memory.put_sailing(before.as_ref(), sailing, &tables.reference);
        }
        for job in &effects.jobs {
            let sailing = job
                .sailing_id()
                .and_then(|id| records::sailing(&*desk.view, id).ok().flatten());
            memory.put_job(job, sailing.as_ref());
        }
    }
    if let Some((from, to, screen)) = effects.hand_over {
        for job in desk.change_holds(|holds| holds.hand_over(&from, &to, screen)) {
            desk.audience.tell(&Push::HoldChanged {
                job,
                holder: Some(to.clone()),
            });
        }
    }
    if !effects.sailings.is_empty() {
        desk.audience.tell(&Push::ScheduleChanged);
    }
    for push in &effects.pushes {
        desk.audience.tell(push);
    }
}

fn of_commit(error: &CommitError) -> Failure {
    match error {
        CommitError::Stale { .. } => {
            Failure::new(FailureKind::Stale, Text::of("error.changed-meanwhile"))
                .hint(Text::of("error.changed-meanwhile-hint"))
        }
        CommitError::Degraded(reason) => Failure::new(
            FailureKind::Degraded,
            Text::of("error.read-only").with_arg("reason", reason.arg()),
        )
        .hint(Text::of("error.read-only-hint")),
        CommitError::Unknown => {
            Failure::new(FailureKind::Degraded, Text::of("error.unknown-outcome"))
                .hint(Text::of("error.unknown-outcome-hint"))
        }
        CommitError::TooLarge { bytes, limit } => Failure::new(
            FailureKind::Refused,
            Text::of("error.too-large")
                .with("bytes", bytes)
                .with("limit", limit),
        )
        .hint(Text::of("error.too-large-hint")),
    }
}
