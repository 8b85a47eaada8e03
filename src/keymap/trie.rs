//! Key sequences to actions, one trie a context.

use std::collections::BTreeMap;

use super::action::Action;
use super::key::Key;

/// What stands at the end of a sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Actions, done one after the other.
    Actions(Vec<Action>),
    /// More keys.
    More(Trie),
}

/// The sequences that begin alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trie(BTreeMap<Key, Node>);

/// A sequence that can't be bound, since another one ends inside it, or it ends inside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The other sequence, or where it begins.
    pub with: Vec<Key>,
}

impl Trie {
    /// What a sequence leads to.
    pub fn get(&self, keys: &[Key]) -> Option<&Node> {
        let (first, rest) = keys.split_first()?;
        match self.0.get(first)? {
            node if rest.is_empty() => Some(node),
            Node::More(trie) => trie.get(rest),
            Node::Actions(_) => None,
        }
    }

    /// Binds a sequence; the same sequence again takes the new actions.
    pub fn bind(&mut self, keys: &[Key], actions: Vec<Action>) -> Result<(), Clash> {
        let Some((first, rest)) = keys.split_first() else {
            return Ok(());
        };
        if rest.is_empty() {
            if let Some(Node::More(_)) = self.0.get(first) {
                return Err(Clash { with: vec![*first] });
            }
            self.0.insert(*first, Node::Actions(actions));
            return Ok(());
        }
        match self
            .0
            .entry(*first)
            .or_insert_with(|| Node::More(Self::default()))
        {
            Node::Actions(_) => Err(Clash { with: vec![*first] }),
            Node::More(trie) => trie.bind(rest, actions).map_err(|mut clash| {
                clash.with.insert(0, *first);
                clash
            }),
        }
    }

    /// Unbinds a sequence, or everything that begins with it.
    pub fn unbind(&mut self, keys: &[Key]) {
        let Some((first, rest)) = keys.split_first() else {
            return;
        };
        if rest.is_empty() {
            self.0.remove(first);
            return;
        }
        if let Some(Node::More(trie)) = self.0.get_mut(first) {
            trie.unbind(rest);
            if trie.0.is_empty() {
                self.0.remove(first);
            }
        } else {
            // A single key that the sequence passes through gives way to it.
            self.0.remove(first);
        }
    }

    /// Makes room for a sequence: takes away what would clash with it.
    pub fn clear_way(&mut self, keys: &[Key]) {
        for end in 1..=keys.len() {
            let ends_here = matches!(self.get(&keys[..end]), Some(Node::Actions(_)));
            let passes = end == keys.len() && matches!(self.get(keys), Some(Node::More(_)));
            if ends_here || passes {
                self.unbind(&keys[..end]);
            }
        }
    }

    /// Every sequence with its actions, in the order of the keys.
    pub fn sequences(&self) -> Vec<(Vec<Key>, &[Action])> {
        let mut found = Vec::new();
        self.walk(&mut Vec::new(), &mut found);
        found
    }

    fn walk<'t>(&'t self, way: &mut Vec<Key>, found: &mut Vec<(Vec<Key>, &'t [Action])>) {
        for (key, node) in &self.0 {
            way.push(*key);
            match node {
                Node::Actions(actions) => found.push((way.clone(), actions)),
                Node::More(trie) => trie.walk(way, found),
            }
            way.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        Key::sequence(text).unwrap()
    }

    #[test]
    fn a_sequence_inside_another_clashes() {
        let mut trie = Trie::default();
        trie.bind(&keys("g q"), vec![Action::GoQueue]).unwrap();
        let clash = trie.bind(&keys("g"), vec![Action::AppQuit]).unwrap_err();
        assert_eq!(clash.with, keys("g"));
        assert!(trie.bind(&keys("g q x"), vec![Action::AppQuit]).is_err());
        trie.bind(&keys("g s"), vec![Action::GoSearch]).unwrap();
        assert_eq!(trie.sequences().len(), 2);
    }

    #[test]
    fn clearing_the_way_takes_only_what_clashes() {
        let mut trie = Trie::default();
        trie.bind(&keys("g q"), vec![Action::GoQueue]).unwrap();
        trie.bind(&keys("x"), vec![Action::AppQuit]).unwrap();
        trie.clear_way(&keys("g"));
        assert_eq!(trie.sequences().len(), 1);
        trie.clear_way(&keys("x y"));
        trie.bind(&keys("x y"), vec![Action::AppQuit]).unwrap();
        assert_eq!(trie.sequences().len(), 1);
    }
}
