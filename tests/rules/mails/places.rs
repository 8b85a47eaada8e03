//! Ports, sub-ports, coasts, and their names where they are no destinations.

use serde_json::json;

use super::super::cases::to;
use super::mails;

mails! {
    "an address as the place of delivery" |d| { d.set("/delivery", "12 NEW YORK AVENUE, ROTTERDAM"); } => ["place-unknown"];
    "New York in the consignee's address" |d| { d.set("/consignee/address", json!(["350 FIFTH AVENUE", "NEW YORK NY 10118 USA"])); } => [];
    "Manila in the shipper's address" |d| { d.set("/shipper/address", json!(["88 MANILA ROAD", "NINGBO, CHINA"])); } => [];
    "manila envelopes" |d| { d.set("/cargo/0/name_en", "MANILA ENVELOPES").set("/cargo/0/name_zh", "马尼拉信封"); } => [];
    "Jakarta in the remarks" |d| { d.set("/remarks", "same as last time to JAKARTA and DUBAI"); } => [];
    "Los Angeles, CA" |d| { to(d, "Los Angeles, CA"); } => ["sailing-temp:hint", "us-routing:hint"];
    "洛杉矶" |d| { to(d, "洛杉矶"); } => ["sailing-temp:hint", "us-routing:hint"];
    "Long Beach by Oakland" |d| { to(d, "USLGB"); d.set("/pod", "USOAK"); } => ["sailing-temp:hint", "us-routing:hint"];
    "Dallas by Los Angeles" |d| { to(d, "Dallas, TX"); d.set("/pod", "USLAX"); } => ["sailing-temp:hint", "us-routing"];
    "Chicago by Vancouver" |d| { to(d, "Chicago"); d.set("/pod", "CAVAN"); } => ["sailing-temp:hint", "us-routing"];
    "芝加哥" |d| { to(d, "芝加哥"); d.set("/pod", "洛杉矶"); } => ["sailing-temp:hint", "us-routing"];
    "Houston, Texas, USA" |d| { to(d, "HOUSTON, TEXAS, USA"); } => ["sailing-temp:hint", "us-routing"];
    "Savannah, all water" |d| { to(d, "SAVANNAH"); d.set("/us_routing", "all-water"); } => ["sailing-temp:hint"];
    "Memphis, over land" |d| { to(d, "MEMPHIS"); d.set("/pod", "USLAX").set("/us_routing", "mlb"); } => ["sailing-temp:hint"];
    "Seattle alone" |d| { to(d, "SEATTLE"); d.blank("/delivery"); } => ["sailing-temp:hint", "us-routing:hint"];
    "New York as POD, delivery blank" |d| { to(d, "USNYC"); d.blank("/delivery"); } => ["sailing-temp:hint", "us-routing"];
    "an inland place nobody knows, by New York" |d| { to(d, "USNYC"); d.set("/delivery", "XYZZYVILLE"); } => ["place-unknown", "sailing-temp:hint", "us-routing"];
    "the same by Los Angeles decides nothing yet" |d| { to(d, "USLAX"); d.set("/delivery", "XYZZYVILLE"); } => ["place-unknown", "sailing-temp:hint"];
    "Toronto by Vancouver" |d| { to(d, "CATOR"); d.set("/pod", "CAVAN"); } => ["sailing-temp:hint"];
    "Manzanillo, Mexico" |d| { to(d, "MXZLO"); } => ["sailing-temp:hint"];
    "the procedure's HAYDAPASA" |d| { to(d, "HAYDAPASA"); } => ["sailing-temp:hint"];
    "the procedure's JEBEDALI" |d| { to(d, "JEBEDALI"); } => ["sailing-temp:hint"];
    "the procedure's PORT KELANG" |d| { to(d, "PORT KELANG"); } => ["sailing-temp:hint", "sub-port"];
    "PORT KELANG (N)" |d| { to(d, "PORT KELANG (N)"); } => ["sailing-temp:hint"];
    "PORT KELANG(W)" |d| { to(d, "PORT KELANG(W)"); } => ["sailing-temp:hint"];
    "PORT KLANG, MALAYSIA (WESTPORT)" |d| { to(d, "PORT KLANG, MALAYSIA (WESTPORT)"); } => ["sailing-temp:hint"];
    "巴生西港" |d| { to(d, "巴生西港"); } => ["sailing-temp:hint"];
    "巴生" |d| { to(d, "巴生"); } => ["sailing-temp:hint", "sub-port"];
    "HO CHI MING CITY, VIETNAM" |d| { to(d, "HO CHI MING CITY, VIETNAM"); } => ["sailing-temp:hint", "sub-port"];
    "HO CHI MINH (CAT LAI)" |d| { to(d, "HO CHI MINH (CAT LAI)"); } => ["sailing-temp:hint"];
    "HO CHI MINH, VIETNAM (CAT LAI)" |d| { to(d, "HO CHI MINH, VIETNAM (CAT LAI)"); } => ["sailing-temp:hint"];
    "胡志明新港" |d| { to(d, "胡志明新港"); } => ["sailing-temp:hint"];
    "JAKARTA, INDONESIA" |d| { to(d, "JAKARTA, INDONESIA"); } => ["sailing-temp:hint", "sub-port"];
    "JAKARTA UTC2" |d| { to(d, "JAKARTA UTC2"); } => ["sailing-temp:hint"];
    "JAKARTA, INDONESIA (UTC1)" |d| { to(d, "JAKARTA, INDONESIA (UTC1)"); } => ["sailing-temp:hint"];
    "DUBAI, UAE (JEBEL ALI)" |d| { to(d, "DUBAI, UAE (JEBEL ALI)"); } => ["sailing-temp:hint"];
    "DUBAI - PORT RASHID" |d| { to(d, "DUBAI - PORT RASHID"); } => ["sailing-temp:hint"];
    "DUBAI, U.A.E." |d| { to(d, "DUBAI, U.A.E."); } => ["sailing-temp:hint", "sub-port"];
    "MANILA, PHILIPPINES (NORTH HARBOUR)" |d| { to(d, "MANILA, PHILIPPINES (NORTH HARBOUR)"); } => ["sailing-temp:hint"];
    "马尼拉北港" |d| { to(d, "马尼拉北港"); } => ["sailing-temp:hint"];
    "MANILA SOUTH HARBOR" |d| { to(d, "MANILA SOUTH HARBOR"); } => ["sailing-temp:hint"];
    "ISTANBUL, TURKEY" |d| { to(d, "ISTANBUL, TURKEY"); } => ["sailing-temp:hint", "sub-port"];
    "ISTANBUL, TURKEY (AMBARLI)" |d| { to(d, "ISTANBUL, TURKEY (AMBARLI)"); } => ["sailing-temp:hint"];
    "ISTANBUL (KUMPORT)" |d| { to(d, "ISTANBUL (KUMPORT)"); } => ["sailing-temp:hint"];
    "Klang, the terminal said to be W" |d| { to(d, "MYPKG"); d.set("/pod_terminal", "W"); } => ["sailing-temp:hint"];
    "Klang, the terminal said to be 北" |d| { to(d, "MYPKG"); d.set("/pod_terminal", "北"); } => ["sailing-temp:hint"];
    "Manila, the terminal said to be N or S" |d| { to(d, "PHMNL"); d.set("/pod_terminal", "N or S"); } => ["sailing-temp:hint", "sub-port"];
    "Manila, a terminal of TBC" |d| { to(d, "PHMNL"); d.set("/pod_terminal", "TBC"); } => ["sailing-temp:hint", "sub-port"];
    "the letter l in the ship's name" |d| { d.set("/sailing/vessel", "COSCO SHIPPlNG UNlVERSE"); } => ["sailing-in-schedule"];
    "the figure 0 in the ship's name" |d| { d.set("/sailing/vessel", "C0SCO SHIPPING UNIVERSE"); } => ["sailing-in-schedule"];
    "a ship's name in full width" |d| { d.set("/sailing/vessel", "ＣＯＳＣＯ ＳＨＩＰＰＩＮＧ ＵＮＩＶＥＲＳＥ"); } => [];
    "a voyage of v046w" |d| { d.set("/sailing/voyage", "v046w"); } => ["voyage-format:hint"];
    "TEMP, the order out and not confirmed" |d| { super::super::cases::complete(d); d.set("/sailing", "TEMP").booked(); } => ["sailing-temp:hint"];
    "TEMP, confirmed by the carrier" |d| { super::super::cases::complete(d); d.set("/sailing", "TEMP").confirmed(); } => ["sailing-temp"];
    "transhipment at a port nobody knows" |d| { d.set("/transhipment", true).set("/via", "SINGAPOUR CITY X"); } => ["place-unknown"];
    "asked for at 待定" |d| { d.set("/transhipment", true).set("/via", "待定"); } => ["via:hint"];
}
