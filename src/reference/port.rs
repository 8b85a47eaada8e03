//! One port or place: codes, names in three scripts, its zone.

use std::str::FromStr;

use chrono::{FixedOffset, LocalResult, NaiveDate, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::cell::shown;
use super::countries::is_country;
use super::table::{Row, TableError};
use crate::domain::words::words;
use crate::domain::{PortCode, Text, UnLocode};

words! {
    /// The side of the United States that a place lies on.
    pub enum UsCoast {
        /// The Pacific coast: one way by sea.
        West = "west",
        /// The Atlantic coast.
        East = "east",
        /// The Gulf of Mexico.
        Gulf = "gulf",
        /// Reached over land.
        Inland = "inland",
        /// Hawaii, Guam.
        PacificIsland = "pacific island",
        /// Puerto Rico, the Virgin Islands.
        CaribbeanIsland = "caribbean island",
        /// Alaska.
        Alaska = "alaska",
    }
}

/// A port or place.
#[derive(Debug, Clone, PartialEq)]
pub struct Port {
    /// The code that carriers use, or the name where UN/LOCODE has none.
    pub code: PortCode,
    /// The UN/LOCODE of the seaport itself, which differs from the carriers' code for some
    /// (Shanghai: CNSHA is an airport's, CNSHG the port's).
    pub seaport_code: Option<UnLocode>,
    /// The English name, upper case.
    pub name: String,
    /// The Chinese name; empty where none is customary.
    pub name_zh: String,
    /// Further names and spellings, misspelt ones included.
    pub aliases: Vec<String>,
    /// The Chinese name in pinyin without tones, lower case.
    pub pinyin: String,
    /// The trade lane.
    pub lane: String,
    /// ISO 3166 country letters.
    pub country: String,
    /// State or province letters, in the United States, Canada and Australia.
    pub region: Option<String>,
    /// The side of the United States.
    pub us_coast: Option<UsCoast>,
    /// The time zone.
    pub zone: Tz,
}

impl Port {
    pub(super) fn read(row: &Row) -> Result<Self, TableError> {
        let name = row.needed("name_en")?.to_uppercase();
        let code: Option<UnLocode> = row.read("code")?;
        let country = match (row.text("country"), &code) {
            (Some(country), _) => country.to_uppercase(),
            (None, Some(code)) => code.country().to_owned(),
            (None, None) => {
                return Err(row.bad("country", "table.country-needed"));
            }
        };
        if !is_country(&country) {
            return Err(row.bad(
                "country",
                Text::of("table.no-country").with("text", shown(&country)),
            ));
        }
        let zone = row.needed("zone")?;
        let zone = Tz::from_str(zone)
            .map_err(|_| row.bad("zone", Text::of("table.no-zone").with("text", shown(zone))))?;
        Ok(Self {
            code: code.map_or_else(|| PortCode::Named(name.clone()), PortCode::Locode),
            seaport_code: row.read("unlocode_port")?,
            name,
            name_zh: row.get("name_zh").to_owned(),
            aliases: row.list("aliases"),
            pinyin: row.get("pinyin").to_lowercase(),
            lane: row.get("trade_lane").to_owned(),
            country,
            region: row.text("region").map(str::to_uppercase),
            us_coast: row.read("us_coast")?,
            zone,
        })
    }

    /// The offset from UTC at noon of a day: what the port's dates and cut-offs of that day carry.
    pub fn offset_on(&self, date: NaiveDate) -> FixedOffset {
        let noon = date.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(12);
        match self.zone.offset_from_local_datetime(&noon) {
            LocalResult::Single(offset) | LocalResult::Ambiguous(offset, _) => offset.fix(),
            LocalResult::None => self.zone.offset_from_utc_datetime(&noon).fix(),
        }
    }

    /// Whether it lies in the United States.
    pub fn is_us(&self) -> bool {
        self.country == "US"
    }

    /// Every text that names it, for a search's dictionary: codes, names, aliases, pinyin.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        [
            self.code.as_str(),
            self.seaport_code.as_ref().map_or("", UnLocode::as_str),
            &self.name,
            &self.name_zh,
            &self.pinyin,
        ]
        .into_iter()
        .chain(self.aliases.iter().map(String::as_str))
        .filter(|term| !term.is_empty())
    }
}
