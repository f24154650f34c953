//! A payload as what differs from the one before.

use crate::bytes::{Reader, put_bytes, put_number};
use playground_core_types::CoreResult;

/// Equal bytes between two differences that are rather written again than skipped.
const SKIP_MIN: usize = 4;

/// A whole payload follows; any other number is that of the differences plus one.
const WHOLE: u64 = 0;

/// Appends `payload` as what differs from `last`.
pub(super) fn write(bytes: &mut Vec<u8>, last: &[u8], payload: &[u8]) {
    if last.len() != payload.len() || payload.is_empty() {
        put_number(bytes, WHOLE);
        put_bytes(bytes, payload);
        return;
    }
    let differences = differences(last, payload);
    put_number(bytes, differences.len() as u64 + 1);
    let mut position = 0;
    for (start, end) in differences {
        put_number(bytes, (start - position) as u64);
        put_bytes(bytes, &payload[start..end]);
        position = end;
    }
}

/// Where the two differ; they are equally long.
fn differences(last: &[u8], payload: &[u8]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    if last == payload {
        return found;
    }
    let pairs = last.iter().zip(payload).enumerate();
    for (index, _) in pairs.filter(|(_, (before, now))| before != now) {
        match found.last_mut() {
            Some((_, end)) if index - *end < SKIP_MIN => *end = index + 1,
            _ => found.push((index, index + 1)),
        }
    }
    found
}

/// Makes of the payload before the one that follows.
pub(super) fn read(reader: &mut Reader<'_>, payload: &mut Vec<u8>) -> CoreResult<()> {
    let count = reader.number()?;
    if count == WHOLE {
        payload.clear();
        payload.extend_from_slice(reader.bytes()?);
        return Ok(());
    }
    let mut position = 0_usize;
    for _ in 1..count {
        let skipped = usize::try_from(reader.number()?).unwrap_or(usize::MAX);
        let written = reader.bytes()?;
        let start = position.saturating_add(skipped);
        let place = start.checked_add(written.len()).and_then(|end| payload.get_mut(start..end));
        place
            .ok_or_else(|| reader.damaged("a tick differs where the one before has nothing"))?
            .copy_from_slice(written);
        position = start + written.len();
    }
    Ok(())
}
