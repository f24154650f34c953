//! All that lives on the graphics card, and one frame drawn with it.

use crate::backend::wgpu::AttachedWindow;
use crate::backend::wgpu::capture::read_back;
use crate::backend::wgpu::column::{Column, LIST_COUNT, part_of};
use crate::backend::wgpu::device::Device;
use crate::backend::wgpu::filter::Filter;
use crate::backend::wgpu::letters::LetterTexture;
use crate::backend::wgpu::pipeline::Pipelines;
use crate::backend::wgpu::surface::{Target, create_offscreen_texture};
use crate::backend::wgpu::textures::Textures;
use crate::backend::{Frame, Outcome};
use crate::marks::{Marks, area_of, virtual_size};
use crate::shape::ShapeInstance;
use crate::sight::matrix;
use playground_core_assets::AssetId;
use playground_core_client::rendering::instance::WHOLE;
use playground_core_client::rendering::{
    Batch, BatchKind, Blend, DrawList, RendererKind, ScreenSettings, SpriteInstance, Viewport,
};
use playground_core_types::CoreResult;
use playground_core_types::math::vec2;
use std::ops::Range;

/// A list's sprites have a background before and a fade behind them.
const SCREENS_PER_LIST: usize = 2;

/// How many instances of each list are there to be drawn, by kind.
type Shares = [[usize; LIST_COUNT]; 3];

/// A device and everything made of it; dropped whole when the device is lost.
#[derive(Debug)]
pub(crate) struct Gpu {
    // In the order in which they are to be dropped: the device last.
    target: Target,
    pipelines: Pipelines,
    sprites: Column<SpriteInstance>,
    shapes: Column<ShapeInstance>,
    letters: Column<SpriteInstance>,
    letter_texture: LetterTexture,
    textures: Textures,
    /// The picture of the last capture or offscreen frame, used again while the size stays.
    offscreen: Option<wgpu::Texture>,
    /// Other colours, while the player wants them and the size stays.
    filter: Option<Filter>,
    /// Whether all pipelines are made.
    is_warm: bool,
    device: Device,
}

impl Gpu {
    /// Opens a device; the first `passed` interfaces are tried last.
    pub(crate) async fn open(
        kind: RendererKind,
        window: Option<&AttachedWindow>,
        passed: usize,
    ) -> CoreResult<Self> {
        let (device, surface) = Device::open(kind, window, passed).await?;
        let target = Target::new(&device, surface, window)?;
        let textures = Textures::new(&device);
        Ok(Self {
            pipelines: Pipelines::new(&device, textures.layout(), target.format()),
            sprites: Column::new(&device, "sprites"),
            shapes: Column::new(&device, "shapes"),
            letters: Column::new(&device, "letters"),
            letter_texture: LetterTexture::default(),
            target,
            textures,
            offscreen: None,
            filter: None,
            is_warm: false,
            device,
        })
    }

    pub(crate) fn name(&self) -> String {
        self.device.name()
    }

    pub(crate) fn is_lost(&self) -> bool {
        self.device.is_lost()
    }

    /// Which of the interfaces that are tried in turn it speaks, counted from 0.
    pub(crate) fn turn(&self) -> usize {
        self.device.turn
    }

    /// Whether no later frame waits for a shader. Pictures in memory wait: nobody sees them late.
    pub(crate) fn is_warm(&self) -> bool {
        self.is_warm || matches!(self.target, Target::Offscreen)
    }

    pub(crate) fn reset(&mut self) {
        self.textures.reset();
    }

