//! Any bytes in the place of our files: refused or mended, never a panic, never made up.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use shipdesk::store::{self, Options, Store, envelope};

use crate::builders::{contents, copy_dir, folder, options};

fn fixture() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store-format-1")
}

/// What the fuzz target `journal` does: opens a desk whose journal is `bytes`.
fn open_with_journal(bytes: &[u8]) {
    let home = folder();
    copy_dir(&fixture(), &home.path().join("store"));
    let whole = crate::builders::open(home.path()).0;
    let known = contents(&*whole.view());
    drop(whole);
    fs::write(home.path().join("store/journal/00000001.journal"), bytes).unwrap();
    store::verify(home.path());
    if let Ok((store, _)) = store::open(
        home.path(),
        &Options {
            view_in_memory: true,
            ..options()
        },
    ) {
        assert_eq!(
            contents(&*store.view()),
            known,
            "less than was acknowledged, or made up"
        );
    }
}

#[derive(Debug, Clone)]
enum Edit {
    Flip(usize, u8),
    Cut(usize),
    Repeat(usize, usize),
    Append(Vec<u8>),
}

fn edited(mut bytes: Vec<u8>, edits: &[Edit]) -> Vec<u8> {
    for edit in edits {
        let at = |place: &usize, bytes: &[u8]| place % bytes.len().max(1);
        match edit {
            Edit::Flip(place, mask) if !bytes.is_empty() => {
                let place = at(place, &bytes);
                bytes[place] ^= mask;
            }
            Edit::Flip(..) => {}
            Edit::Cut(place) => bytes.truncate(at(place, &bytes)),
            Edit::Repeat(from, to) => {
                let (from, to) = (at(from, &bytes), at(to, &bytes));
                let piece = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.extend(piece);
            }
            Edit::Append(more) => bytes.extend(more),
        }
    }
    bytes
}

fn an_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (any::<usize>(), 1u8..).prop_map(|(place, mask)| Edit::Flip(place, mask)),
        any::<usize>().prop_map(Edit::Cut),
        (any::<usize>(), any::<usize>()).prop_map(|(from, to)| Edit::Repeat(from, to)),
        proptest::collection::vec(any::<u8>(), 0..200).prop_map(Edit::Append),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_journal_of_any_bytes_is_refused_or_mended(edits in proptest::collection::vec(an_edit(), 1..4)) {
        let whole = fs::read(fixture().join("journal/00000001.journal")).unwrap();
        open_with_journal(&edited(whole, &edits));
    }

    #[test]
    fn any_bytes_are_an_envelope_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        struct Note(String, Vec<(u32, Option<String>)>);
        shipdesk::stored_first_version!(Note = "note");
        if let Ok(note) = envelope::decode::<Note>(&bytes) {
            let again = envelope::encode(&note).unwrap();
            prop_assert_eq!(envelope::decode::<Note>(&again).unwrap(), note);
        }
    }
}
