//! Queries made up as operators type them: a sailing in mind, a form, and their own short names.

use crate::meaning::{Labelled, Meaning};
use crate::random::Random;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use shipdesk::domain::Sailing;

/// A port: code, what it is called in English, in Chinese, in pinyin, in short.
type Names = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

#[rustfmt::skip]
const PORTS: &[Names] = &[
    ("CNSHA", &["shanghai"], &["上海"], &["shanghai"], &["sha", "sh", "cnsha"]),
    ("CNNGB", &["ningbo"], &["宁波"], &["ningbo"], &["nb", "ngb", "cnngb"]),
    ("CNYTN", &["yantian"], &["盐田"], &["yantian"], &["yt", "ytn"]),
    ("CNTAO", &["qingdao"], &["青岛"], &["qingdao"], &["tao", "qd"]),
    ("CNXMN", &["xiamen"], &["厦门"], &["xiamen", "xiam"], &["xmn", "xm"]),
    ("CNNSA", &["nansha"], &["南沙"], &["nansha"], &["nsa"]),
    ("HKHKG", &["hong kong", "hongkong"], &["香港"], &["xianggang"], &["hk", "hkg"]),
    ("NLRTM", &["rotterdam", "rotter"], &["鹿特丹"], &["lutedan", "ltd"], &["rtm", "nlrtm"]),
    ("DEHAM", &["hamburg", "hambu"], &["汉堡"], &["hanbao"], &["ham", "deham"]),
    ("BEANR", &["antwerp", "antw"], &["安特卫普"], &["anteweipu", "atwp"], &["anr"]),
    ("GBFXT", &["felixstowe", "felix"], &["费利克斯托"], &["feilikesituo"], &["fxt", "felix"]),
    ("FRLEH", &["le havre"], &["勒阿弗尔"], &["leafuer"], &["leh"]),
    ("DEBRV", &["bremerhaven", "bremer"], &["不来梅港", "不来梅"], &["bulaimei"], &["brv"]),
    ("GBSOU", &["southampton", "southam"], &["南安普顿"], &["nananpudun", "napd"], &["sou", "soton"]),
    ("PLGDN", &["gdansk"], &["格但斯克"], &["gedansike"], &["gdn"]),
    ("GRPIR", &["piraeus"], &["比雷埃夫斯"], &["bileiaifusi"], &["pir"]),
    ("ITGOA", &["genoa"], &["热那亚"], &["renaya"], &["goa"]),
    ("ESBCN", &["barcelona", "barcel"], &["巴塞罗那"], &["basailuona", "bsln"], &["bcn"]),
    ("ESVLC", &["valencia"], &["巴伦西亚"], &["balunxiya"], &["vlc"]),
    ("TRIST", &["istanbul"], &["伊斯坦布尔"], &["yisitanbuer"], &["ist"]),
    ("USLAX", &["los angeles", "los ang"], &["洛杉矶"], &["luoshanji", "lsj"], &["la", "lax", "uslax"]),
    ("USLGB", &["long beach"], &["长滩"], &["changtan"], &["lgb", "lb"]),
    ("USOAK", &["oakland"], &["奥克兰"], &["aokelan"], &["oak"]),
    ("USSEA", &["seattle"], &["西雅图"], &["xiyatu", "xyt"], &["sea"]),
    ("USNYC", &["new york"], &["纽约"], &["niuyue"], &["nyc", "ny"]),
    ("USSAV", &["savannah", "savan"], &["萨凡纳"], &["safanna"], &["sav"]),
    ("USORF", &["norfolk"], &["诺福克"], &["nuofuke"], &["orf"]),
    ("USHOU", &["houston"], &["休斯敦"], &["xiusidun", "xsd"], &["hou"]),
    ("CAVAN", &["vancouver", "vanco"], &["温哥华"], &["wengehua", "wgh"], &["van"]),
    ("AEJEA", &["jebel ali", "jebel"], &["杰贝阿里"], &["jiebeiali", "jbal"], &["jea"]),
    ("SADMM", &["dammam"], &["达曼"], &["daman"], &["dmm"]),
    ("SAJED", &["jeddah"], &["吉达"], &["jida"], &["jed"]),
    ("INNSA", &["nhava sheva", "nhava"], &["那瓦舍瓦"], &["nawashewa", "nwsw"], &["jnpt", "nsa"]),
    ("INMUN", &["mundra"], &["蒙德拉"], &["mengdela"], &["mun"]),
    ("LKCMB", &["colombo"], &["科伦坡"], &["kelunpo", "klp"], &["cmb"]),
    ("PKKHI", &["karachi"], &["卡拉奇"], &["kalaqi", "klq"], &["khi"]),
    ("SGSIN", &["singapore", "singap"], &["新加坡"], &["xinjiapo", "xjp"], &["sin", "sg"]),
    ("MYPKG", &["port klang", "klang"], &["巴生港", "巴生"], &["basheng"], &["pkg"]),
    ("THLCH", &["laem chabang"], &["林查班"], &["linchaban", "lcb"], &["lch"]),
    ("VNHPH", &["haiphong"], &["海防"], &["haifang"], &["hph"]),
    ("IDJKT", &["jakarta"], &["雅加达"], &["yajiada", "yjd"], &["jkt"]),
    ("PHMNL", &["manila"], &["马尼拉"], &["manila", "mnl"], &["mnl"]),
    ("JPTYO", &["tokyo"], &["东京"], &["dongjing"], &["tyo"]),
    ("JPOSA", &["osaka"], &["大阪"], &["daban"], &["osa"]),
    ("KRPUS", &["busan", "pusan"], &["釜山"], &["fushan"], &["pus"]),
    ("BRSSZ", &["santos"], &["桑托斯"], &["sangtuosi", "sts"], &["ssz"]),
    ("ARBUE", &["buenos aires", "buenos"], &["布宜诺斯艾利斯"], &["buyinuosi"], &["bue"]),
    ("MXZLO", &["manzanillo", "manzan"], &["曼萨尼约"], &["mansaniyue", "msny"], &["zlo"]),
    ("PECLL", &["callao"], &["卡亚俄"], &["kayae"], &["cll"]),
    ("ZADUR", &["durban"], &["德班"], &["deban"], &["dur"]),
    ("KEMBA", &["mombasa"], &["蒙巴萨"], &["mengbasa", "mbs"], &["mba"]),
    ("GHTEM", &["tema"], &["特马"], &["tema"], &["tem"]),
    ("AUSYD", &["sydney"], &["悉尼"], &["xini"], &["syd"]),
    ("AUMEL", &["melbourne", "melb"], &["墨尔本"], &["moerben", "meb"], &["mel"]),
];

