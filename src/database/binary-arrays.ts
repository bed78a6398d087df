/*
 * Arrays in the form in which PostgreSQL sends them itself (array_recv, uuid_recv, int8recv): one dimension, no NULL, the
 * type of the elements, how many, counted from 1, and then the length and the bytes of each. The server reads them quicker
 * than their text, and pg sends every Buffer as it is.
 */

const UUID = { type: 2950, bytes: 16 };
const BIGINT = { type: 20, bytes: 8 };
const HEAD_BYTES = 20;
const UUID_LETTERS = 36;

/** A uuid[]; a TypeError when one of them is no UUID. */
export function uuidArray(ids: readonly string[]): Buffer {
  const array = headed(UUID, ids.length);
  ids.forEach((id, n) => {
    const written = array.write(id.replaceAll('-', ''), placeOf(UUID, n), UUID.bytes, 'hex');
    if (written !== UUID.bytes || id.length !== UUID_LETTERS) throw new TypeError(`${id} is no UUID.`);
  });
  return array;
}

/** A bigint[] of whole numbers. */
export function bigintArray(numbers: readonly number[]): Buffer {
  const array = headed(BIGINT, numbers.length);
  numbers.forEach((number, n) => array.writeBigInt64BE(BigInt(number), placeOf(BIGINT, n)));
  return array;
}

type Element = typeof UUID;

function headed({ type, bytes }: Element, length: number): Buffer {
  const array = Buffer.alloc(HEAD_BYTES + length * (4 + bytes));
  [1, 0, type, length, 1].forEach((number, n) => array.writeInt32BE(number, n * 4));
  for (let n = 0; n < length; n++) array.writeInt32BE(bytes, HEAD_BYTES + n * (4 + bytes));
  return array;
}

function placeOf({ bytes }: Element, n: number): number {
  return HEAD_BYTES + n * (4 + bytes) + 4;
}
