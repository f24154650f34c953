//! From the graphics card back into memory.

use crate::backend::wgpu::device::Device;
use playground_core_client::rendering::Picture;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Reads a texture of four bytes a pixel back; waits until the card has drawn it.
pub(crate) fn read_back(device: &Device, texture: &wgpu::Texture) -> CoreResult<Picture> {
    let (width, height) = (texture.width(), texture.height());
    // The card copies rows to multiples of 256 bytes.
    let row_size = (width * 4).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT);
    let buffer = device.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("capture"),
        size: u64::from(row_size) * u64::from(height),
        usage: wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    });
    let mut encoder = device.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
    let layout =
        wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(row_size), rows_per_image: None };
    let copy = wgpu::TexelCopyBufferInfo { buffer: &buffer, layout };
    encoder.copy_texture_to_buffer(texture.as_image_copy(), copy, texture.size());
    device.queue.submit([encoder.finish()]);

    let mapped = Arc::new(AtomicBool::new(false));
    let flag = mapped.clone();
    buffer.map_async(wgpu::MapMode::Read, .., move |result| flag.store(result.is_ok(), Ordering::Release));
    device
        .device
        .poll(wgpu::PollType::wait_indefinitely())
        .map_err(|error| unreadable(&error.to_string()))?;
    if !mapped.load(Ordering::Acquire) {
        return Err(unreadable("the device went away"));
    }
    let bytes = buffer.get_mapped_range(..).map_err(|error| unreadable(&error.to_string()))?;
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for row in bytes.chunks_exact(row_size as usize) {
        rgba.extend_from_slice(&row[..width as usize * 4]);
    }
    if texture.format().remove_srgb_suffix() == wgpu::TextureFormat::Bgra8Unorm {
        rgba.chunks_exact_mut(4).for_each(|pixel| pixel.swap(0, 2));
    }
    Ok(Picture { width, height, rgba })
}

fn unreadable(reason: &str) -> CoreError {
    CoreError::new(ErrorKind::NoDevice, format!("the frame cannot be read back: {reason}"))
}
