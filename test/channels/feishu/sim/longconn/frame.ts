/** Frames of the long connection: protobuf messages `pbbp2.Frame`, one in each binary WebSocket message. */
import protobuf from 'protobufjs/minimal.js'

export const CONTROL = 0
export const DATA = 1

export interface Frame {
  readonly seqId: number
  readonly logId: number
  readonly service: number
  readonly method: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Uint8Array
}

export function encodeFrame(frame: Frame): Uint8Array {
  const writer = protobuf.Writer.create()
  writer.uint32(8).uint64(frame.seqId).uint32(16).uint64(frame.logId)
  writer.uint32(24).int32(frame.service).uint32(32).int32(frame.method)
  for (const [key, value] of Object.entries(frame.headers)) {
    writer.uint32(42).fork().uint32(10).string(key).uint32(18).string(value).ldelim()
  }
  if (frame.payload.length > 0) writer.uint32(66).bytes(frame.payload)
  return writer.finish()
}

/** @throws when the bytes are no frame, or a required field is missing */
export function decodeFrame(bytes: Uint8Array): Frame {
  const reader = protobuf.Reader.create(bytes)
  const numbers = new Map<number, number>()
  const headers: Record<string, string> = {}
  let payload: Uint8Array = new Uint8Array()
  while (reader.pos < reader.len) {
    const tag = reader.uint32()
    const field = tag >>> 3
    if (field === 1 || field === 2) numbers.set(field, Number(reader.uint64()))
    else if (field === 3 || field === 4) numbers.set(field, reader.int32())
    else if (field === 5) {
      const [key, value] = decodeHeader(reader)
      headers[key] = value
    } else if (field === 8) payload = reader.bytes()
    else reader.skipType(tag & 7)
  }
  const [seqId, logId, service, method] = [1, 2, 3, 4].map((field) => numbers.get(field))
  if (seqId === undefined || logId === undefined || service === undefined || method === undefined) {
    throw new Error('a required field of the frame is missing')
  }
  return { seqId, logId, service, method, headers, payload }
}

function decodeHeader(reader: protobuf.Reader): [key: string, value: string] {
  const end = reader.uint32() + reader.pos
  let key = ''
  let value = ''
  while (reader.pos < end) {
    const tag = reader.uint32()
    if (tag >>> 3 === 1) key = reader.string()
    else if (tag >>> 3 === 2) value = reader.string()
    else reader.skipType(tag & 7)
  }
  return [key, value]
}
