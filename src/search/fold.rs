//! Text as it is compared: half-width, lower-case, without accents, simplified characters.
//!
//! Every character folds to exactly one, so that places in the folded text are places in the
//! original and can be shown there.

/// One character, folded.
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => narrow(c),
        '\u{3000}' | '\u{a0}' | '、' | '。' | '·' => ' ',
        '〜' | '—' | '–' | '−' | '‐' | '‑' | '―' => '-',
        '⇒' | '➔' | '➜' | '►' | '»' => '→',
        '〇' => '零',
        _ => unaccented(simplified(c)),
    }
}

/// The whole text, folded character by character.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// Whether the character belongs to a word: letters and digits of any script.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether the character is written without blanks between words.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether there is any such character in the text.
pub fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

fn narrow(c: char) -> char {
    // The full-width forms lie in ASCII's order, 0xFEE0 above it.
    char::from_u32(c as u32 - 0xfee0).map_or(c, |half| half.to_ascii_lowercase())
}

fn unaccented(c: char) -> char {
    let lower = c.to_lowercase().next().unwrap_or(c);
    match lower {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'æ' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'į' => 'i',
        'ķ' => 'k',
        'ł' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' | 'œ' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' | 'ß' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// Traditional characters of ports, carriers, countries, weekdays and dates, and their simplified
/// twins, in the same order. Offices in Hong Kong and Taiwan type these.
const TRADITIONAL: &str = "榮陽東遠達飛馬現運鹽門連雲張義漢慶廣圳灣羅維蘭韓國網聯邁長島臺舊紐約倫爾費載華盛頓溫無錫蘇諾薩亞歐麗萬寧塢橋鷹龍鳳興業勝豐宮輪號週禮開關單貨場鐵錦經濟聖圓賽個來從會產後漁澤與專線緬諸魯買賓蒙納韋頭勞險頂銀電達爾濱內瑪貝魚鎮關櫃環凱伊實現顯遜維洛裡濟雙馬蓋堅釜巖輝楓盧紅綠藍風時預訂畢達";
const SIMPLIFIED: &str = "荣阳东远达飞马现运盐门连云张义汉庆广圳湾罗维兰韩国网联迈长岛台旧纽约伦尔费载华盛顿温无锡苏诺萨亚欧丽万宁坞桥鹰龙凤兴业胜丰宫轮号周礼开关单货场铁锦经济圣圆赛个来从会产后渔泽与专线缅诸鲁买宾蒙纳韦头劳险顶银电达尔滨内玛贝鱼镇关柜环凯伊实现显逊维洛里济双马盖坚釜岩辉枫卢红绿蓝风时预订毕达";

fn simplified(c: char) -> char {
    if !is_han(c) {
        return c;
    }
    TRADITIONAL
        .chars()
        .zip(SIMPLIFIED.chars())
        .find(|(t, _)| *t == c)
        .map_or(c, |(_, s)| s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_case_and_accents_fold_to_the_same_text() {
        assert_eq!(fold("ＣＯＳＣＯ　１１／２８"), "cosco 11/28");
        assert_eq!(fold("MSC GÜLSÜN"), "msc gulsun");
        assert_eq!(fold("長榮 鹽田"), "长荣 盐田");
    }

    #[test]
    fn the_two_rows_of_the_character_table_are_of_one_length() {
        assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
    }

    #[test]
    fn folding_keeps_every_place() {
        let odd = "İstanbul ß ŒUVRE 𠮷 é́";
        assert_eq!(fold(odd).chars().count(), odd.chars().count());
    }
}
