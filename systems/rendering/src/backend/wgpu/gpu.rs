//! All that lives on the graphics card, and one frame drawn with it.

use crate::backend::wgpu::AttachedWindow;
use crate::backend::wgpu::capture::read_back;
use crate::backend::wgpu::device::Device;
use crate::backend::wgpu::pipeline::{LIST_COUNT, Pipeline};
use crate::backend::wgpu::surface::{Target, create_offscreen_texture};
use crate::backend::wgpu::textures::Textures;
use crate::backend::{Frame, Outcome};
use crate::letterbox::letterbox;
use playground_core_assets::AssetId;
use playground_core_client::rendering::instance::WHOLE;
use playground_core_client::rendering::{
    Blend, DrawList, RendererKind, ScreenSettings, SpriteInstance, Viewport,
};
use playground_core_types::CoreResult;
use playground_core_types::math::vec2;
use std::ops::Range;

/// A device and everything made of it; dropped whole when the device is lost.
#[derive(Debug)]
pub(crate) struct Gpu {
    // In the order in which they are to be dropped: the device last.
    target: Target,
    pipeline: Pipeline,
    textures: Textures,
    /// The picture of the last capture or offscreen frame, used again while the size stays.
    offscreen: Option<wgpu::Texture>,
    device: Device,
}

impl Gpu {
    pub(crate) async fn open(kind: RendererKind, window: Option<&AttachedWindow>) -> CoreResult<Self> {
        let (device, surface) = Device::open(kind, window).await?;
        let target = Target::new(&device, surface, window)?;
        let textures = Textures::new(&device);
        let pipeline = Pipeline::new(&device, textures.layout(), target.format());
        Ok(Self { target, pipeline, textures, offscreen: None, device })
    }

    pub(crate) fn name(&self) -> String {
        self.device.name()
    }

    pub(crate) fn is_lost(&self) -> bool {
        self.device.is_lost()
    }

    pub(crate) fn reset(&mut self) {
        self.textures.reset();
    }

    /// Draws a frame into the target, and once more into a picture when its `pixels` are wanted: a
    /// window's own surface cannot be read on every platform.
    pub(crate) fn draw(&mut self, frame: &Frame<'_>, size: [u32; 2], pixels: bool) -> CoreResult<Outcome> {
        let shares = self.prepare(frame);
        let mut outcome = Outcome::Skipped;
        let acquired = match &mut self.target {
            Target::Window(window) => window.acquire(&self.device, size, frame.settings.vsync),
            Target::Offscreen => None,
        };
        if let Some(acquired) = acquired {
            self.encode(frame, shares, (&acquired.view, size));
            self.target.present(&self.device, acquired);
            outcome = Outcome::Drawn;
        }
        if matches!(self.target, Target::Offscreen) || pixels {
            let texture = self.take_offscreen(size)?;
            let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
            self.encode(frame, shares, (&view, size));
            outcome = Outcome::Drawn;
            if pixels {
                outcome = Outcome::Captured(read_back(&self.device, &texture)?);
            }
            self.offscreen = Some(texture);
        }
        Ok(outcome)
    }

    #[cfg(test)]
    pub(crate) fn destroy_device(&self) {
        self.device.device.destroy();
        // The loss is told when the card has finished; a test does not want to guess when.
        self.device.device.poll(wgpu::PollType::wait_indefinitely()).expect("the card finishes");
    }

    #[cfg(test)]
    pub(crate) fn limit_instances(&mut self, count: usize) {
        self.pipeline.limit_instances(count);
    }

