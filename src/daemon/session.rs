//! One client's session: its frames in, its answers and pushes out.

use std::io::{BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use super::accounts::Entered;
use super::audience::{Backlog, Listener, Outgoing};
use super::desk::Desk;
use super::failures::{contained, forbidden};
use super::filling;
use super::handle::{self, Asker};
use super::holds::SessionNo;
use super::order::{Answer, Answered, Order};
use crate::domain::{Operator, Text};
use crate::protocol::{
    BUILD, Envelope, Failure, FailureKind, FromDaemon, Hello, PROTOCOL, Push, Reply, Session,
    Welcome, frame, is_write,
};

/// Frames that may wait for a slow client before it is told to look anew.
const WAITING: usize = 256;

/// How long a client may take for its first frame.
const GREETING: Duration = Duration::from_secs(10);

/// How long a session that ends waits for its last frames to be read.
const PARTING: Duration = Duration::from_secs(2);

/// What a session leaves behind when it ends, in whatever way: nobody listens, nothing is held.
struct Present<'a> {
    desk: &'a Desk,
    session: SessionNo,
}

impl Drop for Present<'_> {
    fn drop(&mut self) {
        self.desk.audience.leave(self.session);
        for job in self.desk.holds().end_session(self.session) {
            self.desk
                .audience
                .tell(&Push::HoldChanged { job, holder: None });
        }
    }
}

/// Serves one connection until either side ends it.
pub fn serve(desk: &Arc<Desk>, stream: UnixStream, uid: u32, entered: &Entered) {
    let session = desk.next_session();
    let _present = Present { desk, session };
    if let Err(error) = talk(desk, &stream, uid, session, entered)
        && !error.is_end()
    {
        tracing::info!(session, %error, "a session ended with an error");
    }
}

/// Tells a connection that is not taken why.
pub fn turn_away(stream: &UnixStream, failure: Failure) {
    // It is told if it listens; nobody waits for it.
    let _ = stream
        .set_write_timeout(Some(Duration::from_millis(100)))
        .map_err(frame::FrameError::from)
        .and_then(|()| frame::send_answer(&mut &*stream, &Welcome::Refused(failure)));
}

fn talk(
    desk: &Arc<Desk>,
    stream: &UnixStream,
    uid: u32,
    session: SessionNo,
    entered: &Entered,
) -> Result<(), frame::FrameError> {
    stream.set_read_timeout(Some(GREETING))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream.try_clone()?;
    let hello: Hello = match frame::receive_hello(&mut reader) {
        Ok(hello) => hello,
        Err(error) => {
            if !matches!(error, frame::FrameError::Io(_)) {
                turn_away(stream, not_understood(&error));
            }
            return Err(error);
        }
    };
    filling::keep_tables(desk);
    let welcome = greet(desk, uid, &hello);
    frame::send_answer(&mut writer, &welcome)?;
    if let Welcome::Refused(failure) = &welcome {
        tracing::warn!(session, uid, kind = %failure.kind, "a session was refused");
        return Ok(());
    }
    stream.set_read_timeout(None)?;
    tracing::info!(session, uid, screen = hello.screen, "a session began");

    let (frames, outgoing) = sync_channel(WAITING);
    let missed = Arc::new(AtomicBool::new(false));
    if hello.screen {
        desk.audience.join(
            session,
            Listener {
                frames: frames.clone(),
                missed: Arc::clone(&missed),
            },
        );
    }
    let backlog = Arc::new(Backlog::default());
    let waiting = Arc::clone(&backlog);
    let (ended, sent_all) = channel();
    let sender = thread::Builder::new()
        .name("sender".to_owned())
        .spawn(move || {
            send_all(&outgoing, writer, &missed, &waiting);
            waiting.end();
            // The reader may have stopped waiting.
            let _ = ended.send(());
        })?;
    let asks = Asks {
        desk,
        uid,
        session,
        hello: &hello,
        entered,
    };
    let served = asks.answer_all(&mut reader, &frames, &backlog);
    desk.audience.leave(session);
    if let Err(error @ (frame::FrameError::Malformed(_) | frame::FrameError::TooLarge(..))) =
        &served
    {
        // Nothing behind a frame that is none can be made out either.
        if let Ok(told) = encoded(0, Err(not_understood(error))) {
            let _ = frames.try_send(Outgoing::Answer(told));
        }
    }
    drop(frames);
    let _ = stream.shutdown(std::net::Shutdown::Read);
    if sent_all.recv_timeout(PARTING).is_err() {
        // The other side does not read: closing the socket ends the sender's write.
        let _ = stream.shutdown(std::net::Shutdown::Both);
    }
    if sender.join().is_err() {
        tracing::error!(session, "the sender of a session panicked");
    }
    served
}

