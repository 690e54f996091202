import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as lark from '@larksuiteoapi/node-sdk'
import { describe, expect, onTestFinished, test } from 'vitest'
import { afterOwn } from '../../../own-time.ts'
import type { Attack, Sim } from './index.ts'
import { start } from './raw.ts'

interface Got {
  readonly headers: IncomingHttpHeaders
  readonly raw: string
}

/** An app behind a webhook that answers challenges with `challenge`, events with `status` and `body` after `delayMs`. */
async function app(sim: Sim, answer: { status?: number; delayMs?: number; body?: string; deaf?: boolean } = {}) {
  const got: Got[] = []
  const cipher = new lark.AESCipher(sim.encryptKey)
  const open = (raw: string) => JSON.parse(cipher.decrypt((JSON.parse(raw) as { encrypt: string }).encrypt))
  let challenged = false
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks).toString()
    if (!challenged) {
      challenged = true
      response.end(JSON.stringify({ challenge: answer.deaf ? '' : open(raw).challenge }))
      return
    }
    got.push({ headers: request.headers, raw })
    const { delayMs } = answer
    if (delayMs) await new Promise<void>((resolve) => void afterOwn(sim.world.own, delayMs, resolve))
    response.writeHead(answer.status ?? 200).end(answer.body ?? '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { url, got, answer, read: (at: number) => open(got[at]?.raw ?? '') }
}

/** Is it signed by the documents' rule, over these bytes? */
const isSigned = (sim: Sim, { headers, raw }: Got): boolean => {
  const {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': signature,
  } = headers
  return createHash('sha256').update(`${timestamp}${nonce}${sim.encryptKey}${raw}`).digest('hex') === signature
}

describe('the webhook', () => {
  test('after the challenge an event comes encrypted, and signed as the official client expects', async () => {
    const sim = await start()
    const { url, got, read } = await app(sim)
    await sim.useWebhook(url)
    const { message, delivery } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '您好')
    await sim.settled()
    expect(delivery?.attempts.map(({ via, outcome }) => [via, outcome])).toEqual([['webhook', 'ok']])
    expect(read(0)).toMatchObject({ schema: '2.0', header: { token: sim.verificationToken, app_id: sim.appId } })
    expect(read(0).event.message.message_id).toBe(message.id)
    expect(got.map((one) => isSigned(sim, one))).toEqual([true])
    const dispatcher = new lark.EventDispatcher({ encryptKey: sim.encryptKey, loggerLevel: lark.LoggerLevel.fatal })
    const heard: unknown[] = []
    dispatcher.register({ 'im.message.receive_v1': (data) => void heard.push(data) })
    await dispatcher.invoke(Object.assign(Object.create({ headers: got[0]?.headers }), JSON.parse(got[0]?.raw ?? '')))
    expect(heard).toHaveLength(1)
  })

  test('an address that does not return the challenge is not taken', async () => {
    const sim = await start()
    const { url } = await app(sim, { deaf: true })
    await expect(sim.useWebhook(url)).rejects.toThrow('challenge')
  })

  test('what is answered late or not with 200 comes again', async () => {
    const sim = await start({ answerMs: 500 })
    const { url, answer } = await app(sim, { status: 500 })
    await sim.useWebhook(url)
    const { delivery } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '您好')
    await sim.quiet()
    Object.assign(answer, { status: 200, delayMs: 800 })
    await sim.advance(15_000)
    answer.delayMs = 0
    await sim.advance(300_000)
    expect(delivery?.attempts.map(({ outcome }) => outcome)).toEqual(['http 500', 'late', 'ok'])
    expect(delivery?.state).toBe('done')
  })

  test('a spaced webhook is rightly signed and reads the same', async () => {
    const sim = await start()
    const { url, got, read } = await app(sim)
    await sim.useWebhook(url)
    sim.faults.events.spaced = 1
    sim.users.sendText(sim.users.addUser({ name: '张三' }), '您好')
    await sim.settled()
    expect(got[0]?.raw).toMatch(/^\{ "encrypt": /)
    expect(got.map((one) => isSigned(sim, one))).toEqual([true])
    expect(JSON.parse(read(0).event.message.content)).toEqual({ text: '您好' })
  })

  test.each<[body: string, seen: object]>([
    [
      JSON.stringify({ toast: { type: 'error', content: '不是您的' } }),
      { toast: { type: 'error', content: '不是您的' }, updated: false },
    ],
    ['', { error: 200672 }],
  ])('a press that is answered with "%s" shows what that says', async (body, seen) => {
    const sim = await start()
    const { url } = await app(sim, { body })
    await sim.useWebhook(url)
    const user = sim.users.addUser({ name: '张三' })
    const json = {
      schema: '2.0',
      body: { elements: [{ tag: 'button', text: { tag: 'plain_text', content: '撤销' } }] },
    }
    const message = sim.world.post({
      chatId: user.chatId,
      from: undefined,
      type: 'interactive',
      content: '',
      card: json,
    })
    expect(await sim.press(user, message, '撤销')).toMatchObject(seen)
  })

  test.each<[attack: Attack, signed: boolean]>([
    ['forged', false],
    ['unsigned', false],
    ['tampered', false],
    ['reserialised', false],
    ['stale', true],
    ['wrong-token', true],
    ['wrong-app', true],
    ['plaintext', true],
    ['replay', true],
  ])('an attack (%s) reaches the app, rightly signed: %s', async (kind, signed) => {
    const sim = await start()
    const { url, got } = await app(sim, { status: 403 })
    await sim.useWebhook(url)
    const user = sim.users.addUser({ name: '张三' })
    sim.users.sendText(user, '真的')
    await sim.quiet()
    expect(await sim.attack(kind, user, '假的')).toEqual({ status: 403, body: '{}' })
    expect(got.map((one) => isSigned(sim, one))).toEqual([true, signed])
    expect(got[1]?.raw === got[0]?.raw).toBe(kind === 'replay')
    expect(sim.sees(user).map(({ text }) => text)).toEqual(['真的'])
    const age = Date.now() / 1000 - Number(got[1]?.headers['x-lark-request-timestamp'])
    if (kind !== 'unsigned') expect(age > 7.5 * 3600).toBe(kind === 'stale')
  })
})
