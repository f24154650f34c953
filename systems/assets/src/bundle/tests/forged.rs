//! Bundles that somebody made to do harm, each refused with its own words.

use super::{read_all, sample};
use crate::bundle::open_bytes;
use miniz_oxide::deflate::compress_to_vec;

/// A file of a forged bundle, each number of which may lie.
#[derive(Clone)]
struct Forged {
    path: Vec<u8>,
    content: Vec<u8>,
    method: u16,
    flags: u16,
    version: u16,
    bytes: u32,
    check: u32,
    made_by: u16,
    attributes: u32,
    extra: Vec<u8>,
    /// Where the directory says that it lies, if that is not so.
    offset: Option<u32>,
}

impl Forged {
    fn stored(path: &str, content: &[u8]) -> Self {
        Self {
            path: path.as_bytes().to_vec(),
            content: content.to_vec(),
            method: 0,
            flags: 1 << 11,
            version: 20,
            bytes: content.len() as u32,
            check: crc32fast::hash(content),
            made_by: 20,
            attributes: 0,
            extra: Vec::new(),
            offset: None,
        }
    }

    fn deflated(path: &str, content: &[u8], bytes: u32) -> Self {
        let check = crc32fast::hash(content);
        Self { method: 8, bytes, check, ..Self::stored(path, &compress_to_vec(content, 9)) }
    }

    fn head(&self) -> Vec<u8> {
        let mut head = Vec::new();
        [self.version, self.flags, self.method, 0, 0x21]
            .iter()
            .for_each(|part| head.extend(part.to_le_bytes()));
        [self.check, self.content.len() as u32, self.bytes]
            .iter()
            .for_each(|part| head.extend(part.to_le_bytes()));
        [self.path.len() as u16, self.extra.len() as u16]
            .iter()
            .for_each(|part| head.extend(part.to_le_bytes()));
        head
    }
}

