//! Reading a whole table: while some of its records are taken in, the next are read and decoded on
//! another thread.

use crate::store::envelope::{self, Stored};
use crate::store::{Range, StoreError, Table, View, reading_ahead};

/// So many records are handed over at once.
const GROUP: usize = 256;

/// Gives every record of a table, in the order of their keys.
///
/// # Errors
/// A record cannot be read; those before it were given.
pub fn each<T: Stored + Send>(
    view: &dyn View,
    table: Table,
    mut take: impl FnMut(T) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    reading_ahead(
        |give: &dyn Fn(Vec<T>) -> Result<(), StoreError>| {
            let mut group = Vec::with_capacity(GROUP);
            for row in view.scan(table, &Range::all())? {
                group.push(envelope::decode(&row?.1.value)?);
                if group.len() == GROUP {
                    give(std::mem::replace(&mut group, Vec::with_capacity(GROUP)))?;
                }
            }
            give(group)
        },
        |group| group.into_iter().try_for_each(&mut take),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::daemon::records::{Ledger, put};
    use crate::store::{Batch, Store, Write, memory};

    fn ledgers(count: u64, and: Option<Write>) -> impl Store {
        let mut store = memory();
        let mut writes: Vec<Write> = (0..count)
            .map(|n| put(Table::Counters, n.to_be_bytes(), &Ledger(n)).unwrap())
            .collect();
        writes.extend(and);
        let batch = Batch {
            writes,
            ..Batch::default()
        };
        store.commit(vec![batch]).remove(0).unwrap();
        store
    }

    #[test]
    fn every_record_comes_once_and_in_order() {
        for count in [0, 1, 256, 5_000] {
            let store = ledgers(count, None);
            let mut found = Vec::new();
            each(&*store.view(), Table::Counters, |ledger: Ledger| {
                found.push(ledger.0);
                Ok(())
            })
            .unwrap();
            assert!(found.into_iter().eq(0..count), "{count}");
        }
    }

    #[test]
    fn a_fault_on_either_side_ends_it() {
        let bad = Write::put(Table::Counters, [0xFF; 9], vec![7, 7, 7]);
        let store = ledgers(3_000, Some(bad));
        let view = store.view();
        let all = each(&*view, Table::Counters, |_: Ledger| Ok(()));
        assert!(all.is_err(), "a record that is none was passed over");
        let mut taken = 0;
        let first = each(&*view, Table::Counters, |_: Ledger| {
            taken += 1;
            Err(StoreError::View("enough".to_owned()))
        });
        assert!(first.unwrap_err().to_string().contains("enough"));
        assert_eq!(taken, 1);
    }
}
