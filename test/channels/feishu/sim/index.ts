/**
 * A simulated Feishu platform: one tenant, one app, on loopback, in this process.
 *
 * Written from the platform's documents, not from any client. `startFeishu()` gives its address and keys; a client
 * talks to it by HTTP and WebSocket; a test sets up people, acts as them, switches faults on, and reads what the
 * chats show and what was counted.
 */
import type { AddressInfo } from 'node:net'
import { afterOwn } from '../../../own-time.ts'
import { batchRoutes } from './api/batch.ts'
import { cardkitRoutes } from './api/cardkit.ts'
import { changeRoutes } from './api/changes.ts'
import { lateRoutes } from './api/late.ts'
import { messageRoutes } from './api/messages.ts'
import { peopleRoutes } from './api/people.ts'
import { resourceRoutes } from './api/resources.ts'
import { Tokens, tokenRoutes } from './api/token.ts'
import type { CardNode } from './card/node.ts'
import { pause } from './clock.ts'
import type { Counters } from './counters.ts'
import { type Answer, Courier, type Delivery } from './delivery.ts'
import { envelopeOf, messageReceived } from './events.ts'
import { Faults } from './faults.ts'
import { LongConnections } from './longconn/carrier.ts'
import type { Connection } from './longconn/connection.ts'
import { DISCOVERY_PATH, discover } from './longconn/discovery.ts'
import { openPage } from './page/page.ts'
import { type ButtonAt, type Pressed, Presses } from './press.ts'
import { openDoor } from './server.ts'
import { type Options, settingsOf } from './settings.ts'
import { type Shown, shownAs, shownIn } from './shown.ts'
import type { Chat, Message, User } from './state/records.ts'
import { World } from './state/world.ts'
import { Users } from './users.ts'
import { type Attack, forge } from './webhook/attack.ts'
import { Webhook } from './webhook/carrier.ts'

export type { Options } from './settings.ts'
export type { Attack } from './webhook/attack.ts'

/** A message by its id, or as an act or a chat returned it. */
type MessageAt = string | { readonly id: string }

/** Between two looks of whoever waits. */
const LOOK_MS = 5

export interface Sim {
  /** base of all addresses: http://127.0.0.1:PORT */
  readonly url: string
  readonly appId: string
  readonly appSecret: string
  readonly encryptKey: string
  readonly verificationToken: string
  readonly botOpenId: string
  /** people and what they do */
  readonly users: Users
  readonly faults: Faults
  readonly counters: Counters
  /** every event and callback, with its attempts, in order */
  readonly deliveries: readonly Delivery[]
  /** the state itself: chats' switches (botIn, muted, dissolved, …), users' (available, …), scopes, botDisabled */
  readonly world: World
  /** open long connections: kick(), reset(), cutMidFrame(), silent */
  readonly connections: readonly Connection[]

  press(user: User, message: MessageAt, button: ButtonAt): Promise<Pressed>
  submitForm(
    user: User,
    message: MessageAt,
    values: Readonly<Record<string, string>>,
    button?: ButtonAt,
  ): Promise<Pressed>
  choose(user: User, message: MessageAt, name: string, value: string): Promise<Pressed>

  /** any other event of the platform, as it would come */
  emit(type: string, event: Readonly<Record<string, unknown>>): Delivery
  /** the same event once more, under its id, though it was answered */
  handOver(delivery: Delivery): Promise<Answer>

  /** what a chat shows, in order; a user stands for the private chat */
  sees(where: User | Chat): Shown[]
  /** the last message of the bot there */
  lastFromBot(where: User | Chat): Shown | undefined
  message(at: MessageAt): Shown
  /** a card's JSON as it stands */
  cardJson(at: MessageAt): CardNode | undefined

  /** From now on events go to this address; undefined: to the long connections again. @throws when the challenge fails */
  useWebhook(url: string | undefined): Promise<void>
  /** A webhook that a right client refuses, or (replay) does not act on again. */
  attack(kind: Attack, user: User, text: string): Promise<{ readonly status: number; readonly body: string }>

  /** every token issued so far is refused from now on: 99991663 */
  revokeTokens(): void
  /** cuts one random connection again and again; the returned function stops it */
  cutEvery(ms: number, how: 'kick' | 'reset' | 'mid-frame'): () => void

  /** skips platform time: due redeliveries go out now, tokens, uuids and cards age */
  advance(ms: number): Promise<void>
  /** resolves when nothing is under way (requests, attempts) for `ms`; redeliveries that wait do not count */
  quiet(ms?: number, timeoutMs?: number): Promise<void>
  /** resolves when every delivery is done or given up, redeliveries included */
  settled(timeoutMs?: number): Promise<void>
  close(): Promise<void>
}