fn forge(files: &[Forged]) -> Vec<u8> {
    let (mut bundle, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let offset = file.offset.unwrap_or(bundle.len() as u32);
        bundle.extend(
            [b"PK\x03\x04".as_slice(), &file.head(), &file.path, &file.extra, &file.content].concat(),
        );
        directory
            .extend([b"PK\x01\x02".as_slice(), &file.made_by.to_le_bytes(), &file.head(), &[0; 6]].concat());
        directory.extend(file.attributes.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend([file.path.as_slice(), &file.extra].concat());
    }
    let (offset, length, count) = (bundle.len() as u32, directory.len() as u32, files.len() as u16);
    bundle.extend([directory.as_slice(), b"PK\x05\x06"].concat());
    [0, 0, count, count].iter().for_each(|part| bundle.extend(part.to_le_bytes()));
    [length, offset].iter().for_each(|part| bundle.extend(part.to_le_bytes()));
    bundle.extend([0; 2]);
    bundle
}

/// Opens the bundle and reads all of it: nothing else than an error with these words and a cure.
#[track_caller]
fn check_bytes(bundle: Vec<u8>, expected: &str) {
    let read = open_bytes("forged", &bundle.into()).map_err(|error| error.to_string());
    let read = read.and_then(|bundle| read_all(&bundle)).expect_err("it is refused");
    assert!(read.contains(expected) && read.contains("cure: "), "`{expected}` is not in {read}");
}

#[track_caller]
fn check(files: &[Forged], expected: &str) {
    check_bytes(forge(files), expected);
}

#[test]
fn the_forge_makes_bundles_that_are_read() {
    let files = [Forged::deflated("a.txt", &[b'a'; 100], 100), Forged::stored("b.txt", b"b")];
    let bundle = open_bytes("forged", &forge(&files).into()).unwrap();
    assert_eq!(read_all(&bundle).unwrap().len(), 2);
}

#[test]
fn no_file_is_larger_than_it_says() {
    let zeros = vec![0; 1 << 20];
    check(&[Forged::deflated("bomb.txt", &zeros, 1 << 20)], "larger than a bundle may have it");
    check(&[Forged::deflated("liar.txt", &zeros, 1 << 10)], "cannot be unpacked");
    check(&[Forged::deflated("liar.txt", &[7; 100], 101)], "cannot be unpacked");
    check(&[Forged::deflated("liar.txt", &[7; 100], 99)], "cannot be unpacked");
    check(&[Forged { bytes: 5, ..Forged::stored("liar.txt", b"four") }], "packed in a way");
    let huge = Forged { bytes: u32::MAX, method: 8, ..Forged::stored("huge.txt", &vec![0; 5_000_000]) };
    check(&[huge], "larger than a bundle may have it");
    let behind = Forged::deflated("behind.txt", &[7; 100], 100);
    let behind = Forged { content: [behind.content.as_slice(), b"more"].concat(), ..behind };
    check(&[behind], "cannot be unpacked");
}

#[test]
fn all_files_together_have_a_bound() {
    let noise: Vec<u8> = (0..300_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let large: Vec<Forged> = (0..17)
        .map(|index| Forged { bytes: 256 << 20, method: 8, ..Forged::stored(&format!("{index:02}"), &noise) })
        .collect();
    check(&large, "the files of the bundle have more than");
}

#[test]
fn no_two_files_share_bytes() {
    let one = Forged::deflated("a.txt", &[7; 100], 100);
    let other = Forged { path: b"b.txt".to_vec(), offset: Some(0), ..one.clone() };
    check(&[one.clone(), other], "does not lie behind the one before");
    check(&[Forged { offset: Some(u32::MAX), ..one.clone() }], "does not lie behind the one before");
    // The second lies within the first, as in the bombs that quote their own heads.
    let inner = Forged::stored("b.txt", b"inner");
    let quoted = [b"PK\x03\x04".as_slice(), &inner.head(), b"b.txt", b"inner"].concat();
    let outer = Forged::stored("a.txt", &quoted);
    check(&[outer, Forged { offset: Some(35), ..inner }], "does not lie behind the one before");
    let mut gap = forge(&[one]);
    let end = gap.len() - 6;
    gap[end] += 1;
    check_bytes(gap, "directory");
}

#[test]
fn names_are_sorted_and_each_is_there_once() {
    let file = |path: &str| Forged::stored(path, b"x");
    check(&[file("a.txt"), file("a.txt")], "not sorted, or this one is there twice");
    check(&[file("b.txt"), file("a.txt")], "not sorted, or this one is there twice");
    check(&[file("A.txt"), file("a.txt")], "the bundle also has `A.txt`");
    check(&[file("Scenes/a.txt"), file("scenes/b.txt")], "the bundle also has `Scenes/a.txt`");
    check(&[file("scenes"), file("scenes/b.txt")], "the bundle also has `scenes`");
    check(&[file("\u{c4}.txt"), file("\u{e4}.txt")], "the bundle also has `\u{c4}.txt`");
}

#[test]
fn names_stay_inside_of_the_game() {
    let deep = ["a/".repeat(16), "b".to_owned()].concat();
    let long = "a".repeat(241);
    for path in [
        "/etc/passwd",
        "../a.txt",
        "a/../../b.txt",
        "a//b.txt",
        "./a.txt",
        "a\\b.txt",
        "C:/a.txt",
        "a/",
        "a\0b",
        "a\nb",
        "a?.txt",
        "a|b",
        "a ",
        "a.",
        "a /b",
        "..",
        "con",
        "a/Aux.png",
        "lpt1.tar.gz/b",
        deep.as_str(),
    ] {
        check(&[Forged::stored(path, b"x")], "the bundle has a file `");
    }
    // Its directory is longer than that of any bundle.
    check(&[Forged::stored(&long, b"x")], "does not lie where its end says");
    check(&[Forged::stored("a.txt", b"x"), Forged::stored(&long, b"x")], "the bundle has a file `");
    check(&[Forged { path: vec![b'a', 0xff], ..Forged::stored("", b"x") }], "no name in UTF-8");
    check(&[Forged::stored("", b"x")], "directory");
}

#[test]
fn a_bundle_has_files_only() {
    let unix = 3 << 8 | 20;
    for mode in [0o120_777, 0o040_755, 0o020_644, 0o060_644, 0o010_644, 0o140_644] {
        let file =
            Forged { made_by: unix, attributes: mode << 16, ..Forged::stored("a.txt", b"/etc/passwd") };
        check(&[file], "this is a link or a folder");
    }
    check(&[Forged { attributes: 0x10, ..Forged::stored("a.txt", b"x") }], "this is a link or a folder");
    let regular = Forged { made_by: unix, attributes: 0o100_644 << 16, ..Forged::stored("a.txt", b"x") };
    assert!(open_bytes("forged", &forge(&[regular]).into()).is_ok());
}

#[test]
fn what_no_bundle_needs_is_refused() {
    let file = Forged::stored("a.txt", b"x");
    for flags in [1, 1 << 3, 1 << 6, 1 << 13] {
        check(&[Forged { flags, ..file.clone() }], "encrypted, or written in a way");
    }
    check(
        &[Forged { version: 45, ..file.clone() }],
        "forged: `a.txt`: this file is encrypted, or written in a way",
    );
    check(&[Forged { extra: vec![1, 0, 0, 0], ..file.clone() }], "encrypted, or written in a way");
    for method in [1, 9, 12, 14, 93, 99] {
        check(&[Forged { method, ..file.clone() }], "packed in a way");
    }
    let mut comment = forge(&[file]);
    let end = comment.len() - 2;
    comment[end] = 3;
    comment.extend(b"hi!");
    check_bytes(comment, "this is no bundle");
}

#[test]
fn a_head_says_what_the_directory_says() {
    let files = sample();
    let good = super::pack(&files);
    for at in 4..30 {
        let mut bytes = good.clone();
        bytes[at] ^= 0x10;
        check_bytes(bytes, "the head of this file is not what its directory says");
    }
}

#[test]
fn a_count_allocates_nothing_before_it_is_believed() {
    let mut bundle = forge(&[Forged::stored("a.txt", b"x")]);
    let end = bundle.len() - 22;
    bundle[end + 8..end + 12].copy_from_slice(&[0xfe, 0xff, 0xfe, 0xff]);
    check_bytes(bundle.clone(), "does not lie where its end says");
    bundle[end + 8..end + 12].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    check_bytes(bundle, "more than 65534 files");
    check_bytes(Vec::new(), "too short");
    check_bytes(vec![0; 21], "too short");
    check_bytes(vec![0; 100_000], "does not end as one");
}
