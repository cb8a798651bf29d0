//! No files need each other in a circle: each can be read after what it uses.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{code, rust_files};

/// A module by the names that lead to it, and those of the same crate that its file uses.
type Uses = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

#[test]
fn no_files_need_each_other_in_a_circle() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    for source in ["src", "rest/src", "sandbox/src"] {
        let uses = uses(&project.join(source));
        assert!(uses.len() > 10, "{source}: the modules are found");
        let circles: Vec<_> = uses.keys().filter(|module| reached(&uses, module).contains(*module)).collect();
        assert_eq!(circles, Vec::<&Vec<String>>::new(), "{source}");
    }
}

#[test]
fn a_circle_is_found() {
    let path = |name: &str| vec![name.to_owned()];
    let uses = Uses::from([
        (path("a"), BTreeSet::from([path("b")])),
        (path("b"), BTreeSet::from([path("c")])),
        (path("c"), BTreeSet::from([path("b")])),
    ]);
    let circles: Vec<_> = uses.keys().filter(|module| reached(&uses, module).contains(*module)).collect();
    assert_eq!(circles, [&path("b"), &path("c")]);
    assert_eq!(
        paths("use super::{one, two::{self, Three}};\nlet x = crate::four::five();"),
        ["super::one", "super::two::self", "super::two::Three", "crate::four::five",]
    );
}

fn uses(source: &Path) -> Uses {
    let files = rust_files(source);
    let modules: BTreeSet<Vec<String>> = files.iter().map(|file| module(source, file)).collect();
    let of_file = |file: &Path| {
        let here = module(source, file);
        let used = paths(&code(file)).into_iter().filter_map(|path| found(&modules, &here, &path));
        // A folder's own file and the files in it are one thing to readers.
        let used = used.filter(|used| !here.starts_with(used) && !used.starts_with(&here)).collect();
        (here, used)
    };
    files.iter().map(|file| of_file(file)).collect()
}

fn module(source: &Path, file: &Path) -> Vec<String> {
    let path = file.strip_prefix(source).expect("a file of the source").with_extension("");
    let mut names: Vec<String> = path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    names.pop_if(|last| ["mod", "lib", "main"].contains(&last.as_str()));
    names
}

/// The module that a path of another one leads into.
fn found(modules: &BTreeSet<Vec<String>>, here: &[String], path: &str) -> Option<Vec<String>> {
    let mut to: Vec<String> = if path.starts_with("crate") { Vec::new() } else { here.to_vec() };
    for name in path.split("::") {
        match name {
            "crate" | "self" => {}
            "super" => drop(to.pop()),
            name => to.push(name.to_owned()),
        }
    }
    while !modules.contains(&to) {
        to.pop()?;
    }
    Some(to).filter(|to| !to.is_empty())
}

/// The paths into the own crate, with the groups of `use` lines taken apart.
fn paths(code: &str) -> Vec<String> {
    let starts = code.match_indices("crate::").chain(code.match_indices("super::"));
    let mut starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    starts.sort_unstable();
    starts
        .retain(|at| !code[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == ':'));
    starts.into_iter().flat_map(|at| tree("", &code[at..]).0).collect()
}

/// The paths of a tree at the beginning of a text, and what stands after it.
fn tree<'t>(before: &str, text: &'t str) -> (Vec<String>, &'t str) {
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let end = text.find(|c| !inside(c)).unwrap_or(text.len());
    let (path, mut rest) = (format!("{before}{}", &text[..end]), &text[end..]);
    if !(path.ends_with("::") && rest.starts_with('{')) {
        return (vec![path], rest);
    }
    let mut all = Vec::new();
    loop {
        rest = rest[1..].trim_start();
        if rest.is_empty() || rest.starts_with('}') {
            return (all, rest.get(1..).unwrap_or_default());
        }
        let (paths, after) = tree(&path, rest);
        all.extend(paths);
        rest = &after[after.find([',', '}']).unwrap_or(after.len())..];
        if rest.is_empty() || rest.starts_with('}') {
            return (all, rest.get(1..).unwrap_or_default());
        }
    }
}

/// All that a module needs, directly or by others.
fn reached(uses: &Uses, from: &[String]) -> BTreeSet<Vec<String>> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&Vec<String>> = uses[from].iter().collect();
    while let Some(module) = next.pop() {
        if reached.insert(module.clone()) {
            next.extend(uses.get(module).into_iter().flatten());
        }
    }
    reached
}
