//! Goods as customers write them: what fires, and what must stay silent.

// Lists of goods read better in running lines than one a line.
#![cfg_attr(rustfmt, rustfmt_skip)]

use super::*;
use crate::domain::HsCode;

fn hits(category: GoodsCategory, names: &[&str]) -> Vec<String> {
    let goods = &Reference::built_in().goods;
    names
        .iter()
        .filter(|name| goods.matches_in(category, name).is_some())
        .map(|name| (*name).to_owned())
        .collect()
}

#[track_caller]
fn check(category: GoodsCategory, fires: &[&str], silent: &[&str]) {
    let goods = &Reference::built_in().goods;
    for name in fires {
        assert!(
            goods.matches_in(category, name).is_some(),
            "{category}: “{name}” is missed"
        );
    }
    let wrong: Vec<_> = silent
        .iter()
        .filter_map(|name| goods.matches_in(category, name).map(|hit| (name, hit.word)))
        .collect();
    assert!(wrong.is_empty(), "{category}: {wrong:?}");
}

/// Goods of every day that are nothing special.
const PLAIN: &[&str] = &[
    "COTTON T-SHIRTS", "棉制T恤", "KEYSTONE RETAINING PINS", "钻石画", "储物罐", "CANDLES",
    "CANVAS BAGS", "SCENTED CANDLES", "GLASSWARE", "玻璃器皿", "PLASTIC FLOWERS", "塑料花",
    "仿真花", "TOY GUN", "玩具枪", "STAINLESS STEEL KITCHENWARE", "不锈钢餐具", "FURNITURE",
    "家具", "LED LAMPS", "LED灯具", "SHOES", "鞋子", "SPORTS SHOES", "POLYESTER FABRIC",
    "涤纶面料", "BLUETOOTH SPEAKERS", "蓝牙音箱", "TELEVISION SETS", "电视机", "PLASTIC TOYS",
    "塑料玩具", "CERAMIC TABLEWARE", "陶瓷餐具", "AUTO PARTS", "汽车配件", "BICYCLES", "自行车",
    "SOLAR PANELS", "太阳能电池板", "WASHING MACHINES", "洗衣机", "UMBRELLAS", "雨伞",
    "BACKPACKS", "背包", "HAND TOOLS", "手工具", "OFFICE CHAIRS", "办公椅", "PAPER CUPS", "纸杯",
    "PVC FLOORING", "PVC地板", "WATER PUMPS", "水泵", "VALVES", "阀门", "KNITTED SWEATERS",
    "针织毛衫", "CURTAINS", "窗帘", "MATTRESSES", "床垫", "GARDEN HOSES", "YOGA MATS", "瑜伽垫",
    "CHRISTMAS DECORATIONS", "圣诞装饰品", "ARTIFICIAL CHRISTMAS TREES", "圣诞树", "PHONE CASES",
    "手机壳", "APPLE IPHONE CASES", "苹果手机壳", "RICE COOKERS", "电饭煲", "COFFEE MAKERS",
    "咖啡机", "TEA SETS", "茶具", "FRUIT BOWLS", "水果盘", "EGG INCUBATORS", "MEAT GRINDERS",
    "绞肉机", "WATERING CANS", "TRASH CANS", "垃圾桶", "CAN OPENERS", "开罐器",
    "STONE WASHED JEANS", "石洗牛仔裤", "宝石项链", "BUTTERFLY VALVES", "PINEAPPLE FABRIC",
    "BUILDING BLOCKS", "积木方块", "BEAN BAG CHAIRS", "FISH TANKS", "鱼缸", "POLYSTYRENE BOXES",
    "GASOLINE GENERATORS", "汽油发电机", "DIESEL ENGINES", "柴油机", "PAINT BRUSHES", "油漆刷",
    "PERFUME BOTTLES", "香水瓶", "FIRE EXTINGUISHER CABINETS", "CHARCOAL GRILLS", "木炭烧烤炉",
    "MANILA ENVELOPES", "TILE STICKERS", "PU LEATHER HANDBAGS", "PET BEDS", "CAT TREES",
    "DOG TOYS", "HAIR CLIPS", "WRIST WATCHES", "石英表", "GRAPHIC CARDS", "MEDICAL MASKS", "口罩",
    "STATIONERY", "文具", "BABY STROLLERS", "婴儿推车", "TYRES", "轮胎", "POLYPROPYLENE RESIN",
    "FLASHLIGHTS", "手电筒", "CAMPING TENTS", "帐篷", "ALUMINUM PROFILES", "铝型材",
    "CAR BATTERY CHARGERS", "ELECTRIC TOY CARS", "儿童玩具车", "DRINKING STRAWS", "PAPER STRAW HATS",
    "BAMBOO FIBER TOWELS", "PE RATTAN FURNITURE", "PLYWOOD", "胶合板", "WOODEN TOYS", "木制玩具",
    "VITAMIN BOTTLES", "COMPUTER CASINGS", "COD LIVER PUMPS", "TIN BOXES", "马口铁盒",
    "SILICONE CAKE MOULDS", "蛋糕模具", "JELLY SANDALS", "MARBLE RUN TOYS", "大理石纹贴纸",
    "POWER TOOLS", "电动工具", "ALCOHOL TESTERS", "HELIUM BALLOON PUMPS", "冷冻机", "冷藏箱",
    "REFRIGERATORS", "FROZEN ELSA DOLLS", "ICE CREAM MACHINES", "冰淇淋机", "HONEYCOMB PANELS",
    "BREADBOARDS", "PAPER BAGS FOR FOOD", "FOOD CONTAINERS", "食品包装袋", "FOOD PROCESSORS",
    "INSTRUCTION MANUALS", "使用手册",
];

