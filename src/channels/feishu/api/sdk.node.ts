/**
 * Requests carried by the platform's own SDK: its client, its HTTP instance, its headers. Node only.
 *
 * Tokens, limits of rate and retries stay in `Api`: the SDK keeps tokens by app id whatever the domain, has no single
 * flight and no time limit, and does not let a refused token go.
 */
import type { Client } from '@larksuiteoapi/node-sdk'
import { z } from 'zod'
import type { FeishuApp } from './api.ts'
import { type Exchange, formOf, type Transport } from './transport.ts'

/** An object of a class of the HTTP library's own, with the names in lower case. */
const Headers = z.custom<object>((value) => typeof value === 'object' && value !== null)
const Answered = z.object({ data: z.instanceof(Buffer), headers: Headers })
/** The SDK's HTTP instance throws for statuses from 400 on. */
const Thrown = z.object({
  response: z.object({ status: z.number(), data: z.instanceof(Buffer), headers: Headers }),
})

/** Carries requests by the platform's SDK, which is loaded at the first of them. */
export function sdkTransport(app: FeishuApp, log: (entry: Readonly<Record<string, unknown>>) => void): Transport {
  let opened: Promise<Client> | undefined
  return async ({ method, path, json, form }, { token, timeoutMs }) => {
    const how = {
      method,
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      responseType: 'arraybuffer',
      timeout: timeoutMs,
      $return_headers: true,
    } as const
    opened ??= import('./client.node.ts').then(({ openClient }) => openClient(app, log))
    const client = await opened
    try {
      const answer: unknown = form
        ? // The client copies what it sends key by key, which a form does not survive.
          await client.httpInstance.request({ ...how, url: app.baseUrl + path, data: formOf(form) })
        : await client.request({ ...how, url: path, ...(json !== undefined && { data: json }) })
      const { data, headers } = Answered.parse(answer)
      return exchangeOf(200, data, headers)
    } catch (error) {
      const { response } = Thrown.safeParse(error).data ?? {}
      if (!response) throw error
      return exchangeOf(response.status, response.data, response.headers)
    }
  }
}

function exchangeOf(status: number, data: Buffer, headers: object): Exchange {
  const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
  return { status, header: (name) => named.get(name), bytes: new Uint8Array(data) }
}
