/** multipart/form-data, read as strictly as it is written: own code, since a part without a filename stays bytes here. */
import { Refusal } from '../refusal.ts'

export interface Part {
  readonly bytes: Buffer
  readonly filename: string | undefined
}

/** @throws Refusal 234001 */
export function partsOf(contentType: string | undefined, body: Buffer): Map<string, Part> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1]
  if (boundary === undefined) throw new Refusal(234001, 'Invalid request param: the body is no form-data.')
  const parts = new Map<string, Part>()
  const mark = Buffer.from(`--${boundary}`)
  let at = body.indexOf(mark)
  while (at >= 0) {
    const start = at + mark.length + 2
    const next = body.indexOf(mark, start)
    if (next < 0) break
    const gap = body.indexOf('\r\n\r\n', start)
    if (gap < 0 || gap > next) throw new Refusal(234001, 'Invalid request param: a part without headers.')
    const headers = body.subarray(start, gap).toString('utf8')
    const name = /;\s*name="([^"]*)"/i.exec(headers)?.[1]
    if (name === undefined) throw new Refusal(234001, 'Invalid request param: a part without a name.')
    parts.set(name, { bytes: body.subarray(gap + 4, next - 2), filename: /;\s*filename="([^"]*)"/i.exec(headers)?.[1] })
    at = next
  }
  return parts
}
