//! Loop points from the comments of ogg and flac files.

use symphonia::core::formats::FormatReader;
use symphonia::core::meta::{MetadataRevision, RawValue, Tag};

/// The loop of a file's comments, as its first frame and the one after its last; the end of the file where they
/// name none.
///
/// `LOOPSTART` with `LOOPLENGTH` or `LOOPEND`, in any case, with or without underscores: what game makers write.
pub(super) fn find_loop<F: FormatReader>(format: &mut F) -> Option<(u64, u64)> {
    let mut metadata = format.metadata();
    let mut found = metadata.current().and_then(find_in);
    while found.is_none() && metadata.pop().is_some() {
        found = metadata.current().and_then(find_in);
    }
    found
}

fn find_in(revision: &MetadataRevision) -> Option<(u64, u64)> {
    let tracks = revision.per_track.iter().map(|track| &track.metadata);
    let tags = || tracks.clone().chain([&revision.media]).flat_map(|container| &container.tags);
    let find = |name: &str| tags().find(|tag| is_called(tag, name)).and_then(value);
    let start = find("LOOPSTART")?;
    let length = find("LOOPLENGTH").and_then(|length| start.checked_add(length));
    Some((start, length.or_else(|| find("LOOPEND")).unwrap_or(u64::MAX)))
}

fn is_called(tag: &Tag, name: &str) -> bool {
    let letters = tag.raw.key.chars().filter(|letter| *letter != '_');
    letters.map(|letter| letter.to_ascii_uppercase()).eq(name.chars())
}

/// A number of frames; what is none counts as not there.
fn value(tag: &Tag) -> Option<u64> {
    match &tag.raw.value {
        RawValue::String(text) => text.trim().parse().ok(),
        RawValue::UnsignedInt(number) => Some(*number),
        _ => None,
    }
}