#[rustfmt::skip]
const CARRIERS: &[Names] = &[
    ("COSU", &["cosco"], &["中远", "中远海运"], &["zhongyuan"], &["cosu", "cos"]),
    ("MAEU", &["maersk"], &["马士基"], &["masiji"], &["msk", "maeu"]),
    ("MSCU", &["msc"], &["地中海航运"], &["dizhonghai"], &["mscu"]),
    ("CMDU", &["cma cgm", "cma"], &["达飞"], &["dafei"], &["cma", "cmdu"]),
    ("EGLV", &["evergreen"], &["长荣"], &["changrong"], &["emc", "eglv"]),
    ("ONEY", &["one"], &["海洋网联"], &["haiyangwanglian", "hywl"], &["oney"]),
    ("HLCU", &["hapag", "hapag-lloyd"], &["赫伯罗特"], &["heboluote", "hblt"], &["hlcu", "hl", "hpl"]),
    ("YMLU", &["yang ming", "yangming"], &["阳明"], &["yangming"], &["yml", "ym"]),
    ("HDMU", &["hmm"], &["现代商船", "现代"], &["xiandai"], &["hmm"]),
    ("ZIMU", &["zim"], &["以星"], &["yixing"], &["zimu"]),
    ("OOLU", &["oocl"], &["东方海外"], &["dongfanghaiwai", "dfhw"], &["oolu"]),
    ("PCIU", &["pil"], &["太平船务"], &["taiping"], &["pciu"]),
    ("WHLC", &["wan hai", "wanhai"], &["万海"], &["wanhai"], &["whl"]),
    ("SITC", &["sitc"], &["海丰国际", "海丰"], &["haifeng"], &["sitc"]),
    ("KMTU", &["kmtc"], &["高丽海运", "高丽"], &["gaoli"], &["kmtc"]),
    ("MATS", &["matson"], &["美森"], &["meisen"], &["mats"]),
];

