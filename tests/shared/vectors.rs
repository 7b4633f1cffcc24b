//! Numbers that must come out the same natively and in wasm: this file is compiled into a test of each.

use synod::sim::{Purpose, draw, fingerprint};

/// (what it is, what was computed, what it must be).
pub(crate) fn vectors() -> Vec<(&'static str, u64, u64)> {
    let widths = (1_u8, 2_u16, 3_u32, 4_u64, 5_usize, "six", Some(-7_i64), [true, false], 'λ');
    vec![
        ("a draw", draw(7, Purpose::Delay, 0, 3, 0), 433_049_565_989_899_288),
        ("a draw far along a link", draw(u64::MAX, Purpose::DuplicateDelay, 31, 30, u32::MAX), 16_456_963_093_104_022_752),
        ("a fingerprint of every width", fingerprint(&widths), 13_635_077_539_913_240_156),
        (
            "a fingerprint of lists",
            fingerprint(&(vec![1_u32, 2], vec![Some(4_usize)], vec![None, Some(3_u8)], "Chinese 中文")),
            15_209_461_868_893_909_989,
        ),
    ]
}
