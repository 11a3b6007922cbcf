/** NPY files (numpy.lib.format, version 1.0) of doubles, little-endian, in C order. */

/** The head pads to a multiple of this. */
const ALIGNED = 64;

/** The bytes of an array given in parts that follow each other along its first axis. Throws RangeError unless the numbers fill the shape. */
export function npyOf(shape: readonly number[], parts: readonly Float64Array[]): Uint8Array {
  const count = parts.reduce((sum, { length }) => sum + length, 0);
  const expected = shape.reduce((product, n) => product * n, 1);
  if (count !== expected) throw new RangeError(`${count} numbers for an array of ${shape.join(" x ")}`);
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const head = `{'descr': '<f8', 'fortran_order': False, 'shape': (${tuple}), }`;
  // Magic bytes, version and length take 10; the head ends in a newline.
  const start = ALIGNED * Math.ceil((10 + head.length + 1) / ALIGNED);
  const file = Buffer.alloc(start + 8 * count, " ");
  file.write("\x93NUMPY\x01\x00", "latin1");
  file.writeUInt16LE(start - 10, 8);
  file.write(head, 10, "latin1");
  file[start - 1] = 10;
  const view = new DataView(file.buffer, file.byteOffset + start);
  let at = 0;
  for (const part of parts) for (const value of part) view.setFloat64(8 * at++, value, true);
  return file;
}