#[test]
fn plain_goods_are_nothing_special() {
    for category in GoodsCategory::ALL {
        let found = hits(*category, PLAIN);
        assert!(found.is_empty(), "{category}: {found:?}");
    }
}

#[test]
fn stone_tins_and_their_like_are_heavy() {
    check(
        GoodsCategory::Heavy,
        &[
    "GRANITE SLABS", "MARBLE TILES", "STONE", "Paving stones", "CANNED MUSHROOMS", "CANNED FOOD",
    "TIN CANS", "PEACHES IN CANS", "花岗岩板材", "石材", "蘑菇罐头", "大理石", "CERAMIC TILES", "STEEL PIPES", "钢管",
    "瓷砖", "STEEL COILS", "钢卷", "CAST IRON MANHOLE COVERS", "NATURAL SLATE", "石雕",
    "GRANITE COUNTERTOPS", "TOMBSTONES",
],
        &[
    "SCAN TOOLS", "CANDY", "AMERICAN FLAGS", "RHINESTONES", "GEMSTONE BRACELETS",
    "STONE PATTERN WALLPAPER", "STONE CRUSHER", "石材切割机", "CANOE", "VATICAN MODEL", "罐头盒",
    "空罐头", "TILE CUTTERS", "石墨烯", "石英钟",
],
    );
}

#[test]
fn food_is_food_and_its_tools_are_not() {
    check(
        GoodsCategory::Food,
        &[
    "CANNED FOOD", "FROZEN SHRIMP", "GREEN TEA", "INSTANT NOODLES", "FRESH GARLIC", "APPLES",
    "RICE IN BAGS", "TOMATO PASTE IN DRUMS", "CANDY", "SOY SAUCE IN GLASS JARS", "FISH FILLETS",
    "冷冻虾仁", "大蒜", "茶叶", "蘑菇罐头", "方便面", "酱油", "饼干", "PEANUT KERNELS", "HONEY",
    "TEA BAGS", "MIXED NUTS AND RAISINS",
],
        &[
    "APPLE WATCH STRAPS", "RICE BOWLS", "COFFEE TABLES", "TEA TOWELS", "PEPPER MILLS",
    "BUTTERFLY NETS", "PLASTIC FRUIT", "ORANGE COLOR BAGS", "茶叶罐", "咖啡杯", "葡萄酒杯",
    "仿真水果", "面包机", "宠物玩具", "CHERRY WOOD TABLES", "POOL NOODLES", "FISH SHAPED PILLOW", "FISH FEED", "宠物食品", "COOKIE TINS",
    "BOX FOR CHOCOLATE", "GRAPE HARVESTER",
],
    );
}

#[test]
fn solid_wood_and_plants_want_fumigation_and_boards_do_not() {
    check(
        GoodsCategory::Wood,
        &[
    "MACHINE PACKED IN WOODEN CASES", "木箱", "WOODEN PALLETS",
],
        &[
    "PLYWOOD CASES", "胶合板木箱", "免熏蒸木箱", "PLASTIC PALLETS", "LOG BOOKS",
    "NO WOODEN PACKING", "无木箱", "WOODEN SPOON REST", "实木纹贴纸", "TREATED WOODEN PALLETS",
    "实木家具",
],
    );
    check(
        GoodsCategory::Plant,
        &[
    "BONSAI", "LIVE PLANTS", "RATTAN BASKETS", "柳编篮", "竹竿", "BAMBOO POLES", "DRIED FLOWERS",
    "中药材", "SPHAGNUM MOSS", "PINE TIMBER", "原木",
],
        &[
    "ARTIFICIAL FLOWERS", "PLASTIC PLANTS", "POWER PLANT EQUIPMENT", "仿真植物", "竹纤维毛巾",
    "吸管", "REED SWITCHES", "植物灯", "SESAME SEEDS", "PLANTERS", "SILK FLOWERS",
],
    );
}

