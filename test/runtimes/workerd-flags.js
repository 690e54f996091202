/**
 * Writes flags for V8 into a configuration of workerd, and says where workerd lies: see workerd.sh.
 *
 * A configuration is a Cap'n Proto message; the flags are the third pointer of its root (`Config.v8Flags`, a list of
 * texts). They come in a segment of their own behind the others, to which that pointer points.
 * Source: https://capnproto.org/encoding.html
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const WORD = 8
const V8_FLAGS = 2
/** kinds of pointers, and of a list's elements */
const [LIST, FAR] = [1n, 2n]
const [BYTES, POINTERS] = [2n, 6n]

/** @param {number} words @param {bigint} element @param {number} length how many elements */
const list = (words, element, length) => LIST | (BigInt(words) << 2n) | (element << 32n) | (BigInt(length) << 35n)

/** @param {readonly string[]} flags @returns {Buffer} a pointer to a list of texts, and the list */
function segmentOf(flags) {
  const texts = flags.map((flag) => Buffer.from(`${flag}\0`))
  const heads = Buffer.alloc(WORD * (1 + flags.length))
  heads.writeBigUInt64LE(list(0, POINTERS, flags.length))
  const bodies = texts.map((text) => Buffer.concat([text, Buffer.alloc(-text.length & (WORD - 1))]))
  let at = 1 + flags.length
  texts.forEach((text, index) => {
    heads.writeBigUInt64LE(list(at - index - 2, BYTES, text.length), WORD * (1 + index))
    at += (bodies[index]?.length ?? 0) / WORD
  })
  return Buffer.concat([heads, ...bodies])
}

/** @param {Buffer} message @param {readonly string[]} flags @returns {Buffer} */
function withFlags(message, flags) {
  const count = message.readUInt32LE(0) + 1
  const sizes = Array.from({ length: count }, (_, index) => message.readUInt32LE(4 + 4 * index))
  const own = segmentOf(flags)
  const table = Buffer.alloc(WORD * Math.ceil((2 + count) / 2))
  ;[count, ...sizes, own.length / WORD].forEach((value, index) => {
    table.writeUInt32LE(value, 4 * index)
  })
  const segments = Buffer.from(message.subarray(WORD * Math.ceil((1 + count) / 2)))
  const root = segments.readInt32LE(0)
  if ((root & 3) !== 0 || segments.readUInt16LE(6) <= V8_FLAGS) throw new Error('no configuration of workerd')
  const words = 1 + (root >> 2) + segments.readUInt16LE(4) + V8_FLAGS
  segments.writeBigUInt64LE(FAR | (BigInt(count) << 32n), WORD * words)
  return Buffer.concat([table, segments, own])
}

const [path = '', ...flags] = process.argv.slice(2)
writeFileSync(path, withFlags(readFileSync(0), flags))
// The one that Miniflare would start.
const require = createRequire(createRequire(import.meta.url).resolve('miniflare'))
console.log(require('workerd').default)
