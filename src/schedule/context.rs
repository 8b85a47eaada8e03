//! What stands beside the table: the title and the sheet's name may name the carrier and the ports that
//! no column has. A file's name says nothing.

use super::carriers::carrier_named;
use super::grid::Row;
use super::headings::{Field, HeadingWords};
use super::plain::{self, narrow};
use super::titles;
use crate::domain::{PortCode, Scac, Text};
use crate::reference::Reference;

/// The letters of a title that is a port's name, with its country.
const LONGEST_PORT: usize = 40;

/// What holds for rows that do not say it themselves.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Context {
    pub(super) carrier: Option<Scac>,
    pub(super) pol: Option<PortCode>,
    pub(super) pod: Option<PortCode>,
}

impl Context {
    /// Reads the rows above the header, then the sheet's name. What is named twice and differently is not
    /// taken.
    pub(super) fn read(
        above: &[Row],
        sheet: Option<&str>,
        words: &HeadingWords,
        reference: &Reference,
    ) -> Self {
        let mut context = Self::default();
        let texts: Vec<String> = above
            .iter()
            .flat_map(|row| {
                let cells: Vec<String> =
                    row.filled().map(|(_, cell)| narrow(&cell.text())).collect();
                labelled(&cells)
            })
            .collect();
        for row in above {
            let cells: Vec<String> = row.filled().map(|(_, cell)| narrow(&cell.text())).collect();
            for text in labelled(&cells) {
                context.label(&text, words, reference);
            }
            // A report's line is parted where its table's columns stand: a label is read from the
            // whole of it, too.
            context.label(&cells.join(" "), words, reference);
        }
        for row in above {
            let mut filled = row.filled();
            if let (Some((_, cell)), None) = (filled.next(), filled.next()) {
                context.section(&narrow(&cell.text()), reference);
            }
        }
        let titles: Vec<String> = texts.iter().cloned().chain(sheet.map(narrow)).collect();
        if context.carrier.is_none() {
            context.carrier = only(
                titles
                    .iter()
                    .flat_map(|title| titles::carriers(title, reference)),
            );
        }
        if context.pol.is_none() {
            context.route(&titles, reference);
        }
        context
    }

    /// What a further table's title says holds from there; what it does not say stays.
    pub(super) fn follow(&mut self, next: Self) {
        self.carrier = next.carrier.or(self.carrier.take());
        self.pol = next.pol.or(self.pol.take());
        self.pod = next.pod.or(self.pod.take());
    }

    /// `POL: SHANGHAI`, `船公司：中远`. Whether the text was one.
    pub(super) fn label(
        &mut self,
        text: &str,
        words: &HeadingWords,
        reference: &Reference,
    ) -> bool {
        let mut found = false;
        for (field, value) in labels(text, words) {
            match field {
                Field::Carrier => {
                    let carrier = carrier_named(value, reference);
                    found |= carrier.is_some();
                    self.carrier = carrier.or(self.carrier.take());
                }
                Field::Pol | Field::Pod => {
                    // `From: Lily (Shanghai)` is who writes.
                    let (outside, _) = plain::bracketed(value);
                    let read = |text: &str| super::places::Places::new(reference).read(text).ok();
                    let port = read(value)
                        .filter(|_| outside.is_empty() || read(&outside).is_some())
                        .map(|place| place.code);
                    found |= port.is_some();
                    let place = if field == Field::Pol {
                        &mut self.pol
                    } else {
                        &mut self.pod
                    };
                    *place = port.or(place.take());
                }
                _ => {}
            }
        }
        found
    }

    /// A title that is a carrier's name or a port's and nothing else. A Chinese port is one of
    /// loading, any other one of discharge.
    pub(super) fn section(&mut self, text: &str, reference: &Reference) -> bool {
        let text = without_title_words(text);
        if let Some(carrier) = carrier_named(text, reference) {
            self.carrier = Some(carrier);
            return true;
        }
        if text.chars().count() > LONGEST_PORT || !titles::is_of_schedule(text) {
            return false;
        }
        let Ok(place) = super::places::Places::new(reference).read(text) else {
            return false;
        };
        if super::layout::is_chinese(&place.code) {
            self.pol = Some(place.code);
        } else {
            self.pod = Some(place.code);
        }
        true
    }

    /// `SHANGHAI - ROTTERDAM`, `上海至欧洲`, `上海港船期表`.
    fn route(&mut self, titles: &[String], reference: &Reference) {
        let said = titles
            .iter()
            .flat_map(|title| titles::loading(title, reference));
        self.pol = only(said);
        if self.pol.is_some() && self.pod.is_some() {
            return;
        }
        for title in titles.iter().filter(|title| titles::is_of_schedule(title)) {
            for mark in [" TO ", "至", " - ", "→", "->", "—"] {
                if let Some((from, to)) = title.split_once(mark) {
                    let (from, to) = (titles::ports(from, reference), titles::ports(to, reference));
                    if let ([from], rest) = (&from[..], &to[..]) {
                        self.pol.get_or_insert_with(|| from.clone());
                        if let ([to], None) = (rest, &self.pod) {
                            self.pod = Some(to.clone());
                        }
                        return;
                    }
                }
            }
        }
        if self.pol.is_none() {
            let home = titles
                .iter()
                .filter(|title| titles::is_of_schedule(title))
                .flat_map(|title| titles::ports(title, reference))
                .filter(|port| {
                    port.locode()
                        .is_some_and(|code| matches!(code.country(), "CN" | "HK"))
                });
            self.pol = only(home);
        }
    }

