/** JSON as it comes from outside. */

/** The value of a JSON text, or of its bytes in UTF-8. @returns undefined where it is none */
export function jsonIn(said: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof said === 'string' ? said : new TextDecoder('utf-8', { fatal: true }).decode(said))
  } catch {
    return undefined
  }
}
