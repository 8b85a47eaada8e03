//! Any sequence of commits, stale writes, repeats, closes and kills against a plain map.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use shipdesk::store::{Batch, CommitError, Store, Table, View, Write, memory};
use uuid::Uuid;

use crate::builders::{contents, folder, open};

const TABLES: [Table; 2] = [Table::Jobs, Table::Drafts];

/// One command: where it writes, and which version it believes to stand there.
#[derive(Debug, Clone)]
pub struct Command {
    request: u8,
    table: usize,
    key: u8,
    value: Option<(u8, usize)>,
    /// Each version read; `None` = that nothing stood there.
    read: Vec<Option<u64>>,
}

#[derive(Debug, Clone)]
pub enum Step {
    Commit(Vec<Command>),
    Close,
    Kill,
}

#[derive(Debug, Clone, Default)]
pub struct Desk {
    records: BTreeMap<(Table, Vec<u8>), (u64, Vec<u8>)>,
    answered: BTreeMap<u8, u64>,
    sequence: u64,
    /// The last step's answers.
    answers: Vec<Result<u64, CommitError>>,
}

impl Command {
    fn batch(&self) -> Batch {
        let (table, key) = (TABLES[self.table], vec![self.key]);
        let value = self.value.map(|(byte, size)| vec![byte; size]);
        Batch {
            request: Some(Uuid::from_u128(self.request.into())),
            reads: self
                .read
                .iter()
                .map(|version| (table, key.clone(), *version))
                .collect(),
            writes: vec![Write { table, key, value }],
            reply: vec![self.request],
            ..Batch::default()
        }
    }
}

impl Desk {
    fn take(&mut self, command: &Command) -> Result<u64, CommitError> {
        if let Some(sequence) = self.answered.get(&command.request) {
            return Ok(*sequence);
        }
        let place = (TABLES[command.table], vec![command.key]);
        let found = self.records.get(&place).map(|(version, _)| *version);
        if command.read.iter().any(|read| *read != found) {
            return Err(CommitError::Stale {
                table: place.0,
                key: place.1,
                found,
            });
        }
        self.sequence += 1;
        self.answered.insert(command.request, self.sequence);
        match command.value {
            Some((byte, size)) => self
                .records
                .insert(place, (self.sequence, vec![byte; size])),
            None => self.records.remove(&place),
        };
        Ok(self.sequence)
    }
}

impl ReferenceStateMachine for Desk {
    type State = Self;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self::default()).boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<Step> {
        let versions = prop_oneof![Just(None), (0..=state.sequence + 1).prop_map(Some)];
        let size = prop_oneof![Just(3usize), Just(900), Just(9_000)];
        let command = (
            any::<u8>(),
            0..TABLES.len(),
            0..6u8,
            proptest::option::weighted(0.8, (any::<u8>(), size)),
            proptest::collection::vec(versions, 0..2),
        )
            .prop_map(|(request, table, key, value, read)| Command {
                request,
                table,
                key,
                value,
                read,
            });
        prop_oneof![
            8 => proptest::collection::vec(command, 1..6).prop_map(Step::Commit),
            1 => Just(Step::Close),
            1 => Just(Step::Kill),
        ]
        .boxed()
    }

    fn apply(mut state: Self, step: &Step) -> Self {
        state.answers = match step {
            Step::Commit(commands) => commands.iter().map(|command| state.take(command)).collect(),
            Step::Close | Step::Kill => Vec::new(),
        };
        state
    }
}

fn compare(view: &dyn View, model: &Desk) {
    let found: BTreeMap<_, _> = contents(view)
        .into_iter()
        .map(|(table, key, version, value)| ((table, key), (version, value)))
        .collect();
    assert_eq!(found, model.records);
    assert_eq!(view.sequence(), model.sequence);
    for (request, sequence) in &model.answered {
        let answer = view.answered(Uuid::from_u128((*request).into())).unwrap();
        assert_eq!(answer, Some((*sequence, vec![*request])));
    }
}

/// The twin and the store on disk, side by side.
pub struct Both {
    memory: Box<dyn Store>,
    disk: Option<Box<dyn Store>>,
    home: tempfile::TempDir,
}

impl StateMachineTest for Both {
    type SystemUnderTest = Self;
    type Reference = Desk;

    fn init_test(_: &Desk) -> Self {
        let home = folder();
        let disk = Some(Box::new(open(home.path()).0) as Box<dyn Store>);
        Self {
            memory: Box::new(memory()),
            disk,
            home,
        }
    }

    fn apply(mut both: Self, model: &Desk, step: Step) -> Self {
        let mut disk = both.disk.take().unwrap();
        match step {
            Step::Commit(commands) => {
                let batches: Vec<_> = commands.iter().map(Command::batch).collect();
                assert_eq!(both.memory.commit(batches.clone()), model.answers);
                assert_eq!(disk.commit(batches), model.answers);
                both.disk = Some(disk);
            }
            end => {
                let clean = matches!(end, Step::Close);
                if clean {
                    disk.close().unwrap();
                } else {
                    drop(disk);
                }
                let (disk, report) = open(both.home.path());
                assert_eq!(report.rebuilt.is_none(), clean, "{report:?}");
                both.disk = Some(Box::new(disk));
            }
        }
        compare(&*both.memory.view(), model);
        compare(&*both.disk.as_ref().unwrap().view(), model);
        both
    }
}

prop_state_machine! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]
    #[test]
    fn the_store_and_its_twin_do_what_a_map_does(sequential 1..25 => Both);
}
