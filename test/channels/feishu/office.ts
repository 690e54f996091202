/** The whole office behind the simulated platform, by real HTTP or WebSocket. */
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { freshStore } from '#fresh-store'
import { sdkTransport } from '../../../src/channels/feishu/api/sdk.node.ts'
import { longConnection } from '../../../src/channels/feishu/events/longconn.node.ts'
import { openFeishu } from '../../../src/channels/feishu/index.ts'
import type { Hear } from '../../../src/channels/inbound/index.ts'
import type { Role } from '../../../src/office/person.ts'
import { type ChannelOfficeOptions, channelOffice } from '../office.ts'
import { type Options, startFeishu } from './sim/index.ts'

/** How events come; requests are carried by the SDK as in an office, by plain fetch as in a Worker. */
export type Way = 'longconn' | 'webhook'

/** Stops work that a test leaves behind. */
const closing: (() => Promise<void> | void)[] = []
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close()
}

export interface OfficeOptions extends Options, ChannelOfficeOptions {
  /** by webhook too, requests go through the SDK */
  readonly sdk?: boolean
}

export async function feishuOffice(way: Way, { start, sdk, modelUrl, ...options }: OfficeOptions = {}) {
  const sim = await startFeishu(options)
  closing.push(() => sim.close())
  const store = await freshStore()
  closing.push(() => store.close())
  const { appId, appSecret, encryptKey, verificationToken } = sim
  const app = {
    baseUrl: sim.url,
    appId,
    appSecret,
    ...(way === 'webhook' && { webhook: { encryptKey, verificationToken } }),
  }
  const office = channelOffice(
    store,
    (parts) => {
      // Each way with one of the two carriers, so that both are driven by every test of both ways.
      const feishu = openFeishu(app, parts, way === 'longconn' || sdk ? sdkTransport(app, parts.log) : undefined)
      const connect = async (hear: Hear) => {
        const { log, now } = parts
        const connection = longConnection({ app, receive: feishu.receiver(hear), log, now, restartMs: 100 })
        await connection.ready
        return connection
      }
      return [way === 'longconn' ? { ...feishu, connect } : feishu]
    },
    { ...(start && { start }), ...(modelUrl && { modelUrl }) },
  )
  for (const { routes, connect, hear } of office.messengers) {
    const connection = await connect?.(hear)
    if (connection) closing.push(() => connection.close())
    const mount = routes?.(hear)
    if (mount) await sim.useWebhook(`${await served(mount)}/feishu/webhook`)
  }

  return {
    ...office,
    sim,
    /** Somebody with a post, known by the account that the platform gives. */
    async person(name: string, role: Role, region: string) {
      const user = sim.users.addUser({ name })
      await office.enlist(name, `feishu:${user.openId}`, role, region)
      return user
    },
    /** Delivery goes on after an event is answered: waits until it has ended too. */
    async quiet() {
      // A call that hangs is given up after ten seconds, and the next try may hang as well.
      do await sim.quiet(50, 60_000)
      while (await office.delivered())
    },
    /** Does something again and again, until the office is closed at the latest. @returns ends it */
    every(ms: number, work: () => void): () => void {
      const timer = setInterval(work, ms)
      const end = () => clearInterval(timer)
      closing.push(end)
      return end
    },
  }
}

const served = ({ fetch }: Hono): Promise<string> =>
  new Promise((resolve) => {
    const server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => resolve(`http://127.0.0.1:${port}`))
    closing.push(() => void server.close())
  })
