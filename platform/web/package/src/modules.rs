//! The page's scripts as one: a browser asks for one file in place of eight, and for none of them after another.
//!
//! Each module becomes a function that gives what it exports. What is understood is what the page's scripts are written in,
//! a statement a line: `import { a, b } from "./x.js";` and `export` before a function or a constant.

use std::collections::{BTreeMap, BTreeSet};

/// Scripts by their names.
pub(crate) type Scripts = BTreeMap<String, String>;

/// What a module exports is in a constant of this name.
fn constant(script: &str) -> String {
    format!("${}", script.trim_end_matches(".js").replace('-', "_"))
}

/// Takes `entry` and all that it imports out of `scripts`, and puts them back as one script of that name.
///
/// # Errors
/// A script that imports itself, or is written otherwise.
pub(crate) fn join(scripts: &mut Scripts, entry: &str) -> Result<(), String> {
    let mut joining = Joining { scripts: scripts.clone(), ..Joining::default() };
    joining.add(entry, entry)?;
    joining.begun.iter().for_each(|name| drop(scripts.remove(name)));
    for (name, text) in scripts.iter() {
        if let Some(taken) = joining.begun.iter().find(|taken| text.contains(&format!("\"./{taken}\""))) {
            return Err(format!("{name} needs {taken}, which is in {entry} now"));
        }
    }
    scripts.insert(entry.to_owned(), joining.text);
    Ok(())
}

#[derive(Default)]
struct Joining {
    scripts: Scripts,
    begun: BTreeSet<String>,
    done: BTreeSet<String>,
    text: String,
}

impl Joining {
    fn add(&mut self, name: &str, entry: &str) -> Result<(), String> {
        self.begun.insert(name.to_owned());
        let source = self.scripts.get(name).cloned().unwrap_or_default();
        let (mut body, mut exports) = (String::new(), Vec::new());
        for line in source.lines() {
            let line = match line.strip_prefix("export ") {
                Some(rest) => {
                    exports
                        .push(exported(rest).ok_or_else(|| format!("{name}: `{line}` is not understood"))?);
                    rest
                }
                None => line,
            };
            let import = imported(line);
            if line.starts_with("import ") && import.is_none() {
                return Err(format!("{name}: `{line}` is not understood"));
            }
            let Some((names, from)) = import.filter(|(_, from)| self.scripts.contains_key(*from)) else {
                body += line;
                body.push('\n');
                continue;
            };
            if !self.begun.contains(from) {
                self.add(from, entry)?;
            } else if !self.done.contains(from) {
                return Err(format!("{name} imports {from}, which imports it"));
            }
            body += &format!("const {{ {names} }} = {};\n", constant(from));
        }
        self.text += &match name == entry {
            true => body,
            false => {
                format!(
                    "const {} = (() => {{\n{body}return {{ {} }};\n}})();\n",
                    constant(name),
                    exports.join(", ")
                )
            }
        };
        self.done.insert(name.to_owned());
        Ok(())
    }
}

/// The names that a line imports, and the script that it takes them from.
fn imported(line: &str) -> Option<(&str, &str)> {
    let (names, from) = line.strip_prefix("import { ")?.split_once(" } from \"./")?;
    let is_plain = names.split(", ").all(|name| name.chars().all(is_of_a_name));
    Some((names, from.strip_suffix("\";")?)).filter(|_| is_plain)
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// What the declaration behind an `export` is called.
fn exported(declaration: &str) -> Option<String> {
    let declaration = declaration.strip_prefix("async ").unwrap_or(declaration);
    let rest = declaration.strip_prefix("function ").or_else(|| declaration.strip_prefix("const "))?;
    let end = rest.find(|letter| !is_of_a_name(letter)).filter(|end| *end > 0)?;
    Some(rest[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(texts: &[(&str, &str)]) -> Scripts {
        texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_a_script_imports_stands_before_it() {
        let mut page = scripts(&[
            ("page.js", "import { a } from \"./one.js\";\nimport { b } from \"./two.js\";\na(b);\n"),
            ("one.js", "import { b } from \"./two.js\";\nexport function a() { return b; }\n"),
            ("two.js", "export const b = 2;\nconst c = 3;\n"),
            ("worker.js", "alone();\n"),
        ]);
        join(&mut page, "page.js").expect("they are written as they should be");
        let joined = "const $two = (() => {\nconst b = 2;\nconst c = 3;\nreturn { b };\n})();\n\
            const $one = (() => {\nconst { b } = $two;\nfunction a() { return b; }\nreturn { a };\n})();\n\
            const { a } = $one;\nconst { b } = $two;\na(b);\n";
        assert_eq!(page, scripts(&[("page.js", joined), ("worker.js", "alone();\n")]));
    }

    #[test]
    fn a_script_of_another_folder_stays_where_it_is() {
        let mut page = scripts(&[("page.js", "import { go } from \"./player.js\";\ngo();\n")]);
        let before = page.clone();
        join(&mut page, "page.js").expect("it is written as it should be");
        assert_eq!(page, before);
    }

    #[test]
    fn what_cannot_be_joined_is_told() {
        for (one, told) in [
            ("export default 1;\n", "one.js: `export default 1;` is not understood"),
            ("export const { a } = it;\n", "one.js: `export const { a } = it;` is not understood"),
            (
                "import { b as c } from \"./two.js\";\n",
                "one.js: `import { b as c } from \"./two.js\";` is not understood",
            ),
            ("import { b } from \"./page.js\";\n", "one.js imports page.js, which imports it"),
            ("import { d } from \"./two.js\";\n", "two.js imports one.js, which imports it"),
        ] {
            let mut page = scripts(&[
                ("page.js", "import { a } from \"./one.js\";\n"),
                ("one.js", one),
                ("two.js", "import { a } from \"./one.js\";\n"),
            ]);
            assert_eq!(join(&mut page, "page.js"), Err(told.to_owned()));
        }
        let mut page = scripts(&[
            ("page.js", "import { a } from \"./one.js\";\n"),
            ("one.js", "export const a = 1;\n"),
            ("worker.js", "import { a } from \"./one.js\";\n"),
        ]);
        assert_eq!(
            join(&mut page, "page.js"),
            Err("worker.js needs one.js, which is in page.js now".to_owned())
        );
    }
}
