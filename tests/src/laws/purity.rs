//! A tick reads and writes nothing but the world; core does nothing but hold data.

use crate::finding::Finding;
use crate::laws::layers::is_within;
use crate::tokens::{Token, TokenKind, closing_index, read_tokens};
use crate::tree::SourceFile;

/// What the source of a folder does without. Its tests may use it.
#[derive(Clone, Copy, Debug)]
struct Purity {
    folder: &'static str,
    /// Files of the folder that another row may speak of.
    except: &'static [&'static str],
    words: &'static [&'static str],
    /// Beginnings of words, as in `AtomicU32`.
    prefixes: &'static [&'static str],
    /// Modules of `std`.
    modules: &'static [&'static str],
    cure: &'static str,
}

/// State that is not of the world, for whatever makes a tick.
const HIDDEN_STATE: &[&str] = &[
    "static",
    "thread_local",
    "Cell",
    "RefCell",
    "UnsafeCell",
    "OnceCell",
    "Once",
    "OnceLock",
    "Lazy",
    "LazyCell",
    "LazyLock",
    "Mutex",
    "RwLock",
    "Condvar",
    "Instant",
    "SystemTime",
    "HashMap",
    "HashSet",
];

/// The modules of `std` that a tick does without.
const OUTSIDE: &[&str] = &["env", "fs", "net", "process", "thread", "time"];

/// A file comes under the first row that fits.
const PURITIES: &[Purity] = &[
    Purity {
        folder: "game/plugins",
        except: &[],
        words: HIDDEN_STATE,
        prefixes: &["Atomic"],
        modules: OUTSIDE,
        cure: "keep state in components or resources of the world, time in ticks, order in Vec or BTreeMap",
    },
    Purity {
        folder: "core/ecs/src",
        // The global world, a convenience of the seed, which no tick reaches.
        except: &["core/ecs/src/api.rs"],
        words: HIDDEN_STATE,
        prefixes: &["Atomic"],
        modules: OUTSIDE,
        cure: "keep it in the world, where snapshots, hashes and saves see it",
    },
    Purity {
        folder: "systems/ecs/src",
        // What a thread serves; the clock of profiles; the threads that a tick is spread over.
        except: &["systems/ecs/src/state.rs", "systems/ecs/src/clock.rs", "systems/ecs/src/step/spread.rs"],
        words: HIDDEN_STATE,
        prefixes: &["Atomic"],
        modules: OUTSIDE,
        cure: "keep it in the world, or in `State` when it can be rebuilt from the world",
    },
    Purity {
        // What of sound belongs to the tick, or follows it.
        folder: "systems/audio/src/step",
        except: &[],
        words: HIDDEN_STATE,
        prefixes: &["Atomic"],
        modules: OUTSIDE,
        cure: "keep it in the world, or in `State` when it can be rebuilt from the world",
    },
    Purity {
        folder: "core",
        except: &[],
        words: &["Instant", "SystemTime", "UNIX_EPOCH"],
        prefixes: &[],
        modules: &["env", "fs", "net", "process", "thread"],
        cure: "core is data: let a system do it, and reach the system through the VTable",
    },
];

/// Finds state, clocks and devices where only data may be.
#[must_use]
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let speaks_of = |purity: &&Purity| {
        is_within(&file.path, purity.folder) && !purity.except.contains(&file.path.as_str())
    };
    let Some(purity) = PURITIES.iter().find(speaks_of) else {
        return Vec::new();
    };
    if !file.is_rust() || file.is_test() {
        return Vec::new();
    }
    // What cannot be read is a finding of the invariants already.
    let Ok(tokens) = read_tokens(&file.text) else { return Vec::new() };
    let mut findings = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if is_refused(token, purity) {
            let what = format!("`{}` in {}", token.text, purity.folder);
            findings.push(Finding::new(&file.path, token.line, &what, purity.cure));
        }
        for module in modules_named(&tokens, index).filter(|module| is_module_of(module, purity)) {
            let what = format!("`std::{}` in {}", module.text, purity.folder);
            findings.push(Finding::new(&file.path, module.line, &what, purity.cure));
        }
    }
    findings
}

fn is_refused(token: &Token, purity: &Purity) -> bool {
    let word = token.text.as_str();
    let has_prefix = |prefix: &&str| word.starts_with(*prefix) && word.len() > prefix.len();
    token.kind == TokenKind::Word && (purity.words.contains(&word) || purity.prefixes.iter().any(has_prefix))
}

fn is_module_of(token: &Token, purity: &Purity) -> bool {
    token.kind == TokenKind::Word && purity.modules.contains(&token.text.as_str())
}

/// What `std::` at `index` names: the one word behind it, or the first words of a list in braces.
fn modules_named(tokens: &[Token], index: usize) -> impl Iterator<Item = &Token> {
    let is_path = tokens[index].is_word("std")
        && tokens.get(index + 1).is_some_and(|token| token.is_mark(":"))
        && tokens.get(index + 2).is_some_and(|token| token.is_mark(":"));
    let behind = index + 3;
    let range = match tokens.get(behind) {
        Some(open) if is_path && open.is_mark("{") => behind + 1..closing_index(tokens, behind),
        Some(_) if is_path => behind..behind + 1,
        _ => 0..0,
    };
    let starts_an_entry =
        move |at: &usize| *at == behind || tokens[*at - 1].is_mark("{") || tokens[*at - 1].is_mark(",");
    range.filter(starts_an_entry).map(|at| &tokens[at])
}

#[cfg(test)]
mod tests;
