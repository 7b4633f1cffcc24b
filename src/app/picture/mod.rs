//! The measures of a picture: outlines, widths of words, and where a packet is at a playhead.
//!
//! All of it is a pure function of a scene, so that the page, its tests and every export draw the
//! same thing. It knows neither the browser nor a colour; `ui::stage` turns it into SVG.

#[cfg(test)]
mod clear;
mod crowd;
mod lanes;
mod motion;
mod outline;
mod round;
mod width;
mod wire;

pub use lanes::{Standing, bundles, pins};
pub use motion::{Motion, Spot, State};
use outline::above;
pub use outline::{below, crooked, name_drop, outline, packet_inner, packet_outline, reach};
pub use round::{Flock, arc_paths, beside_ring, nearest_dot, peg_path, resting, walk_path, walker};
pub use width::{Face, line_width, shown, width};
pub use wire::Wire;

use crate::scene::{Figure, Format, Stage, Tag};

/// The sizes of what is written and drawn on a stage, in tenths of a grid unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sizes {
    /// The name of a set of sizes: the style sheet and the frame loop know it by this.
    pub name: &'static str,
    /// Type of a node's name.
    pub name_type: i32,
    /// Type of the lines under a node.
    pub caption_type: i32,
    /// From one line under a node to the next.
    pub caption_step: i32,
    /// Type of a tag.
    pub tag_type: i32,
    /// Height of a tag.
    pub tag_height: i32,
    /// From one tag to the next.
    pub tag_step: i32,
    /// Type of a packet's label.
    pub packet_type: i32,
    /// Whether a packet's label goes without the word for its kind, which shape and hue tell too.
    pub packet_short: bool,
    /// Half a packet's height.
    pub packet_half: i32,
    /// Type of a heading.
    pub heading_type: i32,
    /// Type in the boxes of a tree, and of the notes under it.
    pub box_type: i32,
    /// Half the height of what a finger or a pointer may hit.
    pub touch_half: i32,
}

const WIDE: Sizes = Sizes {
    name: "wide",
    name_type: 170,
    caption_type: 145,
    caption_step: 205,
    tag_type: 140,
    tag_height: 250,
    tag_step: 290,
    packet_type: 130,
    packet_short: false,
    packet_half: 140,
    heading_type: 125,
    box_type: 140,
    touch_half: 160,
};
/// The same where many nodes have bundles between them.
const WIDE_CROWD: Sizes = Sizes { name: "wide-crowd", packet_short: true, ..WIDE };
const TALL: Sizes = Sizes {
    name: "tall",
    name_type: 155,
    caption_type: 125,
    caption_step: 165,
    tag_type: 120,
    tag_height: 220,
    tag_step: 250,
    packet_type: 110,
    packet_short: false,
    packet_half: 120,
    heading_type: 115,
    box_type: 120,
    touch_half: 232,
};
const STRIP: Sizes = Sizes {
    name: "strip",
    name_type: 130,
    caption_type: 110,
    caption_step: 135,
    tag_type: 110,
    tag_height: 190,
    tag_step: 210,
    packet_type: 110,
    packet_short: false,
    packet_half: 110,
    heading_type: 110,
    box_type: 110,
    touch_half: 160,
};
/// The same with many messages about.
const STRIP_CROWD: Sizes = Sizes { name: "strip-crowd", packet_short: true, packet_half: 92, ..STRIP };
/// The same among small figures. No type in a strip is below 11: it is shown about as large as its grid.
const STRIP_DENSE: Sizes = Sizes {
    name: "strip-dense",
    name_type: 110,
    tag_height: 160,
    tag_step: 180,
    packet_short: true,
    packet_half: 92,
    touch_half: 120,
    ..STRIP
};
/// A phone on which many messages are about: they go without the word for their kind.
const TALL_CROWD: Sizes = Sizes { name: "tall-crowd", packet_short: true, ..TALL };
/// The same among figures so small that larger type would cover them.
const TALL_DENSE: Sizes = Sizes {
    name: "tall-dense",
    name_type: 125,
    tag_type: 110,
    tag_height: 195,
    tag_step: 212,
    packet_type: 105,
    packet_half: 108,
    touch_half: 180,
    ..TALL_CROWD
};
/// A figure of a smaller radius than this is a small one, and what is drawn round it keeps close.
const SMALL_RADIUS: i32 = 14;
/// With more nodes than this there is no room for type as large as that.
const LARGE_NODES_MAX: usize = 9;
/// With more messages than this there is no room for whole labels: on a phone, in a strip, in large
/// type.
const WHOLE_LABELS_MAX: [usize; 3] = [6, 3, 4];
/// A label longer than this does not fit between two nodes in large type.
const LARGE_LABEL_CHARS_MAX: usize = 11;
/// For the back row: what carries meaning is 1/40 of the picture's height.
const LARGE: Sizes = Sizes {
    name: "large",
    name_type: 225,
    caption_type: 205,
    caption_step: 255,
    tag_type: 205,
    tag_height: 305,
    tag_step: 330,
    packet_type: 205,
    packet_short: false,
    packet_half: 190,
    heading_type: 205,
    box_type: 175,
    touch_half: 190,
};