fn port(code: &str) -> Option<&'static Names> {
    PORTS.iter().find(|p| p.0 == code)
}

fn carrier(code: &str) -> Option<&'static Names> {
    CARRIERS.iter().find(|c| c.0 == code)
}

/// The forms that queries are made in.
pub const FORMS: [&str; 8] = [
    "typos",
    "dates",
    "chinese",
    "names",
    "pinyin",
    "abbreviations",
    "any order",
    "voyages",
];

/// So many queries of each form about open sailings.
pub fn queries(
    seed: u64,
    each: usize,
    sailings: &[Sailing],
    now: DateTime<FixedOffset>,
) -> Vec<Labelled> {
    let mut random = Random::new(seed);
    let mut out = Vec::new();
    let near = |s: &Sailing| {
        let days = (s.etd - now.date_naive()).num_days();
        (1..28).contains(&days) && s.next_cut_off(now).is_some()
    };
    for form in FORMS {
        let mut made = 0;
        while made < each {
            let sailing = random.pick(sailings);
            let known =
                port(sailing.pod.as_str()).is_some() && port(sailing.pol.as_str()).is_some();
            if !near(sailing) || !known || carrier(sailing.carrier.as_str()).is_none() {
                continue;
            }
            if let Some((text, meaning)) = one(form, sailing, &mut random, now.date_naive()) {
                out.push(Labelled {
                    form,
                    text,
                    meaning,
                });
                made += 1;
            }
        }
    }
    out
}

struct Words<'a> {
    sailing: &'a Sailing,
    meaning: Meaning,
    today: NaiveDate,
}

impl Words<'_> {
    fn pod(
        &mut self,
        names: fn(&Names) -> &'static [&'static str],
        random: &mut Random,
    ) -> Option<String> {
        let code = self.sailing.pod.as_str();
        self.meaning.pods = shared(code);
        Some((*random.pick(names(port(code)?))).to_owned())
    }

    fn pol(
        &mut self,
        names: fn(&Names) -> &'static [&'static str],
        random: &mut Random,
    ) -> Option<String> {
        let code = self.sailing.pol.as_str();
        self.meaning.pols = vec![code.to_owned()];
        Some((*random.pick(names(port(code)?))).to_owned())
    }

    fn carrier(
        &mut self,
        names: fn(&Names) -> &'static [&'static str],
        random: &mut Random,
    ) -> Option<String> {
        let code = self.sailing.carrier.as_str();
        self.meaning.carriers = vec![code.to_owned()];
        Some((*random.pick(names(carrier(code)?))).to_owned())
    }

    /// The vessel by pieces of its words; those that are ports as well need their voyage.
    fn vessel(&mut self, random: &mut Random, short: bool) -> String {
        let words: Vec<&str> = self
            .sailing
            .vessel
            .split([' ', '.', '-'])
            .filter(|w| !w.is_empty())
            .collect();
        let cut = |word: &str, random: &mut Random| {
            let len = if short {
                3 + random.below(2)
            } else {
                3 + random.below(4)
            };
            word.chars().take(len).collect::<String>()
        };
        let mut pieces: Vec<String> = Vec::new();
        match words.len() {
            1 => pieces.push(cut(words[0], random)),
            n => {
                pieces.push(words[0].to_owned());
                if n > 2 && random.chance(40) {
                    pieces.push(cut(words[1], random));
                }
                pieces.push(if random.chance(40) {
                    words[n - 1].to_owned()
                } else {
                    cut(words[n - 1], random)
                });
            }
        }
        self.meaning.vessel.clone_from(&pieces);
        pieces.join(" ").to_lowercase()
    }

    fn voyage(&mut self, random: &mut Random) -> String {
        let number = self.sailing.voyage.number();
        let bare = number.trim_start_matches('0');
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        let simple = !digits.is_empty() && number.len() <= digits.len() + 1;
        let whole = |s: &mut Self| s.meaning.voyage = Some(bare.to_owned());
        match random.below(6) {
            0 if simple && digits.len() >= 3 => {
                self.meaning.voyage = Some(digits.trim_start_matches('0').to_owned());
                digits
            }
            1 => {
                whole(self);
                format!("V.{number}")
            }
            2 => {
                whole(self);
                format!("v{}", number.to_lowercase())
            }
            3 if simple => {
                whole(self);
                bare.to_lowercase()
            }
            4 => {
                whole(self);
                number.to_owned()
            }
            _ => {
                whole(self);
                number.to_lowercase()
            }
        }
    }

    fn date(&mut self, random: &mut Random, chinese: bool) -> String {
        let etd = self.sailing.etd;
        self.meaning.etd = Some((etd, etd));
        let (m, d) = (etd.month(), etd.day());
        let soon = (etd - self.today).num_days();
        let month = etd.format("%b").to_string().to_lowercase();
        if chinese {
            let day = ["一", "二", "三", "四", "五", "六", "日"]
                [etd.weekday().num_days_from_monday() as usize];
            let this_week = etd.iso_week() == self.today.iso_week();
            return match random.below(5) {
                0 if soon == 1 => "明天".to_owned(),
                0 if soon == 2 => "后天".to_owned(),
                0 | 1 if soon < 7 => format!("周{day}"),
                2 if soon < 7 => format!("星期{day}"),
                3 if this_week => format!("本周{day}"),
                3 if (7..13).contains(&soon)
                    && !this_week
                    && etd <= self.today + chrono::Days::new(12) =>
                {
                    format!("下周{day}")
                }
                4 => format!("{m}/{d}"),
                _ => format!("{m}月{d}{}", random.pick(&["日", "号"])),
            };
        }
        match random.below(11) {
            0 | 1 if soon < 7 => etd.format("%a").to_string().to_lowercase(),
            2 if soon < 7 => etd.format("%A").to_string().to_lowercase(),
            3 if soon == 1 => (*random.pick(&["tmr", "tomorrow"])).to_owned(),
            0 | 4 => format!("{d}{month}"),
            1 | 5 => format!("{month}{d}"),
            2 => format!("{month} {d}"),
            3 | 6 => format!("{m}/{d}"),
            7 => format!("{m:02}{d:02}"),
            8 if d > 12 => format!("{d}/{m}"),
            9 => etd.to_string(),
            10 => format!("{d}-{month}"),
            _ => format!("{d} {month}"),
        }
    }
}

