//! What a letter says behind a name of how much there is of it, how it is packed and what it looks like:
//! 打火机 2000箱, BISCUITS ON PALLETS, LIGHTERS BLACK COLOR. It makes no other thing of the goods, so it
//! begins a clause of its own.

use super::clauses::Clauses;

/// What is counted: a figure before one of these is a quantity.
const UNITS: &[&str] = &[
    "箱", "袋", "桶", "件", "托", "柜", "包", "吨", "瓶", "罐", "盒", "套", "卷", "支", "只", "台",
    "张", "片", "条", "双", "打", "批", "车", "个", "板", "捆", "扎", "对", "公", "千", "大", "小",
    "听", "筐",
];

/// What stands before a quantity and belongs to it.
const ABOUT: &[&str] = &["共", "约", "计"];

/// What goods are packed in, before 装 or 包装.
const PACKS: &[&str] = &[
    "盒", "袋", "瓶", "桶", "罐", "箱", "听", "筐", "托盘", "托", "管", "包", "套", "支", "壳",
    "真空", "独立", "礼品", "散", "吸塑", "泡壳", "中性", "出口",
];

/// What such a pack is made of.
const OF_PACKS: &[&str] = &[
    "塑料", "玻璃", "展示", "编织", "精美", "礼品", "纸", "木", "彩", "铁", "铝", "小", "大", "吨",
];

/// Packs that are sold with the goods in them.
const GIFTS: &[&str] = &["礼盒", "礼包", "礼袋", "礼品", "套盒", "套装"];

/// Colours; what is also a food, an orange, is left out.
const COLOURS: &[&str] = &[
    "红", "金", "银", "黑", "白", "蓝", "绿", "黄", "紫", "粉", "灰", "棕", "彩", "混", "杂", "颜",
    "透明",
];

const SHADES: &[&str] = &["深", "浅", "大", "玫", "亮", "哑"];

/// What introduces a description, before a colon, a figure or a model's letters.
const LABELS: &[&str] = &[
    "颜色",
    "材质",
    "包装",
    "规格",
    "型号",
    "款号",
    "品牌",
    "产地",
    "用途",
    "图案",
    "尺寸",
    "货号",
    "COLOR",
    "COLORS",
    "COLOUR",
    "COLOURS",
    "MATERIAL",
    "PACKING",
    "PACKAGING",
    "MODEL",
    "STYLE",
    "PATTERN",
    "DESIGN",
    "SIZE",
];

/// Descriptions in several words, wherever they stand.
const PHRASES: &[&[&str]] = &[
    &["ON", "PALLET"],
    &["ON", "PALLETS"],
    &["ON", "SKIDS"],
    &["PALLETIZED"],
    &["PALLETISED"],
    &["FREE", "OF", "CHARGE"],
    &["CLEAN", "ON", "BOARD"],
    &["FREIGHT", "PREPAID"],
    &["FREIGHT", "COLLECT"],
];

/// Descriptions that end a clause.
const ENDINGS: &[&[&str]] = &[
    &["GIFT", "SET"],
    &["GIFT", "SETS"],
    &["GIFT", "BOX"],
    &["GIFT", "BOXES"],
    &["GIFT", "PACK"],
    &["GIFT", "PACKS"],
];

/// What a colour is called before the word COLOR.
const COLOUR_WORDS: &[&str] = &[
    "ASSORTED",
    "MIXED",
    "VARIOUS",
    "DIFFERENT",
    "BLACK",
    "WHITE",
    "RED",
    "BLUE",
    "GREEN",
    "GOLD",
    "GOLDEN",
    "SILVER",
    "YELLOW",
    "PINK",
    "PURPLE",
    "GREY",
    "GRAY",
];

impl Clauses {
    /// Where a description begins behind the name of the goods.
    pub(super) fn descriptions(&self) -> Vec<usize> {
        let mut begins = Vec::new();
        // A pack, a gift or a colour is the rest of its clause.
        let mut ended = None;
        for place in 0..self.len() {
            let clause = self.clause(place);
            if ended == Some(clause) {
                continue;
            }
            // What a clause begins with is no description of what stands before it.
            if place == 0 || self.clause(place - 1) != clause {
                ended = self.is_ending(place).then_some(clause);
                continue;
            }
            let is_ending = self.is_ending(place);
            if is_ending {
                ended = Some(clause);
            }
            if is_ending
                || self.is_quantity(place)
                || self.is_label(place)
                || PHRASES.iter().any(|phrase| self.stands(place, phrase))
                || self.word(place - 1) == "BRAND"
            {
                begins.push(place);
            }
        }
        begins
    }

    /// The words from a place to the end of its clause.
    fn rest(&self, place: usize) -> impl Iterator<Item = &str> {
        let clause = self.clause(place);
        (place..self.len())
            .take_while(move |&word| self.clause(word) == clause)
            .map(|word| self.word(word))
    }

    fn stands(&self, place: usize, phrase: &[&str]) -> bool {
        self.rest(place)
            .take(phrase.len())
            .eq(phrase.iter().copied())
    }