export async function startFeishu(options: Options = {}): Promise<Sim> {
  const world = new World(settingsOf(options))
  const faults = new Faults(world)
  const tokens = new Tokens(world)
  const connections = new LongConnections(world, faults)
  let webhook: Webhook | undefined
  const courier = new Courier(world, faults, () => webhook ?? connections)
  const users = new Users(world, courier)
  const presses = new Presses(world, courier, () => webhook !== undefined || connections.connections.length > 0)
  const routes = [
    ...tokenRoutes(tokens),
    ...messageRoutes,
    ...changeRoutes,
    ...resourceRoutes,
    ...peopleRoutes,
    ...cardkitRoutes,
    ...lateRoutes,
    ...batchRoutes,
  ]
  const messageAt = (at: MessageAt): Message => world.message(typeof at === 'string' ? at : at.id)
  const page = openPage(world, users, presses)
  const door = openDoor(world, faults, tokens, routes, (request, body, response) => {
    if (request.method === 'POST' && request.url === DISCOVERY_PATH) {
      discover(world, faults, connections, request.headers.host ?? '', body, response)
      return true
    }
    return page(request, body, response)
  })
  const { server } = door
  server.on('upgrade', (request, socket, head) => connections.upgrade(request, socket, head))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(world.settings.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const cutting = new Set<() => void>()
  const { appId, appSecret, encryptKey, verificationToken } = world.settings
  const chatOf = (where: User | Chat): Chat => world.chat('openId' in where ? where.chatId : where.id)
  const until = async (done: () => boolean, timeoutMs: number, what: string): Promise<void> => {
    const started = performance.now()
    while (!done()) {
      if (performance.now() - started > timeoutMs)
        throw new Error(`the simulator did not become ${what} in ${timeoutMs} ms`)
      await pause(LOOK_MS)
    }
  }

  return {
    url: `http://127.0.0.1:${port}`,
    appId,
    appSecret,
    encryptKey,
    verificationToken,
    botOpenId: world.botOpenId,
    users,
    faults,
    counters: world.counters,
    deliveries: courier.log,
    world,
    get connections() {
      return connections.connections
    },

    press: (user, message, button) => presses.button(user, messageAt(message), button),
    submitForm: (user, message, values, button) => presses.submit(user, messageAt(message), values, button),
    choose: (user, message, name, value) => presses.choose(user, messageAt(message), name, value),

    emit: (type, event) => courier.emit({ type, event }),
    handOver: (delivery) => courier.handOver(delivery),
    sees: (where) => shownIn(world, chatOf(where)),
    lastFromBot: (where) => shownIn(world, chatOf(where)).findLast(({ byBot }) => byBot),
    message: (at) => shownAs(world, messageAt(at)),
    cardJson: (at) => world.cardOf(messageAt(at)),

    async useWebhook(url) {
      const next = url === undefined ? undefined : new Webhook(world, faults, url)
      await next?.challenge()
      webhook = next
    },
    async attack(kind, user, text) {
      if (!webhook) throw new Error('attacks need a webhook: useWebhook first')
      const chat = world.chat(user.chatId)
      const message = world.post({
        chatId: chat.id,
        from: user.openId,
        type: 'text',
        content: JSON.stringify({ text }),
      })
      world.messages.delete(message.id)
      const envelope = envelopeOf(world, messageReceived(world, message, chat, user))
      return webhook.post(forge(world, webhook, kind, envelope), world.settings.answerMs)
    },

    revokeTokens: () => tokens.revokeAll(),
    cutEvery(ms, how) {
      const cut = (): void => {
        const connection = world.chance.pick(connections.connections)
        if (how === 'kick') connection?.kick()
        else if (how === 'reset') connection?.reset()
        else connection?.cutMidFrame()
        next = afterOwn(world.own, ms, cut)
      }
      let next = afterOwn(world.own, ms, cut)
      const end = (): void => next()
      cutting.add(end)
      return end
    },

    advance: (ms) => courier.advance(ms),
    async quiet(ms = 100, timeoutMs = 10_000) {
      const idle = (): boolean => !courier.busy() && door.busy() === 0
      // Looks, not time: while this process is held up, nothing is quiet.
      let looks = 0
      const stayed = (): boolean => {
        looks = idle() ? looks + 1 : 0
        return looks * LOOK_MS >= ms
      }
      await until(stayed, timeoutMs, 'quiet')
    },
    settled: (timeoutMs = 60_000) => until(() => !courier.busy() && courier.waiting() === 0, timeoutMs, 'settled'),
    async close() {
      for (const end of cutting) end()
      world.own.end()
      courier.close()
      connections.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
