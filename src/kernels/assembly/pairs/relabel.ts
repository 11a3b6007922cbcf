// Relabelling: a keyed bijection of [0, count), applied to planes through scratch. Twin: `relabelling` in src/random/block-generator.ts.

/** list[i] = image of i for begin <= i < end, four rounds of multiply, add and shift on `bits` bits, walked until the image is below count. */
export function relabelList(
  list: usize, begin: u32, end: u32, count: u32, bits: u32, m0: u32, m1: u32, m2: u32, m3: u32, a0: u32, a1: u32, a2: u32, a3: u32,
): void {
  const mask: u32 = (1 << bits) - 1;
  const shift: u32 = (bits + 1) >> 1;
  for (let i: u32 = begin; i < end; i++) {
    let x = i;
    do {
      x = (x * m0 + a0) & mask;
      x ^= x >> shift;
      x = (x * m1 + a1) & mask;
      x ^= x >> shift;
      x = (x * m2 + a2) & mask;
      x ^= x >> shift;
      x = (x * m3 + a3) & mask;
      x ^= x >> shift;
    } while (x >= count);
    store<u32>(list + (<usize>i << 2), x);
  }
}

/** copy[i] = plane[list[i]] for begin <= i < end. */
export function gather(plane: usize, list: usize, copy: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i++) {
    store<f64>(copy + (<usize>i << 3), load<f64>(plane + (<usize>load<u32>(list + (<usize>i << 2)) << 3)));
  }
}

/** plane[i] = copy[i] for begin <= i < end. */
export function restore(plane: usize, copy: usize, begin: i32, end: i32): void {
  const offset = <usize>begin << 3;
  memory.copy(plane + offset, copy + offset, <usize>(end - begin) << 3);
}
