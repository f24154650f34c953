//! The last pass of a frame, where the player wants other colours: the frame is drawn into a picture, and that into
//! the target.

use crate::backend::wgpu::device::Device;
use crate::sight::Matrix;
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// Three rows of four numbers.
const UNIFORM_BYTES: u64 = 48;

/// A picture of one size, and what draws it with other colours.
#[derive(Debug)]
pub(crate) struct Filter {
    texture: wgpu::Texture,
    pipeline: wgpu::RenderPipeline,
    uniform: wgpu::Buffer,
    colors: wgpu::BindGroup,
    picture: wgpu::BindGroup,
}

impl Filter {
    /// What is needed for targets of one size and format.
    ///
    /// # Errors
    /// A size that the card does not draw.
    pub(crate) fn new(
        device: &Device,
        image_layout: &wgpu::BindGroupLayout,
        [width, height]: [u32; 2],
        format: wgpu::TextureFormat,
    ) -> CoreResult<Self> {
        let most = device.device.limits().max_texture_dimension_2d;
        if width > most || height > most {
            let message =
                format!("colours of {width}x{height} pixels; this graphics adapter draws {most} a side");
            return Err(CoreError::new(ErrorKind::LimitReached, message).cure("make the window smaller"));
        }
        let texture = device.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("unfiltered"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING,
            view_formats: &[],
        });
        let uniform = device.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("colours"),
            size: UNIFORM_BYTES,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let colors_layout = create_colors_layout(device);
        let colors = device.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("colours"),
            layout: &colors_layout,
            entries: &[wgpu::BindGroupEntry { binding: 0, resource: uniform.as_entire_binding() }],
        });
        let sampler = device.device.create_sampler(&wgpu::SamplerDescriptor::default());
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let picture = device.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("unfiltered"),
            layout: image_layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&sampler) },
            ],
        });
        let pipeline = create_pipeline(device, [&colors_layout, image_layout], format);
        Ok(Self { texture, pipeline, uniform, colors, picture })
    }

    /// Whether it is for targets of this size.
    pub(crate) fn fits(&self, size: [u32; 2]) -> bool {
        [self.texture.width(), self.texture.height()] == size
    }

    /// What the frame is drawn into.
    pub(crate) fn view(&self) -> wgpu::TextureView {
        self.texture.create_view(&wgpu::TextureViewDescriptor::default())
    }

    /// Draws the picture into a target, with its colours moved by a matrix.
    pub(crate) fn draw(&self, device: &Device, target: &wgpu::TextureView, matrix: &Matrix) {
        let rows = matrix.map(|[red, green, blue]| [red, green, blue, 0.0]);
        device.queue.write_buffer(&self.uniform, 0, bytemuck::cast_slice(&rows));
        let mut encoder = device.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("colours"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: target,
                depth_slice: None,
                resolve_target: None,
                ops: wgpu::Operations {
                    load: wgpu::LoadOp::Clear(wgpu::Color::BLACK),
                    store: wgpu::StoreOp::Store,
                },
            })],
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &self.colors, &[]);
        pass.set_bind_group(1, &self.picture, &[]);
        pass.draw(0..3, 0..1);
        drop(pass);
        device.queue.submit([encoder.finish()]);
    }
}

fn create_colors_layout(device: &Device) -> wgpu::BindGroupLayout {
    device.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("colours"),
        entries: &[wgpu::BindGroupLayoutEntry {
            binding: 0,
            visibility: wgpu::ShaderStages::FRAGMENT,
            ty: wgpu::BindingType::Buffer {
                ty: wgpu::BufferBindingType::Uniform,
                has_dynamic_offset: false,
                min_binding_size: wgpu::BufferSize::new(UNIFORM_BYTES),
            },
            count: None,
        }],
    })
}

fn create_pipeline(
    device: &Device,
    layouts: [&wgpu::BindGroupLayout; 2],
    format: wgpu::TextureFormat,
) -> wgpu::RenderPipeline {
    let module = device.device.create_shader_module(wgpu::include_wgsl!("filter.wgsl"));
    let layout = device.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("colours"),
        bind_group_layouts: &layouts.map(Some),
        immediate_size: 0,
    });
    device.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("colours"),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("place"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[],
        },
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        fragment: Some(wgpu::FragmentState {
            module: &module,
            entry_point: Some("fill"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(format.into())],
        }),
        multiview_mask: None,
        cache: None,
    })
}
