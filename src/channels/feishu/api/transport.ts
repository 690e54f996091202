/** One HTTP exchange with the platform: what is asked, what came back, whoever carries it. */

/** A request to the platform, whoever carries it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  /** with its query, from `/open-apis` on */
  readonly path: string
  readonly json?: unknown
  /** sent as multipart/form-data */
  readonly form?: { readonly fields: Readonly<Record<string, string>>; readonly file: FormFile }
  /** what comes back is a file's content, not JSON */
  readonly file?: boolean
}

interface FormFile {
  readonly name: string
  readonly content: Uint8Array
}

/** The platform's answer to a request, whatever its status. */
export interface Exchange {
  readonly status: number
  /** @returns undefined where there is none of the name, in lower case */
  readonly header: (name: string) => string | undefined
  readonly bytes: Uint8Array
}

/**
 * Carries a request there and its answer back, whatever its status.
 * @throws when no answer came: refused, cut off, or later than `timeoutMs`; the error or its cause bears the `code`
 */
export type Transport = (
  request: HttpRequest,
  how: { readonly token: string | undefined; readonly timeoutMs: number },
) => Promise<Exchange>

/** A request's fields and its file as multipart/form-data. */
export function formOf({ fields, file }: NonNullable<HttpRequest['form']>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([file.content.slice()]), file.name)
  return form
}

/** Carries requests by the runtime's own fetch: for Workers, whose start has no room for the SDK. */
export const fetchTransport =
  (baseUrl: string): Transport =>
  async ({ method, path, json, form }, { token, timeoutMs }) => {
    const body = form ? formOf(form) : json === undefined ? undefined : JSON.stringify(json)
    const response = await fetch(baseUrl + path, {
      method,
      headers: {
        ...(json !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    return {
      status: response.status,
      header: (name) => response.headers.get(name) ?? undefined,
      bytes: new Uint8Array(await response.arrayBuffer()),
    }
  }
