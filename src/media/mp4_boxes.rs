//! Walking the boxes of an MP4 that somebody else made. Nothing here allocates or believes a size
//! further than the bytes at hand. Source: ISO/IEC 14496-12, clause 4.2.

/// One box: its kind and what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mp4Box<'a> {
    pub kind: [u8; 4],
    pub body: &'a [u8],
}

/// The boxes that follow each other in these bytes, up to the first that does not fit.
pub(super) fn boxes(bytes: &[u8]) -> impl Iterator<Item = Mp4Box<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let size = u32_at(rest, 0)? as u64;
        let kind: [u8; 4] = rest.get(4..8)?.try_into().ok()?;
        let (head, size) = match size {
            0 => (8, rest.len() as u64),
            1 => (16, u64::from(u32_at(rest, 8)?) << 32 | u64::from(u32_at(rest, 12)?)),
            size => (8, size),
        };
        let size = usize::try_from(size).ok()?;
        let body = rest.get(head..size)?;
        rest = rest.get(size..)?;
        Some(Mp4Box { kind, body })
    })
}

/// The first box of that kind among these bytes.
pub(super) fn find<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(bytes).find(|found| &found.kind == kind).map(|found| found.body)
}

/// Follows kinds inward, box within box.
pub(super) fn descend<'a>(bytes: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(bytes, |bytes, kind| find(bytes, kind))
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_walked_and_sizes_not_believed() {
        let bytes = b"\0\0\0\x0aabcd12\0\0\0\x08efgh\0\0\0\0ijkl345";
        let kinds: Vec<_> = boxes(bytes).map(|found| (found.kind, found.body)).collect();
        assert_eq!(kinds, [(*b"abcd", &b"12"[..]), (*b"efgh", &b""[..]), (*b"ijkl", &b"345"[..])]);
        for bad in [
            &b"\0\0\0\x07abcd"[..],
            b"\0\0\0\xffabcd",
            b"\0\0\0\x01abcd\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\0\0\0\x01abcd\0\0\0\0\0\0\0\x09",
            b"abc",
        ] {
            assert_eq!(boxes(bad).count(), 0, "{}", bad.escape_ascii());
        }
    }
}