/// Names that stand for several ports.
fn shared(code: &str) -> Vec<String> {
    let all: &[&str] = match code {
        "TRIST" | "TRAMR" => &["TRIST", "TRAMR"],
        "MYPKG" => &["MYPKG", "MYWSP", "MYLPK"],
        "PHMNL" => &["PHMNL", "PHMNN", "PHMNS"],
        _ => return vec![code.to_owned()],
    };
    all.iter().map(|c| (*c).to_owned()).collect()
}

fn english(n: &Names) -> &'static [&'static str] {
    n.1
}
fn chinese(n: &Names) -> &'static [&'static str] {
    n.2
}
fn pinyin(n: &Names) -> &'static [&'static str] {
    n.3
}
fn short(n: &Names) -> &'static [&'static str] {
    n.4
}

fn one(
    form: &str,
    sailing: &Sailing,
    random: &mut Random,
    today: NaiveDate,
) -> Option<(String, Meaning)> {
    let mut w = Words {
        sailing,
        meaning: Meaning::default(),
        today,
    };
    let terms: Vec<String> = match form {
        "typos" => match random.below(4) {
            0 => vec![
                slip(&w.pod(english, random)?, random)?,
                w.carrier(short, random)?,
            ],
            1 => vec![
                slip(&w.pod(english, random)?, random)?,
                w.date(random, false),
            ],
            2 => vec![
                slip(&w.carrier(english, random)?, random)?,
                w.pod(short, random)?,
            ],
            _ => {
                let last = sailing.vessel.split(' ').next_back()?.to_lowercase();
                let first = sailing.vessel.split(' ').next()?.to_lowercase();
                w.meaning.vessel = sailing
                    .vessel
                    .split([' ', '.', '-'])
                    .filter(|s| !s.is_empty())
                    .map(str::to_owned)
                    .collect();
                vec![first, slip(&last, random)?, w.voyage(random)]
            }
        },
        "dates" => match random.below(3) {
            0 => vec![w.carrier(short, random)?, w.date(random, false)],
            1 => vec![w.pod(short, random)?, w.date(random, false)],
            _ => vec![
                w.carrier(english, random)?,
                w.pod(english, random)?,
                w.date(random, false),
            ],
        },
        "chinese" => {
            let mut terms = match random.below(5) {
                0 => vec![w.pod(chinese, random)?, w.date(random, true)],
                1 => vec![w.carrier(chinese, random)?, w.pod(chinese, random)?],
                2 => vec![w.carrier(chinese, random)?, w.date(random, true)],
                3 => vec![
                    w.pol(chinese, random)?,
                    (*random.pick(&["到", "去", "至"])).to_owned(),
                    w.pod(chinese, random)?,
                ],
                _ => vec![
                    w.pol(chinese, random)?,
                    w.pod(chinese, random)?,
                    w.carrier(chinese, random)?,
                ],
            };
            if random.chance(40) || terms.iter().any(|t| t.chars().count() == 1) {
                terms = vec![terms.concat()];
            }
            terms
        }
        "names" => {
            let mut terms = vec![w.vessel(random, false)];
            let port_like = sailing.vessel.split(' ').skip(1).any(is_port);
            if port_like || random.chance(30) {
                terms.push(w.voyage(random));
            }
            terms
        }
        "pinyin" => match random.below(4) {
            0 => vec![w.pod(pinyin, random)?],
            1 => vec![w.carrier(pinyin, random)?, w.pod(pinyin, random)?],
            2 => vec![w.pol(pinyin, random)?, w.pod(pinyin, random)?],
            _ => vec![w.pod(pinyin, random)?, w.date(random, false)],
        },
        "abbreviations" => match random.below(5) {
            0 => vec![w.carrier(short, random)?, w.pod(short, random)?],
            1 => vec![w.pol(short, random)?, w.pod(short, random)?],
            2 => vec![format!(
                "{}-{}",
                w.pol(short, random)?,
                w.pod(short, random)?
            )],
            3 => {
                let whole = w.vessel(random, true);
                w.meaning.vessel.len().gt(&1).then_some(())?;
                vec![whole.replace(' ', ""), w.pod(short, random)?]
            }
            _ => vec![
                w.carrier(short, random)?,
                w.pol(short, random)?,
                w.pod(short, random)?,
            ],
        },
        "any order" => {
            let mut terms = vec![w.pod(if random.chance(60) { english } else { short }, random)?];
            if random.chance(70) {
                terms.push(w.carrier(english, random)?);
            }
            if random.chance(50) {
                terms.push(w.pol(english, random)?);
            }
            if random.chance(60) || terms.len() == 1 {
                terms.push(w.date(random, false));
            }
            random.shuffle(&mut terms);
            terms
        }
        _ => match random.below(3) {
            0 => vec![w.voyage(random)],
            1 => vec![w.voyage(random), w.carrier(english, random)?],
            _ => {
                let ship = w.vessel(random, false);
                vec![ship, w.voyage(random)]
            }
        },
    };
    Some((terms.join(" "), w.meaning))
}

fn is_port(word: &str) -> bool {
    let word = word.to_lowercase();
    PORTS
        .iter()
        .any(|p| p.1.iter().any(|name| name.split(' ').any(|w| w == word)))
}

/// One slip of the finger in the longest word of a name, never at its first letter.
fn slip(name: &str, random: &mut Random) -> Option<String> {
    let mut words: Vec<Vec<char>> = name.split(' ').map(|w| w.chars().collect()).collect();
    let longest = words
        .iter_mut()
        .max_by_key(|w| w.len())
        .filter(|w| w.len() >= 5)?;
    let at = 1 + random.below(longest.len() - 2);
    let before = longest.clone();
    match random.below(4) {
        0 => longest.swap(at, at + 1),
        1 => {
            longest.remove(at);
        }
        2 => longest.insert(at, before[at]),
        _ => longest[at] = *random.pick(&['a', 'e', 'o', 's', 'r', 'n']),
    }
    if *longest == before {
        longest.swap(0, 1);
    }
    Some(
        words
            .into_iter()
            .map(String::from_iter)
            .collect::<Vec<_>>()
            .join(" "),
    )
}
