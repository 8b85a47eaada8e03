//! Any bytes in the place of a stored value: a value, or refused. What any bytes in the place of our
//! files do is in `tests/fuzz`.

use proptest::prelude::*;
use shipdesk::store::envelope;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

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