fn not_understood(error: &frame::FrameError) -> Failure {
    Failure::new(
        FailureKind::Unreadable,
        Text::of("error.frame").with("error", error),
    )
    .hint(Text::of("error.frame-hint"))
}

/// Opens a session, or says why not.
fn greet(desk: &Desk, uid: u32, hello: &Hello) -> Welcome {
    if hello.protocol != PROTOCOL || hello.build != BUILD {
        return Welcome::Refused(
            Failure::new(
                FailureKind::Version,
                Text::of("error.version")
                    .with("client", &hello.build)
                    .with("desk", BUILD),
            )
            .hint(Text::of("error.version-hint")),
        );
    }
    if hello.act_as.is_some() && !desk.practice {
        tracing::warn!(uid, "asked to act as another operator, and was refused");
        return Welcome::Refused(forbidden(
            Text::of("error.act-as"),
            Text::of("error.act-as-hint"),
        ));
    }
    let operator = match desk.operator_of(uid, hello.act_as.as_deref()) {
        Ok(operator) => operator,
        Err(_) if desk.is_stopping() => return Welcome::Refused(stopping()),
        Err(failure) => return Welcome::Refused(failure),
    };
    if let (Some(name), None) = (&hello.act_as, &operator) {
        return Welcome::Refused(forbidden(
            Text::of("error.no-such-operator").with("operator", name),
            Text::of("error.no-such-operator-hint"),
        ));
    }
    Welcome::Open(Box::new(Session {
        build: BUILD.to_owned(),
        operator,
        practice: desk.practice,
        now: desk.now(),
        clock_stopped: desk.clock.stands(),
        zone: desk.clock.zone().name().to_owned(),
        tables: desk.tables().files.clone(),
        read_only: desk.read_only().map(|why| why.text()),
    }))
}

fn send_all(
    outgoing: &Receiver<Outgoing>,
    mut writer: UnixStream,
    missed: &AtomicBool,
    backlog: &Backlog,
) {
    for next in outgoing {
        let sent = match next {
            Outgoing::Push(push) => frame::send_answer(&mut writer, &FromDaemon::Push(push)),
            Outgoing::Answer(bytes) => {
                let sent = writer.write_all(&bytes).map_err(Into::into);
                backlog.sent(bytes.len());
                sent
            }
        };
        let looks_anew = FromDaemon::Push(Push::Resync);
        if sent.is_err()
            || (missed.swap(false, Ordering::Relaxed)
                && frame::send_answer(&mut writer, &looks_anew).is_err())
        {
            break;
        }
    }
    let _ = writer.shutdown(std::net::Shutdown::Both);
}

/// An answer as it goes over the wire; one that is larger than any may be is refused in its place.
fn encoded(number: u64, answer: Result<Reply, Failure>) -> Result<Vec<u8>, frame::FrameError> {
    let answer = FromDaemon::Answer {
        number,
        answer: Box::new(answer),
    };
    frame::encode_answer(&answer).or_else(|error| {
        tracing::warn!(%error, "an answer could not be sent");
        let failure = Failure::new(
            FailureKind::Refused,
            Text::of("error.answer-too-large").with("error", &error),
        )
        .hint(Text::of("error.answer-too-large-hint"));
        frame::encode_answer(&FromDaemon::Answer {
            number,
            answer: Box::new(Err(failure)),
        })
    })
}

