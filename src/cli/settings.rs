//! Operators, their roles, and the first administrator.

use super::args::{Admin, Operator};
use super::given::usage;
use super::out::table;
use super::{Line, odd_answer};
use crate::domain::{OperatorName, Role, Text};
use crate::protocol::{Failure, FailureKind, Reply, Request};

fn row(operator: &crate::domain::Operator) -> Vec<String> {
    let roles: Vec<&str> = operator.roles.iter().map(|role| role.as_str()).collect();
    let state = if operator.enabled { "" } else { "disabled" };
    vec![
        operator.name.to_string(),
        operator.uid.map(|uid| uid.to_string()).unwrap_or_default(),
        roles.join(","),
        operator.prefix.clone(),
        state.to_owned(),
    ]
}

fn answer(line: &Line, reply: Reply) -> Result<u8, Failure> {
    let practice = line.client.session().practice;
    let Reply::Operator(operator) = reply else {
        return Err(odd_answer());
    };
    line.out.either(
        || crate::json::operator(&operator, practice),
        || table(&[row(&operator)]),
    );
    Ok(0)
}

/// `whoami`.
pub fn who_am_i(line: &mut Line) -> Result<u8, Failure> {
    let reply = line.ask(Request::WhoAmI)?;
    answer(line, reply)
}

/// `operator add|list|disable`.
pub fn operator(line: &mut Line, what: Operator) -> Result<u8, Failure> {
    let request = match what {
        Operator::Add {
            name,
            uid,
            roles,
            prefix,
        } => Request::Enrol {
            name: OperatorName::new(name),
            uid,
            roles: roles
                .iter()
                .map(|role| role.parse::<Role>())
                .collect::<Result<_, _>>()
                .map_err(|error| usage(&error))?,
            prefix,
        },
        Operator::Disable { name } => Request::Disable(OperatorName::new(name)),
        Operator::List => {
            let Reply::Operators(operators) = line.ask(Request::Operators)? else {
                return Err(odd_answer());
            };
            let practice = line.client.session().practice;
            line.out.either(
                || {
                    operators
                        .iter()
                        .map(|operator| crate::json::operator(operator, practice))
                        .collect()
                },
                || table(&operators.iter().map(row).collect::<Vec<_>>()),
            );
            return Ok(0);
        }
    };
    let reply = line.ask(request)?;
    answer(line, reply)
}

/// `admin init --admin LOGIN`.
pub fn admin(line: &mut Line, what: Admin) -> Result<u8, Failure> {
    let Admin::Init { admin } = what;
    let uid = uid_of(&admin).ok_or_else(|| {
        Failure::new(
            FailureKind::Usage,
            Text::of("error.no-such-login").with("login", &admin),
        )
        .hint(Text::of("error.no-such-login-hint"))
    })?;
    let reply = line.ask(Request::AdminInit {
        name: OperatorName::new(admin),
        uid,
    })?;
    answer(line, reply)
}

/// The uid of a login: of the box's own account file, or asked of the system's name service.
fn uid_of(login: &str) -> Option<u32> {
    let of_lines = |text: &str| {
        text.lines().find_map(|line| {
            let mut fields = line.split(':');
            (fields.next() == Some(login))
                .then(|| fields.nth(1)?.parse().ok())
                .flatten()
        })
    };
    std::fs::read_to_string("/etc/passwd")
        .ok()
        .and_then(|text| of_lines(&text))
        .or_else(|| {
            let asked = std::process::Command::new("getent")
                .args(["passwd", "--", login])
                .output()
                .ok()?;
            of_lines(&String::from_utf8_lossy(&asked.stdout))
        })
}
