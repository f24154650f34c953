//! Regions of bytes in a file: their pages, as far as anything is in them.

use crate::bytes::{Reader, put_bytes, put_number};
use playground_core_ecs::region::{REGION_BYTES_MAX, REGION_PAGE_BYTES};
use playground_core_ecs::{ComponentId, World};
use playground_core_types::CoreResult;

/// Appends all regions.
pub(super) fn put_regions(world: &World, bytes: &mut Vec<u8>) {
    put_number(bytes, world.regions().count() as u64);
    for (id, region) in world.regions() {
        bytes.extend_from_slice(&id.0.to_le_bytes());
        put_number(bytes, region.len() as u64);
        let is_used = |page: &usize| region.page(*page).iter().any(|byte| *byte != 0);
        let used: Vec<usize> = (0..region.page_count()).filter(is_used).collect();
        put_number(bytes, used.len() as u64);
        for page in used {
            put_number(bytes, page as u64);
            put_bytes(bytes, region.page(page));
        }
    }
}

/// Gives the world the regions of a file; one that is longer today stays so, with zeros behind what the file has.
pub(super) fn read_regions(world: &mut World, reader: &mut Reader<'_>) -> CoreResult<()> {
    let mut total = 0_usize;
    for _ in 0..reader.count(10)? {
        let id = ComponentId(reader.word()?);
        let length = usize::try_from(reader.number()?).unwrap_or(usize::MAX);
        // Zeros take little, but not nothing: a small file does not speak of more than one large region.
        total = total.saturating_add(length);
        if total > REGION_BYTES_MAX {
            return Err(reader.damaged("its regions are longer than any"));
        }
        let length = world.region(id).map_or(length, |region| region.len().max(length));
        world.add_region(id, length)?;
        for _ in 0..reader.count(2)? {
            let page = usize::try_from(reader.number()?).unwrap_or(usize::MAX);
            let (offset, bytes) = (page.saturating_mul(REGION_PAGE_BYTES), reader.bytes()?);
            if bytes.len() > REGION_PAGE_BYTES {
                return Err(reader.damaged("a page of a region is too long"));
            }
            world.write_region(id, offset, bytes).map_err(|error| reader.damaged(error.message()))?;
        }
    }
    Ok(())
}
