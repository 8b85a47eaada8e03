//! The line behind the terminal: how much of what was written has not arrived yet.
//!
//! The kernel takes a frame into the pseudo-terminal's buffer at once, and sshd takes it from there
//! at once: that a write has returned says nothing about a slow line. What does is the send queue of
//! sshd's own connection, which the kernel shows to everybody in `/proc/net/tcp`.

use std::net::IpAddr;

/// The TCP connection that the operator sits behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The table that has it.
    table: &'static str,
    /// Its two ends as the table writes them.
    ends: String,
}

impl Line {
    /// The connection of an SSH session, by `SSH_CONNECTION`'s value: the client's address and
    /// port, the server's address and port. None where it is not one of this machine's, as in a
    /// tmux that has outlived the session it was started from.
    pub fn of_ssh(connection: &str) -> Option<Self> {
        let mut words = connection.split_whitespace();
        let mut end = || {
            let address: IpAddr = words.next()?.parse().ok()?;
            let port: u16 = words.next()?.parse().ok()?;
            Some((address, port))
        };
        let (client, server) = (end()?, end()?);
        let tables = [("/proc/net/tcp", false), ("/proc/net/tcp6", true)];
        tables.into_iter().find_map(|(table, six)| {
            let ends = format!("{} {}", written(server, six)?, written(client, six)?);
            let line = Self { table, ends };
            line.unarrived().map(|_| line)
        })
    }

    /// Bytes that the other end has not acknowledged; none once the connection is gone.
    pub fn unarrived(&self) -> Option<u64> {
        unarrived_in(&std::fs::read_to_string(self.table).ok()?, &self.ends)
    }
}

/// An end as `/proc/net/tcp` writes it: each 32 bits of the address in the machine's order.
fn written((address, port): (IpAddr, u16), six: bool) -> Option<String> {
    let octets = match (address, six) {
        (IpAddr::V4(address), false) => address.octets().to_vec(),
        (IpAddr::V4(address), true) => address.to_ipv6_mapped().octets().to_vec(),
        (IpAddr::V6(address), true) => address.octets().to_vec(),
        (IpAddr::V6(_), false) => return None,
    };
    let words: String = octets
        .chunks_exact(4)
        .filter_map(|four| four.try_into().ok())
        .map(|four| format!("{:08X}", u32::from_ne_bytes(four)))
        .collect();
    Some(format!("{words}:{port:04X}"))
}

fn unarrived_in(table: &str, ends: &str) -> Option<u64> {
    let row = table.lines().find(|row| {
        row.split_once(": ")
            .is_some_and(|(_, row)| row.starts_with(ends))
    })?;
    let queues = row.split_whitespace().nth(4)?;
    u64::from_str_radix(queues.split(':').next()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn what_nobody_reads_is_seen_to_be_on_its_way() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (mut server, from) = listener.accept().unwrap();
        let at = server.local_addr().unwrap();
        let connection = format!("{} {} {} {}", from.ip(), from.port(), at.ip(), at.port());
        let Some(line) = Line::of_ssh(&connection) else {
            println!("SKIPPED: no /proc/net/tcp here");
            return;
        };
        assert_eq!(line.unarrived(), Some(0));
        server.set_nonblocking(true).unwrap();
        while server.write(&[b'x'; 8_192]).is_ok() {}
        assert!(line.unarrived().unwrap() > 0, "the client has read nothing");
        drop(client);
    }

    #[test]
    fn a_session_that_is_not_of_this_machine_has_no_line() {
        assert_eq!(Line::of_ssh("203.0.113.9 50000 203.0.113.1 22"), None);
        assert_eq!(Line::of_ssh("nonsense"), None);
        assert_eq!(Line::of_ssh(""), None);
    }

    #[test]
    fn a_row_is_found_by_both_its_ends() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue\n   \
                     0: 0100007F:0016 0100007F:C350 01 00000200:00000000 01:00000014\n";
        assert_eq!(
            unarrived_in(table, "0100007F:0016 0100007F:C350"),
            Some(512)
        );
        assert_eq!(unarrived_in(table, "0100007F:0016 0100007F:C351"), None);
    }
}
