//! A stand-in for the desk: a form of 25 fields, a search list that re-ranks, and a queue, laid
//! out as the real screens are, for counting bytes without a daemon behind them.

use ratatui::Frame;
use ratatui::style::{Color, Modifier, Style};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Form,
    List,
    Queue,
}

pub const LABELS: [&str; 25] = [
    "Customer",
    "Reference",
    "Shipper",
    "Consignee",
    "Notify",
    "POL",
    "POD",
    "Delivery",
    "Carrier",
    "Service",
    "Vessel",
    "Voyage",
    "ETD",
    "Cut-off",
    "Containers",
    "Commodity",
    "HS code",
    "Pieces",
    "Weight kg",
    "Volume m3",
    "DG class",
    "Reefer C",
    "Payment",
    "Incoterm",
    "Remarks",
];

const VESSELS: [&str; 12] = [
    "EVER GIVEN",
    "MSC ANNA",
    "COSCO SHIPPING ARIES",
    "CMA CGM MARCO POLO",
    "ONE APUS",
    "HMM ALGECIRAS",
    "OOCL HONG KONG",
    "MAERSK MC-KINNEY",
    "YM WELLNESS",
    "ZIM KINGSTON",
    "中远海运白羊座",
    "EVER ACE",
];
const PORTS: [&str; 9] = [
    "Rotterdam NLRTM",
    "Felixstowe GBFXT",
    "Hamburg DEHAM",
    "Le Havre FRLEH",
    "Antwerp BEANR",
    "Los Angeles USLAX",
    "鹿特丹 NLRTM",
    "Santos BRSSZ",
    "Jebel Ali AEJEA",
];

#[derive(Debug, Clone)]
pub struct Desk {
    pub shown: Shown,
    pub fields: Vec<String>,
    pub focus: usize,
    pub findings: Vec<String>,
    pub query: String,
    pub selected: usize,
    pub top: usize,
    pub clock: Option<String>,
}

impl Default for Desk {
    fn default() -> Self {
        let mut fields = vec![String::new(); LABELS.len()];
        fields[0] = "ACME TRADING (SHANGHAI) CO LTD".into();
        fields[5] = "CNSHA 上海".into();
        fields[6] = "NLRTM Rotterdam".into();
        Self {
            shown: Shown::Form,
            fields,
            focus: 1,
            findings: vec![
                "! Consignee is missing (C-04)".into(),
                "! Cut-off in 3 h 20 min".into(),
                "? HS code wants 10 digits".into(),
            ],
            query: String::new(),
            selected: 0,
            top: 0,
            clock: None,
        }
    }
}

impl Desk {
    pub fn view(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let (title, help) = match self.shown {
            Shown::Form => ("Booking 订舱", "F2 save  F5 book  Tab next  Esc back"),
            Shown::List => ("Sailings 船期", "Enter take  / search  Esc back"),
            Shown::Queue => ("Queue 今日", "Enter open  a assign  q quit"),
        };
        text(frame, 0, 0, title, bold.fg(Color::Cyan));
        if let Some(clock) = &self.clock {
            text(frame, area.width - 6, 0, clock, Style::new());
        }
        text(
            frame,
            0,
            area.height - 1,
            help,
            Style::new().fg(Color::DarkGray),
        );
        match self.shown {
            Shown::Form => self.form(frame),
            Shown::List => self.list(frame),
            Shown::Queue => self.queue(frame),
        }
    }

