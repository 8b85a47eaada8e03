//! How fast frames may follow one another.

use std::os::fd::OwnedFd;

use rustix::termios::tcgetattr;

use super::super::capabilities::Capabilities;
use super::super::line::Line;
use super::super::outlet::{Pace, THIN_LINE};

/// Bytes on their way that a thin line carries in a round trip of 600 ms: with no more than these the
/// next frame is there as soon as it can be.
const ROUND_TRIP: u64 = 600;

/// Bytes on their way at most, on any line: what is shown is never further behind than these.
const BEHIND: u64 = 2_048;

/// A terminal set to no more than so many bits a second is a serial line, and is paced as one.
const SLOW: u32 = 19_200;

/// How the line is paced: by the SSH connection's queue where it can be seen; by the speed that the
/// terminal is set to, where that is a slow one; and by that of a thin line, if the operator says so.
pub(super) fn pace_of(tty: &OwnedFd, capabilities: &Capabilities) -> Pace {
    let thin = capabilities.low_bandwidth;
    let seen = capabilities
        .connection
        .as_deref()
        .filter(|_| capabilities.multiplexer.is_none())
        .and_then(Line::of_ssh);
    if let Some(line) = seen {
        return Pace::Measured(line, if thin { ROUND_TRIP } else { BEHIND });
    }
    let speed = tcgetattr(tty).map_or(0, |modes| modes.output_speed());
    match speed {
        1..=SLOW => Pace::Counted(speed.div_ceil(10)),
        _ if thin => Pace::Counted(THIN_LINE),
        _ => Pace::Kernel,
    }
}
