// Fills and strokes a shape by the distance of each pixel from its edge: smooth, round and exact at any size.

// x, y: from real pixels of the viewport to clip space. z, w: unused.
@group(0) @binding(0) var<uniform> screen: vec4<f32>;

const ELLIPSE: f32 = 1.0;
const POLYGON: f32 = 2.0;
const LINE: f32 = 3.0;

// Twice as many corners as vectors.
const PAIRS: i32 = 8;

// Everything in it is in real pixels of the viewport.
struct Column {
    @location(0) bounds: vec4<f32>,
    // The middle, and the direction of the x axis.
    @location(1) frame: vec4<f32>,
    // Kind, count of corners, half of the stroke's width, radius of the corners.
    @location(2) numbers: vec4<f32>,
    @location(3) fill: vec4<f32>,
    @location(4) stroke: vec4<f32>,
    // Two corners each; half of the size of what has none.
    @location(5) points0: vec4<f32>,
    @location(6) points1: vec4<f32>,
    @location(7) points2: vec4<f32>,
    @location(8) points3: vec4<f32>,
    @location(9) points4: vec4<f32>,
    @location(10) points5: vec4<f32>,
    @location(11) points6: vec4<f32>,
    @location(12) points7: vec4<f32>,
}

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) pixel: vec2<f32>,
    @location(1) @interpolate(flat, either) frame: vec4<f32>,
    @location(2) @interpolate(flat, either) numbers: vec4<f32>,
    @location(3) @interpolate(flat, either) fill: vec4<f32>,
    @location(4) @interpolate(flat, either) stroke: vec4<f32>,
    @location(5) @interpolate(flat, either) points0: vec4<f32>,
    @location(6) @interpolate(flat, either) points1: vec4<f32>,
    @location(7) @interpolate(flat, either) points2: vec4<f32>,
    @location(8) @interpolate(flat, either) points3: vec4<f32>,
    @location(9) @interpolate(flat, either) points4: vec4<f32>,
    @location(10) @interpolate(flat, either) points5: vec4<f32>,
    @location(11) @interpolate(flat, either) points6: vec4<f32>,
    @location(12) @interpolate(flat, either) points7: vec4<f32>,
}

@vertex
fn place(@builtin(vertex_index) index: u32, column: Column) -> Corner {
    let pixel = vec2<f32>(
        select(column.bounds.x, column.bounds.z, (index & 1u) == 1u),
        select(column.bounds.y, column.bounds.w, (index >> 1u) == 1u),
    );
    let clip = vec2<f32>(pixel.x * screen.x - 1.0, 1.0 - pixel.y * screen.y);
    return Corner(
        vec4<f32>(clip, 0.0, 1.0), pixel, column.frame, column.numbers, column.fill, column.stroke,
        column.points0, column.points1, column.points2, column.points3,
        column.points4, column.points5, column.points6, column.points7,
    );
}

// How much of a pixel lies inside of each edge's reach; what is thinner than a pixel covers less than one.
fn cover(half: vec2<f32>, from_middle: vec2<f32>) -> f32 {
    let sides = clamp(half + 0.5 - abs(from_middle), vec2<f32>(0.0), min(vec2<f32>(1.0), 2.0 * max(half, vec2<f32>(0.0))));
    return sides.x * sides.y;
}

// From an ellipse's edge, less than 0 inside: the nearest point is found by following the curve's circles.
fn from_ellipse(half: vec2<f32>, signed_place: vec2<f32>) -> f32 {
    let place = abs(signed_place);
    if (half.x == half.y) {
        return length(place) - half.x;
    }
    let squares = half * half;
    let difference = vec2<f32>(squares.x - squares.y, squares.y - squares.x) / half;
    var on = vec2<f32>(0.70710678);
    for (var step = 0; step < 4; step++) {
        let middle = difference * on * on * on;
        let radius = length(half * on - middle);
        let way = place - middle;
        let next = clamp((way * (radius / max(length(way), 1e-6)) + middle) / half, vec2<f32>(0.0), vec2<f32>(1.0));
        on = next / max(length(next), 1e-6);
    }
    let ratio = place / half;
    return length(place - half * on) * select(1.0, -1.0, dot(ratio, ratio) < 1.0);
}