    fn form(&self, frame: &mut Frame<'_>) {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        for (n, label) in LABELS.iter().enumerate() {
            let n16 = u16::try_from(n).unwrap();
            let (x, y) = (n16 / 13 * 40, 2 + n16 % 13);
            let focused = n == self.focus;
            let style = if focused {
                bold
            } else {
                Style::new().fg(Color::DarkGray)
            };
            text(frame, x, y, if focused { ">" } else { " " }, bold);
            text(frame, x + 1, y, label, style);
            let value: String = self.fields[n].chars().take(26).collect();
            text(frame, x + 12, y, &value, Style::new());
            if focused {
                let width = unicode_width::UnicodeWidthStr::width(value.as_str());
                frame.set_cursor_position((x + 12 + u16::try_from(width).unwrap(), y));
            }
        }
        for (n, finding) in (16..).zip(&self.findings) {
            text(frame, 1, n, finding, Style::new().fg(Color::Yellow));
        }
    }

    /// Rows that fit under the titles.
    pub fn page(height: u16) -> usize {
        usize::from(height.saturating_sub(6)).min(60)
    }

    /// The sailings that hold the query's characters in order, as a fuzzy search would.
    fn hits(&self) -> Vec<String> {
        (0..400)
            .map(Self::row)
            .filter(|row| {
                let mut rest = row.chars().map(|c| c.to_ascii_lowercase());
                self.query.chars().all(|wanted| rest.any(|c| c == wanted))
            })
            .collect()
    }

    pub fn row(n: usize) -> String {
        let seed = n * 2_654_435_761 % 10_007;
        format!(
            "{:<22} {:04}W  {:<18} ETD {:02}-{:02} CY {:02}-{:02} {:>5}",
            VESSELS[seed % VESSELS.len()],
            seed * 7 % 10_000,
            PORTS[seed / 3 % PORTS.len()],
            seed % 12 + 1,
            seed % 28 + 1,
            seed % 12 + 1,
            (seed + 25) % 28 + 1,
            seed % 900 + 60
        )
    }

    fn list(&self, frame: &mut Frame<'_>) {
        text(frame, 0, 1, "Search: ", Style::new().fg(Color::DarkGray));
        text(frame, 8, 1, &self.query, Style::new());
        let columns = " Vessel                Voyage  Port               Dates";
        text(
            frame,
            0,
            3,
            columns,
            Style::new().add_modifier(Modifier::UNDERLINED),
        );
        let page = Self::page(frame.area().height).min(15);
        for (line, row) in self.hits().iter().skip(self.top).take(page).enumerate() {
            let n = self.top + line;
            let y = u16::try_from(4 + line).unwrap();
            text(
                frame,
                0,
                y,
                if n == self.selected { ">" } else { " " },
                Style::new(),
            );
            text(frame, 1, y, row, Style::new());
        }
        frame.set_cursor_position((8 + u16::try_from(self.query.len()).unwrap(), 1));
    }

    fn queue(&self, frame: &mut Frame<'_>) {
        let columns = " Job        State     Vessel                Voyage  Port";
        text(
            frame,
            0,
            2,
            columns,
            Style::new().add_modifier(Modifier::UNDERLINED),
        );
        for line in 0..Self::page(frame.area().height) {
            let n = self.top + line;
            let y = u16::try_from(3 + line).unwrap();
            let (state, colour) = [
                ("draft", Color::Reset),
                ("booked", Color::Green),
                ("BLOCKED", Color::Red),
            ][n % 3];
            text(
                frame,
                0,
                y,
                if n == self.selected { ">" } else { " " },
                Style::new(),
            );
            text(
                frame,
                1,
                y,
                &format!("SE{:07}", 2_600_000 + n),
                Style::new(),
            );
            text(frame, 12, y, state, Style::new().fg(colour));
            text(frame, 22, y, &Self::row(n), Style::new());
        }
    }

    /// One line down, the list following the marker.
    pub fn down(&mut self, height: u16) {
        self.selected += 1;
        let page = match self.shown {
            Shown::List => Self::page(height).min(15),
            _ => Self::page(height),
        };
        if self.selected >= self.top + page {
            self.top = self.selected + 1 - page;
        }
    }
}

fn text(frame: &mut Frame<'_>, x: u16, y: u16, text: &str, style: Style) {
    let area = frame.area();
    if y < area.height && x < area.width {
        frame
            .buffer_mut()
            .set_stringn(x, y, text, usize::from(area.width - x), style);
    }
}
