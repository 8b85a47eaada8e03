//! What an operator books comes a little sooner in their own searches, never before a better match,
//! and not at all where the desk does not learn.

use serde_json::Value;

use crate::given::a_sound_consignment;
use crate::support::desk::Desk;

/// Two sailings that “cosco” means alike; the one to Rotterdam closes two hours before the other.
const SCHEDULE: &str = "\
CARRIER,VESSEL,VOYAGE,SERVICE,POL,POD,ETD,ETA,CY CUT-OFF,CUSTOMS CUT-OFF,SI CUT-OFF,VGM CUT-OFF
COSCO,COSCO SHIPPING UNIVERSE,046W,AEU3,SHANGHAI,ROTTERDAM,2026-12-05,2027-01-08,2026-12-04 12:00,2026-12-04 16:00,2026-12-02 10:00,2026-12-03 12:00
COSCO,COSCO SHIPPING NEBULA,031W,AEU5,SHANGHAI,HAMBURG,2026-12-05,2027-01-08,2026-12-04 12:00,2026-12-04 16:00,2026-12-02 12:00,2026-12-03 12:00
";

fn first(desk: &Desk, query: &str, operator: &str) -> String {
    let found = desk.json(&["search", query, "--as", operator]);
    found[0]["pod"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_booked_lane_moves_up_for_who_books_it_and_hides_no_better_match() {
    let mut desk = Desk::practice();
    let file = desk.file("cosco.csv", SCHEDULE);
    desk.json(&["import", "schedule", file.to_str().unwrap()]);
    for name in ["mary", "peter"] {
        desk.json(&["operator", "add", name, "--roles", "clerk"]);
    }
    assert_eq!(first(&desk, "cosco", "mary"), "NLRTM", "the sooner one");

    let hamburg: Value = desk.json(&["search", "nebula"])[0].clone();
    let consignment = a_sound_consignment(&hamburg).to_string();
    desk.json_with(&["new", "-", "--as", "mary"], &consignment);
    assert_eq!(first(&desk, "cosco", "mary"), "DEHAM", "her lane");
    assert_eq!(first(&desk, "", "mary"), "DEHAM", "her lane, nothing typed");
    assert_eq!(first(&desk, "cosco", "peter"), "NLRTM", "not his lane");
    for exact in ["rotterdam", "universe", "046w", "cosco rtm"] {
        assert_eq!(first(&desk, exact, "mary"), "NLRTM", "{exact}");
    }

    desk.stop();
    desk.file("config.toml", "[search]\nlearn = false\n");
    desk.start();
    assert_eq!(first(&desk, "cosco", "mary"), "NLRTM", "it learns no more");
    desk.stop();
    desk.file("config.toml", "[search]\nlearn = true\n");
    desk.start();
    assert_eq!(first(&desk, "cosco", "mary"), "DEHAM", "it learns again");
}
