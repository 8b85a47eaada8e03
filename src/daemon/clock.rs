//! The desk's clock: the system's, or a practice desk's own.

use std::time::Instant;

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::domain::Moment;

/// Where the desk's time comes from.
#[derive(Debug, Clone)]
pub struct Clock {
    zone: Tz,
    practice: Option<PracticeClock>,
}

#[derive(Debug, Clone)]
struct PracticeClock {
    start: DateTime<Utc>,
    origin: Instant,
    stopped: bool,
}

impl Clock {
    /// The system's clock, in the desk's zone.
    pub fn system(zone: Tz) -> Self {
        Self {
            zone,
            practice: None,
        }
    }

    /// A practice clock that begins at `start` and runs, or stands.
    pub fn practice(zone: Tz, start: Moment, stopped: bool) -> Self {
        Self {
            zone,
            practice: Some(PracticeClock {
                start: start.with_timezone(&Utc),
                origin: Instant::now(),
                stopped,
            }),
        }
    }

    /// The desk's zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Whether the clock stands.
    pub fn stands(&self) -> bool {
        self.practice
            .as_ref()
            .is_some_and(|practice| practice.stopped)
    }

    /// Now, in the desk's zone.
    pub fn now(&self) -> Moment {
        let utc = match &self.practice {
            None => Utc::now(),
            Some(practice) if practice.stopped => practice.start,
            Some(practice) => {
                practice.start
                    + chrono::Duration::from_std(practice.origin.elapsed())
                        .unwrap_or_else(|_| chrono::Duration::zero())
            }
        };
        self.local(utc.timestamp_millis())
    }

    /// A moment of so many milliseconds since 1970, in the desk's zone.
    pub fn local(&self, millis: i64) -> Moment {
        self.zone
            .timestamp_millis_opt(millis)
            .single()
            .map_or_else(DateTime::default, |local| local.fixed_offset())
    }
}
