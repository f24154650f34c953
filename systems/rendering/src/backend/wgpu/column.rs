//! What pipelines read for each sprite, shape or letter: columns of plain data, uploaded once a frame.

use crate::backend::wgpu::device::Device;
use bytemuck::Pod;
use std::marker::PhantomData;
use std::ops::Range;

/// The most draw lists in one frame: the game and the overlay.
pub(crate) const LIST_COUNT: usize = 2;

/// How many instances a column has room for at first.
const FIRST_COUNT: usize = 256;

/// A growing buffer of instances on the card.
#[derive(Debug)]
pub(crate) struct Column<T> {
    /// What it holds, for people.
    noun: &'static str,
    buffer: wgpu::Buffer,
    stride: u64,
    /// The most instances that a buffer of this device holds.
    count_max: usize,
    is_overfull: bool,
    kind: PhantomData<T>,
}

impl<T: Pod> Column<T> {
    pub(crate) fn new(device: &Device, noun: &'static str) -> Self {
        let stride = size_of_val(&T::zeroed()) as u64;
        let count_max = (device.device.limits().max_buffer_size / stride) as usize;
        let buffer = create_buffer(device, noun, FIRST_COUNT as u64 * stride);
        Self { noun, buffer, stride, count_max, is_overfull: false, kind: PhantomData }
    }

    /// How many of each list's instances this device draws in one frame, beside `reserved` others.
    pub(crate) fn shares(&mut self, counts: [usize; LIST_COUNT], reserved: usize) -> [usize; LIST_COUNT] {
        let shares = shares(counts, self.count_max.saturating_sub(reserved));
        if shares != counts && !self.is_overfull {
            let [most, wanted] = [shares, counts].map(|counts| counts.iter().sum());
            let (most, wanted): (usize, usize) = (most, wanted);
            let noun = self.noun;
            log::warn!(
                "{wanted} {noun} in one frame; this graphics adapter takes {most}, the others are left out"
            );
        }
        self.is_overfull = shares != counts;
        shares
    }

    #[cfg(test)]
    pub(crate) fn limit(&mut self, count: usize) {
        self.count_max = count;
    }

    /// Uploads the parts of a frame, no more than [`shares`](Self::shares) allows, one after the other, in one
    /// write.
    pub(crate) fn upload(&mut self, device: &Device, parts: &[&[T]]) {
        let count: usize = parts.iter().map(|part| part.len()).sum();
        let size = count as u64 * self.stride;
        if size > self.buffer.size() {
            let room = count.next_power_of_two().min(self.count_max);
            self.buffer = create_buffer(device, self.noun, room as u64 * self.stride);
        }
        let Some(size) = wgpu::BufferSize::new(size) else { return };
        let Some(mut staged) = device.queue.write_buffer_with(&self.buffer, 0, size) else { return };
        let mut start = 0;
        for part in parts {
            let bytes: &[u8] = bytemuck::cast_slice(part);
            staged.slice(start..start + bytes.len()).copy_from_slice(bytes);
            start += bytes.len();
        }
    }

    /// What [`upload`](Self::upload) filled.
    pub(crate) fn instances(&self) -> wgpu::BufferSlice<'_> {
        self.buffer.slice(..)
    }
}

/// Parts of `most`: first for the overlay, without which nobody could leave the game, then for the game.
fn shares([game, overlay]: [usize; LIST_COUNT], most: usize) -> [usize; LIST_COUNT] {
    let overlay = overlay.min(most);
    [game.min(most - overlay), overlay]
}

/// The part of a range that lies among the first `share`, moved to where its list begins.
pub(crate) fn part_of(range: &Range<u32>, share: usize, start: u32) -> Range<u32> {
    let cut = |index: u32| start.saturating_add(index.min(share as u32));
    cut(range.start)..cut(range.end)
}

fn create_buffer(device: &Device, noun: &'static str, size: u64) -> wgpu::Buffer {
    device.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some(noun),
        size,
        usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

#[cfg(test)]
mod tests;