/// The same with many messages about.
const LARGE_CROWD: Sizes = Sizes { name: "large-crowd", packet_short: true, ..LARGE };
/// The same among many nodes: 1/40 of the picture's height, and no more.
const LARGE_DENSE: Sizes = Sizes {
    name: "large-dense",
    name_type: 175,
    caption_type: 172,
    caption_step: 205,
    tag_type: 160,
    tag_height: 235,
    tag_step: 255,
    packet_type: 172,
    packet_half: 150,
    heading_type: 175,
    ..LARGE_CROWD
};

/// One of two stages next to each other. In a small window its grid is drawn smaller than it is, so that type is larger
/// on it than on a phone's.
const HALF: Sizes = Sizes {
    name: "half",
    name_type: 150,
    caption_type: 140,
    caption_step: 165,
    tag_type: 136,
    tag_height: 230,
    tag_step: 255,
    packet_type: 136,
    packet_short: true,
    packet_half: 122,
    heading_type: 138,
    box_type: 138,
    touch_half: 180,
};
/// The same for the back row.
const LARGE_HALF: Sizes = Sizes {
    name: "large-half",
    name_type: 165,
    caption_type: 148,
    caption_step: 180,
    tag_type: 146,
    tag_height: 240,
    tag_step: 265,
    packet_type: 146,
    packet_half: 130,
    heading_type: 150,
    box_type: 152,
    ..HALF
};

/// Every set of sizes.
const ALL: [&Sizes; 13] = [
    &WIDE,
    &WIDE_CROWD,
    &TALL,
    &TALL_CROWD,
    &TALL_DENSE,
    &STRIP,
    &STRIP_CROWD,
    &STRIP_DENSE,
    &LARGE,
    &LARGE_CROWD,
    &LARGE_DENSE,
    &HALF,
    &LARGE_HALF,
];