    /// What the context was needed for and told, for the operator to see.
    pub(super) fn notes(&self, needs: &dyn Fn(Field) -> bool) -> Vec<Text> {
        let mut notes = Vec::new();
        if let Some(carrier) = self.carrier.as_ref().filter(|_| needs(Field::Carrier)) {
            notes.push(Text::of("schedule.carrier-from-title").with("carrier", carrier));
        }
        if let Some(port) = self.pol.as_ref().filter(|_| needs(Field::Pol)) {
            notes.push(Text::of("schedule.pol-from-title").with("port", port));
        }
        if let Some(port) = self.pod.as_ref().filter(|_| needs(Field::Pod)) {
            notes.push(Text::of("schedule.pod-from-title").with("port", port));
        }
        notes
    }
}

/// A text's labels with their values: `POL : SHEKOU POD : BANGKOK` has two.
fn labels<'t>(text: &'t str, words: &HeadingWords) -> Vec<(Field, &'t str)> {
    // The words before a colon that name a column, as many as do.
    let label_of = |before: &'t str| -> Option<(Field, usize)> {
        let before = before.trim_end();
        let starts: Vec<usize> = before
            .char_indices()
            .filter(|(at, _)| *at == 0 || before[..*at].ends_with([' ', ',', ';']))
            .map(|(at, _)| at)
            .collect();
        let last = starts.len().saturating_sub(4);
        starts[last..]
            .iter()
            .find_map(|&at| {
                let reading = words.read(&before[at..]);
                let field = reading.fields.first().copied()?;
                reading.rest.is_empty().then_some((field, at))
            })
            .or_else(|| {
                let field = words.read(before).fields.first().copied()?;
                Some((field, 0))
            })
    };
    let mut found: Vec<(Field, usize, usize)> = Vec::new();
    let mut from = 0;
    for (colon, _) in text.match_indices(':') {
        if let Some((field, at)) = label_of(&text[from..colon]) {
            found.push((field, from + at, colon + 1));
            from = colon + 1;
        }
    }
    let ends = found
        .iter()
        .skip(1)
        .map(|(_, start, _)| *start)
        .chain([text.len()])
        .collect::<Vec<_>>();
    found
        .iter()
        .zip(ends)
        .map(|((field, _, value), end)| {
            (
                *field,
                text[*value..end].trim().trim_end_matches([',', ';']).trim(),
            )
        })
        .collect()
}

/// A title without its number and what titles say besides: `二、宁波港出口船期表` is of `宁波港`, `EX NINGBO
/// SCHEDULE` of `NINGBO`.
fn without_title_words(title: &str) -> &str {
    const BEFORE: &[&str] = &[
        "EX ",
        "FROM ",
        "PORT OF ",
        "POL ",
        "起运港",
        "装货港",
        "■",
        "●",
        "◆",
        "*",
        "#",
    ];
    const BEHIND: &[&str] = &[
        "船期表",
        "船期",
        "出口",
        "始发",
        "起运",
        "开出",
        "开船",
        "航线",
        "口岸",
        "SCHEDULE",
        "SAILING",
        "SAILINGS",
        "EXPORT",
        "PORT",
        "LINE",
        ":",
    ];
    let mut rest = title.trim();
    if let Some((number, name)) = rest.split_once(['、', '.', ')'])
        && number.trim_start_matches('(').chars().count() <= 3
        && number.trim_start_matches('(').chars().all(|letter| {
            letter.is_ascii_digit() || "一二三四五六七八九十ABCDEFGH".contains(letter)
        })
    {
        rest = name.trim();
    }
    loop {
        let before = BEFORE.iter().find_map(|word| rest.strip_prefix(word));
        let behind = BEHIND.iter().find_map(|word| rest.strip_suffix(word));
        match before.or(behind).map(str::trim) {
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => return rest,
        }
    }
}

/// The one value of several namings; none where they differ.
fn only<T: PartialEq>(mut named: impl Iterator<Item = T>) -> Option<T> {
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// A row's cells as texts, a label that ends in a colon or has its value in the next cell joined.
fn labelled(cells: &[String]) -> Vec<String> {
    let mut texts = cells.to_vec();
    for pair in cells.windows(2) {
        let label = pair[0].trim_end_matches(':').trim();
        if !label.contains(':') && label.chars().count() <= 20 {
            texts.push(format!("{label}:{}", pair[1]));
        }
    }
    texts
}
