/** Why a model gave no answer, one word for the log; never with the server's own words, which may hold the key. */
export type FaultReason =
  /** nobody answered, or the connection broke */
  | 'unreachable'
  /** the server's certificate is not trusted here */
  | 'certificate'
  /** 4xx: wrong key, wrong model, no such address */
  | 'refused'
  /** 429 */
  | 'busy'
  /** 5xx */
  | 'server'
  | 'timeout'
  /** not the stream that was asked for */
  | 'malformed'
  /** ended before it was finished */
  | 'cut-off'
  /** said more than anybody asked for */
  | 'too-long'
  /** not asked: it failed too often just now */
  | 'resting'
  /** not asked: as many answers as are allowed are being worded */
  | 'full'

/**
 * A model gave no usable answer. The message names the reason and never the server's own words, which may hold the
 * key.
 */
export class ModelFault extends Error {
  override readonly name = 'ModelFault'
  readonly reason: FaultReason
  /** a second try may help */
  readonly passing: boolean

  constructor(reason: FaultReason, detail = '') {
    super(detail ? `${reason}: ${detail}` : reason)
    this.reason = reason
    this.passing = reason === 'unreachable' || reason === 'server'
  }
}