impl Sizes {
    /// The sizes for a stage laid out for a format; `large` for a projector.
    pub fn of(format: Format, large: bool, stage: &Stage) -> &'static Sizes {
        let many = stage.figures.len() > LARGE_NODES_MAX;
        let long = stage.packets.iter().any(|packet| packet.label.chars().count() > LARGE_LABEL_CHARS_MAX);
        let [tall, strip, wide] = WHOLE_LABELS_MAX;
        let whole = match format {
            Format::Tall | Format::Half => tall,
            Format::Strip => strip,
            Format::Wide => wide,
        };
        let bundled = stage.tree.is_some() && !stage.bundles.is_empty();
        let crowd = stage.packets.len() > whole || (large && long) || (bundled && (large || format != Format::Wide));
        let dense = stage.figures.iter().any(|figure| is_small(figure.radius));
        // A ring of keys and a chart stand on a phone's grid there, too, and have a phone's sizes.
        let own = stage.ring.is_none() && stage.notes.is_empty();
        match (format, large, crowd) {
            (Format::Half, true, _) if own => &LARGE_HALF,
            (Format::Half, false, _) if own => &HALF,
            (Format::Tall | Format::Half, ..) if dense => &TALL_DENSE,
            (Format::Strip, ..) if dense => &STRIP_DENSE,
            (Format::Wide, false, _) if many && bundled => &WIDE_CROWD,
            (Format::Wide, false, _) => &WIDE,
            (Format::Wide, true, _) if many => &LARGE_DENSE,
            (Format::Wide, true, false) => &LARGE,
            (Format::Wide, true, true) => &LARGE_CROWD,
            (Format::Tall | Format::Half, _, false) => &TALL,
            (Format::Tall | Format::Half, _, true) => &TALL_CROWD,
            (Format::Strip, _, false) => &STRIP,
            (Format::Strip, _, true) => &STRIP_CROWD,
        }
    }

    /// The sizes of a name, as the frame loop reads it back from the picture.
    pub fn named(name: &str) -> &'static Sizes {
        ALL.into_iter().find(|sizes| sizes.name == name).unwrap_or(&WIDE)
    }

    /// What is written on a packet with this label: all of it, or what follows its first word.
    pub fn written<'a>(&self, label: &'a str) -> &'a str {
        label.split_once(' ').filter(|_| self.packet_short).map_or(label, |(_, rest)| rest)
    }

    /// What a bundle says of one kind of message; a glyph has room everywhere.
    pub fn counted(&self, count: u32, kind: &str) -> String {
        if self.packet_short && kind.chars().nth(1).is_some() { count.to_string() } else { format!("{count} {kind}") }
    }

    /// Half the width of a packet with this label, in tenths.
    pub fn packet_half_width(&self, label: &str) -> i32 {
        (width(self.written(label), Face::Mono) * self.packet_type / 100) / 2 + self.packet_half * 9 / 10
    }

    /// What is written on a pin with this label: in large type nothing but its last word.
    pub fn pinned<'a>(&self, label: &'a str) -> &'a str {
        label.rsplit_once(' ').filter(|_| self.box_type >= LARGE.box_type).map_or(label, |(_, last)| last)
    }

    /// Half the width of a pin with this label, in tenths.
    pub fn pin_half_width(&self, label: &str) -> i32 {
        width(self.pinned(label), Face::Mono) * self.packet_type / 200 + self.packet_half / 2
    }
}

/// Whether a figure of this radius is a small one.
pub fn is_small(radius: i32) -> bool {
    radius < SMALL_RADIUS
}

/// How far a glow lies outside a figure of this radius.
pub fn glow_gap(radius: i32) -> i32 {
    if is_small(radius) { 2 } else { 8 }
}

/// How wide a tag is, in tenths.
pub fn tag_width(tag: &Tag, sizes: &Sizes) -> i32 {
    line_width(&tag.line, sizes.tag_type) + sizes.tag_type * 4 / 3
}

/// The base line of the row-th line under or over a figure, from the figure's middle, in tenths.
pub fn caption_base(figure: &Figure, sizes: &Sizes, row: i32) -> i32 {
    let ringed = figure.glow.is_some() || figure.traitor;
    let room = if ringed { 130 } else { 60 };
    if figure.over {
        // Nothing of a line lies between its base and what is under it; a traitor's mask stands out higher than its ring.
        let rows = i32::try_from(figure.caption.len()).unwrap_or(0);
        let room = room + if ringed { 60 } else { 40 };
        -above(figure.shape, figure.radius) * 10 - room - sizes.caption_step * (rows - 1 - row)
    } else {
        below(figure.shape, figure.radius) * 10 + room + sizes.caption_type * 11 / 10 + sizes.caption_step * row
    }
}

/// A length in tenths, as SVG writes it; integers keep the float formatter out of the page.
pub fn tenths(value: i32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    match value % 10 {
        0 => format!("{sign}{}", value / 10),
        rest => format!("{sign}{}.{rest}", value / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_written_as_decimals() {
        assert_eq!([tenths(0), tenths(-5), tenths(123), tenths(-40)], ["0", "-0.5", "12.3", "-4"]);
    }

    #[test]
    fn every_set_of_sizes_is_found_by_its_name() {
        for sizes in ALL {
            assert_eq!(Sizes::named(sizes.name), sizes);
        }
    }
}
