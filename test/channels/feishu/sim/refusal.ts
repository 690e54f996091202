/** How the platform says no: a status, a code, and a sentence. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly headers: Readonly<Record<string, string>>

  constructor(code: number, message: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.code = code
    this.status = status
    this.headers = headers
  }
}

/** A card that the platform does not take; `code` is the inner ErrCode. */
export class CardRefusal extends Refusal {
  readonly inner: number
  readonly reason: string

  constructor(inner: number, reason: string) {
    super(230099, `Failed to create card content, ext=ErrCode: ${inner}; ErrMsg: ${reason}; `)
    this.inner = inner
    this.reason = reason
  }
}