    /// Uploads what the frame needs: new images, one uniform a list, all instances at once; gives how many
    /// sprites of each list are there to be drawn.
    fn prepare(&mut self, frame: &Frame<'_>) -> [usize; LIST_COUNT] {
        for (index, list) in frame.lists.iter().enumerate() {
            self.pipeline.set_screen(&self.device, index, virtual_size(list, &frame.settings));
            for batch in list.batches() {
                self.textures.prepare(&self.device, batch.image, frame.images);
            }
        }
        let backgrounds = frame.lists.map(|list| [background(list, &frame.settings)]);
        let sprites = frame.lists.map(DrawList::instances);
        let shares = self.pipeline.shares(sprites.map(<[SpriteInstance]>::len));
        let columns =
            [&backgrounds[0][..], &sprites[0][..shares[0]], &backgrounds[1][..], &sprites[1][..shares[1]]];
        self.pipeline.upload(&self.device, &columns);
        shares
    }

    /// One pass: black, then each list through its viewport, its background before its sprites.
    fn encode(
        &self,
        frame: &Frame<'_>,
        shares: [usize; LIST_COUNT],
        (view, size): (&wgpu::TextureView, [u32; 2]),
    ) {
        let descriptor = wgpu::CommandEncoderDescriptor::default();
        let mut encoder = self.device.device.create_command_encoder(&descriptor);
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("frame"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view,
                depth_slice: None,
                resolve_target: None,
                ops: wgpu::Operations {
                    load: wgpu::LoadOp::Clear(wgpu::Color::BLACK),
                    store: wgpu::StoreOp::Store,
                },
            })],
            ..Default::default()
        });
        pass.set_vertex_buffer(0, self.pipeline.instances());
        let mut background = 0;
        for (index, share) in shares.into_iter().enumerate() {
            let list = frame.lists[index];
            let area = letterbox(frame.settings.scaling, virtual_size(list, &frame.settings), size);
            let behind = background + 1 + share as u32;
            if area.width > 0 && area.height > 0 {
                pass.set_bind_group(0, &self.pipeline.screens[index], &[]);
                self.draw_list(&mut pass, list, (background..behind, area));
            }
            background = behind;
        }
        drop(pass);
        self.device.queue.submit([encoder.finish()]);
    }

    /// Draws a list whose instances are there: its background, then as many sprites as found room.
    fn draw_list(
        &self,
        pass: &mut wgpu::RenderPass<'_>,
        list: &DrawList,
        (instances, area): (Range<u32>, Viewport),
    ) {
        let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(|pixels| pixels as f32);
        pass.set_viewport(x, y, width, height, 0.0, 1.0);
        pass.set_scissor_rect(area.x, area.y, area.width, area.height);
        if list.background[3] > 0.0 {
            pass.set_pipeline(self.pipeline.pipeline(Blend::Alpha));
            pass.set_bind_group(1, self.textures.group(AssetId::NONE), &[]);
            pass.draw(0..4, instances.start..instances.start + 1);
        }
        let mut blend = None;
        for batch in list.batches() {
            if blend != Some(batch.blend) {
                blend = Some(batch.blend);
                pass.set_pipeline(self.pipeline.pipeline(batch.blend));
            }
            pass.set_bind_group(1, self.textures.group(batch.image), &[]);
            let [start, end] = [batch.range.start, batch.range.end]
                .map(|sprite| instances.end.min((instances.start + 1).saturating_add(sprite)));
            pass.draw(0..4, start..end);
        }
    }

    fn take_offscreen(&mut self, size: [u32; 2]) -> CoreResult<wgpu::Texture> {
        match self.offscreen.take() {
            Some(texture) if [texture.width(), texture.height()] == size => Ok(texture),
            _ => create_offscreen_texture(&self.device, size, self.target.format()),
        }
    }
}

/// A list's own size of the virtual screen, or the one of the settings.
pub(crate) fn virtual_size(list: &DrawList, settings: &ScreenSettings) -> [u32; 2] {
    if list.virtual_size.contains(&0) { settings.virtual_size } else { list.virtual_size }
}

fn background(list: &DrawList, settings: &ScreenSettings) -> SpriteInstance {
    let [width, height] = virtual_size(list, settings).map(|pixels| pixels as f32);
    SpriteInstance::rectangle(vec2(0.0, 0.0), vec2(width, height), WHOLE, list.background)
}