/// A session that asks.
struct Asks<'a> {
    desk: &'a Arc<Desk>,
    uid: u32,
    session: SessionNo,
    hello: &'a Hello,
    entered: &'a Entered,
}

impl Asks<'_> {
    fn answer_all(
        &self,
        reader: &mut BufReader<UnixStream>,
        frames: &SyncSender<Outgoing>,
        backlog: &Backlog,
    ) -> Result<(), frame::FrameError> {
        let desk = self.desk;
        loop {
            let envelope: Envelope = frame::receive(reader)?;
            let number = envelope.number;
            let turn = self.entered.pace();
            if !turn.is_zero() {
                thread::sleep(turn);
            }
            filling::keep_tables(desk);
            // Roles are read anew on every request.
            let answer = desk
                .operator_of(self.uid, self.hello.act_as.as_deref())
                .and_then(|operator| self.answer(operator, envelope));
            // The store may be closed by now: the next desk knows what was done under that id.
            let answer = answer.map_err(|failure| {
                let closed = failure.kind == FailureKind::Degraded && desk.is_stopping();
                if closed { stopping() } else { failure }
            });
            if let Err(failure) = &answer
                && failure.kind == FailureKind::Forbidden
            {
                let (session, uid) = (self.session, self.uid);
                tracing::warn!(session, uid, "a request was refused for want of a right");
            }
            let bytes = encoded(number, answer)?;
            if !backlog.add(bytes.len()) || frames.send(Outgoing::Answer(bytes)).is_err() {
                return Ok(());
            }
        }
    }

    fn answer(&self, operator: Option<Operator>, envelope: Envelope) -> Result<Reply, Failure> {
        if is_write(&envelope.request) {
            return self.write(operator, envelope);
        }
        let asker = Asker {
            operator: operator.as_ref(),
            uid: self.uid,
            session: self.session,
            screen: self.hello.screen,
            seen: envelope.expect_version,
            request: envelope.request_id,
        };
        contained(|| handle::read(self.desk, &asker, envelope.request))
    }

    fn write(&self, operator: Option<Operator>, envelope: Envelope) -> Result<Reply, Failure> {
        let desk = self.desk;
        let request = envelope.request_id;
        let (sender, receiver) = channel();
        let order = Order {
            operator,
            uid: self.uid,
            session: self.session,
            screen: self.hello.screen,
            at: None,
            envelope,
            answer: sender,
        };
        submit(desk, order).map_err(|()| stopping())?;
        let Answered { answer, again } = receiver.recv().map_err(|_| stopping())??;
        // Other answers are kept with their commits, whole.
        let Some(request) = request.filter(|_| matches!(answer, Answer::Job(_) | Answer::Jobs(_)))
        else {
            return rendered(desk, answer);
        };
        let first = again.then(|| desk.recent().answer_to(request).cloned());
        if let Some(first) = first.flatten() {
            return Ok(first);
        }
        let reply = rendered(desk, answer)?;
        desk.recent().keep(request, reply.clone());
        Ok(reply)
    }
}

/// The desk is ending: clients ask again, with the same id, once it is back.
fn stopping() -> Failure {
    Failure::new(FailureKind::Unreachable, Text::of("error.stopping"))
        .hint(Text::of("error.stopping-hint"))
}

/// Hands an order to the writer.
pub fn submit(desk: &Desk, order: Order) -> Result<(), ()> {
    desk.writer
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
        .send(order)
        .map_err(|_| ())
}

/// An answer as its client sees it: jobs as they are now.
pub fn rendered(desk: &Desk, answer: Answer) -> Result<Reply, Failure> {
    match answer {
        Answer::Reply(reply) => Ok(*reply),
        Answer::Job(job) => handle::show(desk, &job).map(|view| Reply::Job(Box::new(view))),
        Answer::Jobs(jobs) => jobs
            .iter()
            .map(|job| handle::show(desk, job))
            .collect::<Result<_, _>>()
            .map(Reply::Jobs),
    }
}