    /// 2000箱, 共50吨, 每箱1000支.
    fn is_quantity(&self, place: usize) -> bool {
        let begins_with_figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let mut words = self.rest(place);
        let Some(first) = words.next() else {
            return false;
        };
        let counted = |figure: &str, unit: Option<&str>| {
            begins_with_figure(figure) && unit.is_some_and(|unit| UNITS.contains(&unit))
        };
        let second = words.next();
        if counted(first, second) {
            return true;
        }
        match (first, second, words.next()) {
            (about, Some(figure), unit) if ABOUT.contains(&about) => counted(figure, unit),
            ("每", Some(pack), Some(figure)) => {
                UNITS.contains(&pack) && begins_with_figure(figure)
            }
            _ => false,
        }
    }

    fn is_label(&self, place: usize) -> bool {
        let first = self.word(place);
        let mut begun = LABELS.iter().filter(|label| label.starts_with(first));
        begun.any(|label| {
            let length = label.chars().count();
            let (is_so, words) = if label.is_ascii() {
                (self.word(place) == *label, 1)
            } else {
                let written: String = self.rest(place).take(length).collect();
                (written == *label, length)
            };
            let next = self.rest(place).nth(words);
            let has_figure = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
            is_so
                && match next {
                    Some(word) => has_figure(word) || (!label.is_ascii() && word.is_ascii()),
                    // A colon behind it; at the end it is part of a name: COFFEE COLOR.
                    None => place + words < self.len(),
                }
        })
    }

    /// Whether what is left of a clause is a pack, a gift or a colour.
    fn is_ending(&self, place: usize) -> bool {
        let is_ending = |ending: &&[&str]| self.rest(place).eq(ending.iter().copied());
        if ENDINGS.iter().any(is_ending) {
            // FROZEN GIFT SETS are toys: a word that only tells how is no name of goods.
            return place == 0 || self.word(place - 1) != "FROZEN";
        }
        let mut words = self.rest(place);
        let first = words.next().unwrap_or_default();
        if COLOUR_WORDS.contains(&first) || first.bytes().all(|byte| byte.is_ascii_digit()) {
            let colour = words.next().unwrap_or_default();
            return matches!(colour, "COLOR" | "COLORS" | "COLOUR" | "COLOURS")
                && words.all(|word| matches!(word, "SET" | "SETS"));
        }
        // Few words end a description: the others need not be put together.
        let last = self.rest(place).last().unwrap_or_default();
        if !matches!(last, "装" | "色" | "盒" | "包" | "袋" | "品") {
            return false;
        }
        let rest: String = self.rest(place).take(10).collect();
        if rest.is_ascii() {
            return false;
        }
        let colour = SHADES
            .iter()
            .find_map(|shade| rest.strip_prefix(shade))
            .unwrap_or(&rest);
        GIFTS.contains(&rest.as_str())
            || colour
                .strip_suffix('色')
                .is_some_and(|colour| COLOURS.contains(&colour))
            || is_packed(&rest)
    }
}

/// 袋装, 塑料瓶装, 彩盒包装.
fn is_packed(text: &str) -> bool {
    let Some(pack) = text
        .strip_suffix("包装")
        .or_else(|| text.strip_suffix('装'))
    else {
        return false;
    };
    PACKS.iter().any(|kind| {
        pack.strip_suffix(kind).is_some_and(|mut made_of| {
            while let Some(rest) = OF_PACKS.iter().find_map(|of| made_of.strip_prefix(of)) {
                made_of = rest;
            }
            made_of.is_empty() || PACKS.contains(&made_of)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with a stroke before each description.
    fn parted(text: &str) -> String {
        let clauses = Clauses::of(text);
        let mut parted = String::new();
        for place in 0..clauses.len() {
            if place > 0 {
                let same = clauses.clause(place) == clauses.clause(place - 1);
                parted.push(if same { ' ' } else { '|' });
            }
            parted.push_str(clauses.word(place));
        }
        parted
    }

    #[test]
    fn how_much_and_how_packed_is_said_of_the_goods() {
        for (text, expected) in [
            ("打火机 2000箱", "打 火 机|2000 箱"),
            ("烟花3个柜", "烟 花|3 个 柜"),
            ("大米每袋25公斤共50吨", "大 米|每 袋|25 公 斤|共|50 吨"),
            ("饼干铁罐装", "饼 干|铁 罐 装"),
            ("饮料瓶装", "饮 料|瓶 装"),
            ("香水礼盒", "香 水|礼 盒"),
            ("打火机大红色", "打 火 机|大 红 色"),
            ("BISCUITS ON PALLETS", "BISCUITS|ON PALLETS"),
            ("\"ABC\" BRAND GARLIC", "ABC BRAND|GARLIC"),
            ("LIGHTERS BLACK COLOR", "LIGHTERS|BLACK COLOR"),
            (
                "LITHIUM BATTERIES MODEL INR18650",
                "LITHIUM BATTERIES|MODEL INR18650",
            ),
        ] {
            assert_eq!(parted(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_part_of_a_name_stays_with_it() {
        for text in [
            "18650电池",
            "瓶装水机",
            "童装",
            "包装机",
            "咖啡色",
            "COFFEE COLOR",
            "GIFT BOX MAKERS",
        ] {
            assert!(!parted(text).contains('|'), "{}", parted(text));
        }
    }
}