    /// Draws a frame into the target, and once more into a picture when its `pixels` are wanted: a
    /// window's own surface cannot be read on every platform.
    pub(crate) fn draw(
        &mut self,
        frame: &Frame<'_>,
        marks: &mut Marks,
        (size, pixels): ([u32; 2], bool),
    ) -> CoreResult<Outcome> {
        let shares = self.prepare(frame, marks, size);
        let mut outcome = Outcome::Skipped;
        let acquired = match &mut self.target {
            Target::Window(window) => window.acquire(&self.device, size, frame.settings.vsync),
            Target::Offscreen => None,
        };
        if let Some(acquired) = acquired {
            self.paint((frame, marks), &shares, (&acquired.view, size))?;
            self.target.present(&self.device, acquired);
            // Behind the picture, which waits for what it needs only.
            self.is_warm = self.is_warm || !self.pipelines.prepare_next(&self.device);
            outcome = Outcome::Drawn;
        }
        if matches!(self.target, Target::Offscreen) || pixels {
            let texture = self.take_offscreen(size)?;
            let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
            self.paint((frame, marks), &shares, (&view, size))?;
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

    /// Makes all pipelines; gives how many were still to be made.
    #[cfg(test)]
    pub(crate) fn warm_up(&mut self) -> usize {
        1 + std::iter::repeat_with(|| self.pipelines.prepare_next(&self.device))
            .take_while(|more| *more)
            .count()
    }

    #[cfg(test)]
    pub(crate) fn limit_instances(&mut self, count: usize) {
        self.sprites.limit(count);
    }

    /// Uploads what the frame needs: new images, new letters, and all instances at once; gives how many of
    /// each list are there to be drawn.
    fn prepare(&mut self, frame: &Frame<'_>, marks: &mut Marks, size: [u32; 2]) -> Shares {
        let device = &self.device;
        self.pipelines.prepare(device, BatchKind::Sprites, Blend::Alpha);
        for (index, list) in frame.lists.iter().enumerate() {
            let virtual_size = virtual_size(list, &frame.settings);
            let area = area_of((index, list), &frame.settings, size);
            self.pipelines.set_screen(device, index, BatchKind::Sprites, virtual_size);
            self.pipelines.set_screen(device, index, BatchKind::Shapes, [area.width, area.height]);
            for batch in list.batches() {
                self.pipelines.prepare(device, batch.kind, batch.blend);
                if batch.kind == BatchKind::Sprites {
                    self.textures.prepare(device, batch.image, frame.images);
                }
            }
        }
        let [game, overlay] = frame.lists;
        let sprites = frame.lists.map(DrawList::instances);
        let reserved = SCREENS_PER_LIST * LIST_COUNT;
        let sprite_shares = self.sprites.shares(sprites.map(<[SpriteInstance]>::len), reserved);
        let screen = |list, color| [cover(list, &frame.settings, color)];
        self.sprites.upload(
            device,
            &[
                &screen(game, game.background),
                &sprites[0][..sprite_shares[0]],
                &screen(game, game.fade),
                &screen(overlay, overlay.background),
                &sprites[1][..sprite_shares[1]],
                &screen(overlay, overlay.fade),
            ],
        );
        let [first, second] = &marks.lists;
        let shape_shares = self.shapes.shares([first.shapes.len(), second.shapes.len()], 0);
        let shapes = [&first.shapes[..shape_shares[0]], &second.shapes[..shape_shares[1]]];
        self.shapes.upload(device, &shapes);
        let letter_shares = self.letters.shares([first.letters.len(), second.letters.len()], 0);
        let letters = [&first.letters[..letter_shares[0]], &second.letters[..letter_shares[1]]];
        self.letters.upload(device, &letters);
        if letter_shares != [0; LIST_COUNT] {
            self.letter_texture.refresh(device, self.textures.layout(), marks.typesetter.atlas_mut());
        }
        [sprite_shares, shape_shares, letter_shares]
    }

    /// Draws a frame into a target: straight, or where the player wants other colours by a picture between.
    fn paint(
        &mut self,
        drawn: (&Frame<'_>, &Marks),
        shares: &Shares,
        (view, size): (&wgpu::TextureView, [u32; 2]),
    ) -> CoreResult<()> {
        let Some(matrix) = matrix(drawn.0.settings.sight.filter) else {
            self.filter = None;
            self.encode(drawn, shares, (view, size));
            return Ok(());
        };
        let filter = match self.filter.take().filter(|filter| filter.fits(size)) {
            Some(filter) => filter,
            None => Filter::new(&self.device, self.textures.layout(), size, self.target.format())?,
        };
        self.encode(drawn, shares, (&filter.view(), size));
        filter.draw(&self.device, view, &matrix);
        self.filter = Some(filter);
        Ok(())
    }

    /// One pass: black, then each list through its viewport: background, batches, fade.
    fn encode(
        &self,
        (frame, marks): (&Frame<'_>, &Marks),
        shares: &Shares,
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
        let mut background = 0;
        for (index, list) in frame.lists.into_iter().enumerate() {
            let area = area_of((index, list), &frame.settings, size);
            let fade = background + 1 + shares[0][index] as u32;
            if area.width > 0 && area.height > 0 {
                let Viewport { x, y, width, height } = area;
                pass.set_viewport(x as f32, y as f32, width as f32, height as f32, 0.0, 1.0);
                pass.set_scissor_rect(x, y, width, height);
                if list.background[3] > 0.0 {
                    self.draw_screen(&mut pass, index, background);
                }
                self.draw_batches(&mut pass, (index, list), marks, (background + 1, shares));
                if list.fade[3] > 0.0 {
                    self.draw_screen(&mut pass, index, fade);
                }
            }
            background = fade + 1;
        }
        drop(pass);
        self.device.queue.submit([encoder.finish()]);
    }

    /// Draws one sprite of the runtime's own over the whole virtual screen of a list.
    fn draw_screen(&self, pass: &mut wgpu::RenderPass<'_>, list: usize, sprite: u32) {
        let Some(pipeline) = self.pipelines.find(BatchKind::Sprites, Blend::Alpha) else { return };
        pass.set_pipeline(pipeline);
        pass.set_bind_group(0, self.pipelines.screen(list, BatchKind::Sprites), &[]);
        pass.set_bind_group(1, self.textures.group(AssetId::NONE), &[]);
        pass.set_vertex_buffer(0, self.sprites.instances());
        pass.draw(0..4, sprite..sprite + 1);
    }

    /// Draws a list, as much of it as found room; `first_sprite` is where its sprites begin.
    fn draw_batches(
        &self,
        pass: &mut wgpu::RenderPass<'_>,
        (index, list): (usize, &DrawList),
        marks: &Marks,
        (first_sprite, shares): (u32, &Shares),
    ) {
        let mut state = None;
        for batch in list.batches() {
            let range = instances_of(batch, (index, marks), (first_sprite, shares));
            let Some(pipeline) = self.pipelines.find(batch.kind, batch.blend) else { continue };
            if range.is_empty() {
                continue;
            }
            let before = state.replace((batch.kind, batch.blend));
            if before != state {
                pass.set_pipeline(pipeline);
            }
            let kind_before = before.map(|(kind, _)| kind);
            if kind_before != Some(batch.kind) {
                pass.set_bind_group(0, self.pipelines.screen(index, batch.kind), &[]);
                let instances = match batch.kind {
                    BatchKind::Sprites => self.sprites.instances(),
                    BatchKind::Shapes => self.shapes.instances(),
                    BatchKind::Texts => self.letters.instances(),
                };
                pass.set_vertex_buffer(0, instances);
            }
            match batch.kind {
                BatchKind::Sprites => pass.set_bind_group(1, self.textures.group(batch.image), &[]),
                BatchKind::Shapes => {}
                BatchKind::Texts => pass.set_bind_group(1, self.letter_texture.group(), &[]),
            }
            pass.draw(0..4, range);
        }
    }

    fn take_offscreen(&mut self, size: [u32; 2]) -> CoreResult<wgpu::Texture> {
        match self.offscreen.take() {
            Some(texture) if [texture.width(), texture.height()] == size => Ok(texture),
            _ => create_offscreen_texture(&self.device, size, self.target.format()),
        }
    }
}

/// A sprite over the whole virtual screen of a list.
fn cover(list: &DrawList, settings: &ScreenSettings, color: [f32; 4]) -> SpriteInstance {
    let [width, height] = virtual_size(list, settings).map(|pixels| pixels as f32);
    SpriteInstance::rectangle(vec2(0.0, 0.0), vec2(width, height), WHOLE, color)
}

/// Where in its column a batch lies.
fn instances_of(
    batch: &Batch,
    (list, marks): (usize, &Marks),
    (first_sprite, shares): (u32, &Shares),
) -> Range<u32> {
    let before = |shares: &[usize; LIST_COUNT]| if list == 0 { 0 } else { shares[0] as u32 };
    match batch.kind {
        BatchKind::Sprites => part_of(&batch.range, shares[0][list], first_sprite),
        BatchKind::Shapes => part_of(&batch.range, shares[1][list], before(&shares[1])),
        BatchKind::Texts => {
            let letters = marks.lists[list].letters_of(batch.range.clone());
            part_of(&letters, shares[2][list], before(&shares[2]))
        }
    }
}