#[test]
fn frozen_goods_are_told_from_freezers() {
    check(
        GoodsCategory::FrozenChilled,
        &[
    "FROZEN SHRIMP", "IQF STRAWBERRIES", "CHILLED PORK", "冷冻虾仁", "速冻蔬菜", "冰鲜三文鱼",
    "ICE CREAM", "FRESH GARLIC",
],
        &[
    "FREEZE DRIED FRUIT", "FROZEN FOOD DISPLAY CABINETS", "冷冻柜", "冷藏车",
    "DISNEY FROZEN BACKPACKS", "REFRESHING WIPES",
],
    );
}

#[test]
fn what_looks_dangerous_is_asked_about_and_what_only_sounds_so_is_not() {
    check(
        GoodsCategory::Dangerous,
        &[
    "LITHIUM ION BATTERIES", "POWER BANKS", "PAINT", "PERFUME", "FIREWORKS", "LIGHTERS",
    "ELECTRIC SCOOTERS", "LITHIUM BATTERY FOR ELECTRIC DRILL", "锂电池", "充电宝", "油漆",
    "打火机", "烟花", "香水", "TOY WITH LITHIUM BATTERY", "AEROSOL", "CHARCOAL", "NAIL POLISH",
    "酒精", "蓄电池", "CAUSTIC SODA",
],
        &[
    "TOY GUN", "WATER BASED PAINT", "水性油漆", "PAINT ROLLERS", "ALCOHOL FREE WIPES",
    "GASOLINE CHAIN SAWS", "BAMBOO CHARCOAL SOAP", "EXPLOSION PROOF LIGHTS",
    "LITHIUM BATTERY CHARGERS", "CIGARETTE LIGHTER SOCKETS",
    "ELECTRIC SCOOTER WITHOUT BATTERY TIRES", "EMPTY PERFUME BOTTLES", "灭火器箱", "蓄电池充电器",
    "硫酸钡", "柠檬酸", "CHARCOAL GREY SWEATERS", "POLYVINYL ALCOHOL", "ALKALINE BATTERIES",
    "MATCHING SETS",
],
    );
}

#[test]
fn vague_goods_are_vague_only_when_nothing_else_is_said() {
    check(
        GoodsCategory::Vague,
        &[
    "GENERAL CARGO", "FAK", "F.A.K.", "Freight All Kinds", "GENERAL MERCHANDISE", "SPARE PARTS",
    "GIFTS", "杂货", "日用品", "DAILY NECESSITIES", "SAMPLES", "MACHINERY AND PARTS", "OTHER GOODS", "百货及礼品",
],
        &[
    "GENERAL CARGO: COTTON T-SHIRTS", "AUTO SPARE PARTS", "GIFT BAGS", "MACHINE SCREWS",
    "SAMPLE BOOKS", "礼品盒", "汽车配件", "机械手表", "FAKE FLOWERS", "TEXTILE MACHINERY", "MACHINE PARTS", "机器配件",
],
    );
}

#[test]
fn remarks_are_read_for_transit_handbooks_and_self_consolidation() {
    check(
        GoodsCategory::Processing,
        &[
    "手册C37061234567", "此票带手册", "进料加工", "PROCESSING TRADE",
],
        &[
    "无手册", "不带手册", "使用手册", "一般贸易", "NO CUSTOMS HANDBOOK",
],
    );
    check(
        GoodsCategory::Transit,
        &[
    "需转关至武汉", "转关",
],
        &[
    "不转关", "无需转关", "中转香港", "TRANSIT TIME 30 DAYS",
],
    );
    check(
        GoodsCategory::SelfConsolidated,
        &[
    "货主自拼箱", "自拼箱", "SHIPPER CONSOLIDATED",
],
        &[
    "不自拼", "拼箱", "整箱",
],
    );
}

#[test]
fn a_code_speaks_where_no_name_does_and_its_exceptions_hold() {
    let goods = &Reference::built_in().goods;
    let by = |category, code: &str| {
        goods
            .matches(category, None, None, Some(&HsCode::new(code)))
            .map(|hit| hit.found_in)
    };
    assert_eq!(
        by(GoodsCategory::Food, "2003101100"),
        Some(MatchedIn::HsCode)
    );
    assert_eq!(
        by(GoodsCategory::Dangerous, "850760"),
        Some(MatchedIn::HsCode)
    );
    assert_eq!(by(GoodsCategory::Heavy, "6802"), Some(MatchedIn::HsCode));
    assert_eq!(by(GoodsCategory::Dangerous, "281122"), None);
    assert_eq!(by(GoodsCategory::Food, "220720"), None);
    for category in GoodsCategory::ALL {
        assert_eq!(by(*category, "610910"), None, "{category}");
        assert_eq!(by(*category, "9403"), None, "{category}");
    }
}

#[test]
fn exceptions_of_the_table_never_outweigh_the_word_itself() {
    let goods = &Reference::built_in().goods;
    for category in GoodsCategory::ALL {
        for word in goods.words_of(*category) {
            assert!(
                goods.matches_in(*category, word).is_some(),
                "{category}: “{word}” does not match itself"
            );
        }
    }
}
