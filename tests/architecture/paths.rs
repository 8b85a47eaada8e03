//! The paths that a Rust text names, without a compiler: comments and literals are taken out, `use`
//! trees are unfolded, `super` is followed through files and inline modules.

use super::tree::Source;

/// A path as it is named.
#[derive(Debug)]
pub struct Named {
    pub line: usize,
    /// Its parts; for one of this crate, from the crate's root.
    parts: Vec<String>,
    /// Of this crate.
    ours: bool,
}

impl Named {
    /// The layer of this crate that it leads into.
    pub fn layer(&self) -> Option<&str> {
        self.ours
            .then(|| self.parts.first().map_or("", String::as_str))
    }

    pub fn written(&self) -> String {
        self.parts.join("::")
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Colons,
    Open,
    Close,
    Comma,
    Other(char),
}

/// Every path of a source: of `use` trees each leaf, of expressions those with `::`.
pub fn named_paths(source: &Source) -> Vec<Named> {
    let tokens = tokens(source.text);
    let mut found = Vec::new();
    // Inline modules: the brace depth at which each began.
    let mut inline: Vec<(usize, String)> = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < tokens.len() {
        let (line, token) = &tokens[at];
        let word = |offset: usize| match tokens.get(at + offset) {
            Some((_, Token::Word(word))) => Some(word.as_str()),
            _ => None,
        };
        match token {
            Token::Open => depth += 1,
            Token::Close => {
                depth = depth.saturating_sub(1);
                if inline.last().is_some_and(|(began, _)| *began == depth) {
                    inline.pop();
                }
            }
            Token::Word(keyword) if keyword == "mod" => {
                if let (Some(name), Some((_, Token::Open))) = (word(1), tokens.get(at + 2)) {
                    inline.push((depth, name.to_owned()));
                    depth += 1;
                    at += 3;
                    continue;
                }
            }
            Token::Word(_) => {
                let here: Vec<String> = source
                    .module
                    .iter()
                    .map(|&part| part.to_owned())
                    .chain(inline.iter().map(|(_, name)| name.clone()))
                    .collect();
                let in_use = word(0) == Some("use");
                let from = if in_use { at + 1 } else { at };
                let mut leaves = Vec::new();
                let next = tree(&tokens, from, &[], &mut leaves);
                if in_use || next > at + 1 {
                    for parts in leaves {
                        if in_use || parts.len() > 1 {
                            found.push(resolved(*line, parts, &here));
                        }
                    }
                    at = next.max(at + 1);
                    continue;
                }
            }
            Token::Colons | Token::Comma | Token::Other(_) => {}
        }
        at += 1;
    }
    found
}

/// Reads a path or a tree of paths; gives the place behind it.
fn tree(
    tokens: &[(usize, Token)],
    mut at: usize,
    before: &[String],
    leaves: &mut Vec<Vec<String>>,
) -> usize {
    let mut parts = before.to_vec();
    // A leading `::` names a crate.
    if matches!(tokens.get(at), Some((_, Token::Colons))) {
        at += 1;
    }
    loop {
        match tokens.get(at).map(|(_, token)| token) {
            Some(Token::Word(word)) => {
                parts.push(word.clone());
                at += 1;
            }
            Some(Token::Other('*')) if !parts.is_empty() => at += 1,
            // Only directly behind `::`, or at the head of a `use`, is a brace a tree.
            Some(Token::Open)
                if matches!(
                    at.checked_sub(1).map(|last| &tokens[last].1),
                    Some(Token::Colons)
                ) || matches!(at.checked_sub(1).map(|last| &tokens[last].1),
                        Some(Token::Word(word)) if word == "use") =>
            {
                at += 1;
                loop {
                    match tokens.get(at).map(|(_, token)| token) {
                        None => return at,
                        Some(Token::Close) => return at + 1,
                        Some(Token::Comma) => at += 1,
                        Some(Token::Word(word)) if word == "as" => at += 2,
                        Some(_) => {
                            let next = tree(tokens, at, &parts, leaves);
                            at = next.max(at + 1);
                        }
                    }
                }
            }
            _ => break,
        }
        if matches!(tokens.get(at), Some((_, Token::Colons))) {
            at += 1;
        } else {
            break;
        }
    }
    if !parts.is_empty() {
        leaves.push(parts);
    }
    at
}

/// `crate`, `self` and `super` followed to the crate's root.
fn resolved(line: usize, parts: Vec<String>, here: &[String]) -> Named {
    let mut base: Option<Vec<String>> = None;
    let mut rest = parts.as_slice();
    while let Some((first, after)) = rest.split_first() {
        match (first.as_str(), &mut base) {
            ("crate" | "shipdesk", None) => base = Some(Vec::new()),
            ("self", None) => base = Some(here.to_vec()),
            ("super", None) => base = Some(here[..here.len().saturating_sub(1)].to_vec()),
            ("super", Some(base)) => {
                base.pop();
            }
            _ => break,
        }
        rest = after;
    }
    let ours = base.is_some();
    let mut whole = base.unwrap_or_default();
    whole.extend(rest.iter().cloned());
    Named {
        line,
        parts: whole,
        ours,
    }
}

/// Words, `::`, braces and commas, each with its line; comments, texts and characters left out.
fn tokens(text: &str) -> Vec<(usize, Token)> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut line = 1;
    let mut at = 0;
    let peek = |at: usize| letters.get(at).copied().unwrap_or('\0');
    while at < letters.len() {
        let began = at;
        match letters[at] {
            '/' if peek(at + 1) == '/' => {
                while at < letters.len() && letters[at] != '\n' {
                    at += 1;
                }
            }
            '/' if peek(at + 1) == '*' => {
                let mut open = 0;
                while at < letters.len() {
                    match (letters[at], peek(at + 1)) {
                        ('/', '*') => (open, at) = (open + 1, at + 2),
                        ('*', '/') => (open, at) = (open - 1, at + 2),
                        _ => at += 1,
                    }
                    if open == 0 {
                        break;
                    }
                }
            }
            'r' if raw_text(&letters, at).is_some() => {
                at = raw_text(&letters, at).unwrap_or(at + 1);
            }
            '"' => {
                at += 1;
                while at < letters.len() && letters[at] != '"' {
                    at += if letters[at] == '\\' { 2 } else { 1 };
                }
                at += 1;
            }
            // A character, or a lifetime.
            '\'' => {
                at += if peek(at + 1) == '\\' {
                    let end = (at + 3..letters.len()).find(|&end| letters[end] == '\'');
                    end.map_or(2, |end| end + 1 - at)
                } else if peek(at + 2) == '\'' {
                    3
                } else {
                    1
                };
            }
            ':' if peek(at + 1) == ':' => {
                found.push((line, Token::Colons));
                at += 2;
            }
            letter if letter.is_alphabetic() || letter == '_' => {
                while peek(at).is_alphanumeric() || peek(at) == '_' {
                    at += 1;
                }
                found.push((line, Token::Word(letters[began..at].iter().collect())));
            }
            letter => {
                match letter {
                    '{' => found.push((line, Token::Open)),
                    '}' => found.push((line, Token::Close)),
                    ',' => found.push((line, Token::Comma)),
                    space if space.is_whitespace() => {}
                    other => found.push((line, Token::Other(other))),
                }
                at += 1;
            }
        }
        let end = at.min(letters.len());
        line += letters[began..end]
            .iter()
            .filter(|&&letter| letter == '\n')
            .count();
    }
    found
}

/// The end of a raw text that begins here.
fn raw_text(letters: &[char], at: usize) -> Option<usize> {
    if at > 0
        && (letters[at - 1].is_alphanumeric() || letters[at - 1] == '_')
        && letters[at - 1] != 'b'
    {
        return None;
    }
    let hashes = letters[at + 1..]
        .iter()
        .take_while(|&&letter| letter == '#')
        .count();
    let open = at + 1 + hashes;
    if letters.get(open) != Some(&'"') {
        return None;
    }
    (open + 1..letters.len())
        .find(|&end| {
            letters[end] == '"'
                && letters[end + 1..]
                    .iter()
                    .take(hashes)
                    .filter(|&&l| l == '#')
                    .count()
                    == hashes
        })
        .map(|end| end + 1 + hashes)
}