// From a straight line between two points.
fn from_segment(start: vec2<f32>, end: vec2<f32>, place: vec2<f32>) -> f32 {
    let way = end - start;
    let along = clamp(dot(place - start, way) / max(dot(way, way), 1e-12), 0.0, 1.0);
    return length(place - start - way * along);
}

fn corner_of(pair: vec4<f32>, index: i32) -> vec2<f32> {
    return select(pair.xy, pair.zw, (index & 1) == 1);
}

@fragment
fn fill_shape(in: Corner) -> @location(0) vec4<f32> {
    let kind = in.numbers.x;
    let stroke_half = in.numbers.z;
    // How much of this pixel fill and stroke cover.
    var inside = 0.0;
    var edge = 0.0;
    let from_middle = in.pixel - in.frame.xy;
    let axis = in.frame.zw;
    let place = vec2<f32>(dot(from_middle, axis), dot(from_middle, vec2<f32>(-axis.y, axis.x)));
    let half = in.points0.xy;
    let radius = in.numbers.w;
    // From the edge that is stroked, and from the one that bounds the inside; the latter is below 0 inside.
    var near = 0.0;
    var bound = 0.0;
    if (kind < ELLIPSE) {
        let from_corner = abs(place) - half + radius;
        bound = length(max(from_corner, vec2<f32>(0.0))) + min(max(from_corner.x, from_corner.y), 0.0) - radius;
        near = abs(bound);
    } else if (kind == ELLIPSE) {
        bound = from_ellipse(half, place);
        near = abs(bound);
    } else {
        var pairs = array<vec4<f32>, PAIRS>(
            in.points0, in.points1, in.points2, in.points3, in.points4, in.points5, in.points6, in.points7,
        );
        let count = i32(in.numbers.y);
        let is_closed = kind == POLYGON;
        near = 1e9;
        var turns = 0;
        var start = corner_of(pairs[0], 0);
        let first = start;
        for (var index = 1; index <= count; index++) {
            let is_last = index == count;
            if (is_last && !is_closed) {
                break;
            }
            let at = select(index, 0, is_last);
            let end = corner_of(pairs[at >> 1u], at);
            near = min(near, from_segment(start, end, in.pixel));
            let way = end - start;
            let side = way.x * (in.pixel.y - start.y) - way.y * (in.pixel.x - start.x);
            if (start.y <= in.pixel.y && end.y > in.pixel.y && side > 0.0) {
                turns += 1;
            } else if (start.y > in.pixel.y && end.y <= in.pixel.y && side < 0.0) {
                turns -= 1;
            }
            start = end;
        }
        bound = 1e9;
        if (is_closed && near < 1.0) {
            // Where a polygon crosses itself, edges with the inside on both of their sides bound nothing.
            start = first;
            for (var index = 1; index <= count; index++) {
                let at = select(index, 0, index == count);
                let end = corner_of(pairs[at >> 1u], at);
                let way = end - start;
                let side = way.x * (in.pixel.y - start.y) - way.y * (in.pixel.x - start.x);
                let beyond = turns + select(1, -1, side > 0.0);
                if ((turns == 0) != (beyond == 0)) {
                    bound = min(bound, from_segment(start, end, in.pixel));
                }
                start = end;
            }
        }
        bound = bound * select(1.0, -1.0, turns != 0);
    }
    inside = clamp(0.5 - bound, 0.0, 1.0);
    edge = min(clamp(stroke_half + 0.5 - near, 0.0, 1.0), 2.0 * stroke_half);
    if (kind < ELLIPSE && radius == 0.0) {
        // Sharp corners, inside and outside.
        inside = cover(half, place);
        edge = cover(half + stroke_half, place) - cover(half - stroke_half, place);
    }
    if (kind == LINE) {
        inside = 0.0;
    }
    // Straight alphas become premultiplied ones, the stroke over the fill.
    let below = vec4<f32>(in.fill.rgb, 1.0) * (in.fill.a * inside);
    let above = vec4<f32>(in.stroke.rgb, 1.0) * (in.stroke.a * edge);
    return above + below * (1.0 - above.a);
}
