/** `yaodian feishu`, and what the doctor asks Feishu. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Delivery } from '../channels/channel.ts'
import { feishuApi, feishuChannel, messageRequest, reasonOf } from '../channels/feishu/index.ts'
import type { FeishuConfig } from '../channels/feishu/settings.ts'
import { say } from '../message/card.ts'
import type { Account } from '../message/incoming.ts'
import { config } from './open.ts'
import { bad, type DoctorFinding, ok, warn } from './operate/finding.ts'
import { SCOPES, feishu as text } from './text.ts'
import { Failure, UsageError } from './usage.ts'

type Api = ReturnType<typeof feishuApi>

const now = (): number => Date.now()

/**
 * `yaodian feishu send`: sends a card of one text. With `dryRun` only the exact request is printed, its token left
 * out.
 * @throws UsageError without settings of Feishu or for a wrong receiver, Failure where it was not sent
 */
export async function send(
  words: string,
  { to, dryRun = false }: { readonly to: string; readonly dryRun?: boolean },
): Promise<void> {
  const feishu = settings()
  if (!/^(ou|oc|on)_/.test(to)) throw new UsageError(text.wrongTo(to))
  const aim = to.startsWith('oc_') ? { chat: to } : { account: `feishu:${to}` as Account }
  const delivery: Delivery = { key: `cli:${randomUUID()}`, ...aim, card: say('要点', words), urgent: false }
  if (dryRun) {
    const { method, path, json } = await messageRequest(delivery)
    const headers = { authorization: 'Bearer …', 'content-type': 'application/json; charset=utf-8' }
    console.log(JSON.stringify({ method, url: feishu.baseUrl + path, headers, body: json }, null, 2))
    return
  }
  const sent = await feishuChannel({ app: feishu, now, log: () => {} }).send(delivery)
  if (!sent.ok) throw new Failure(sent.error)
  console.log(JSON.stringify(sent))
}

function settings(): FeishuConfig {
  const { feishu } = config().messengers
  if (!feishu) throw new UsageError(text.noSettings)
  return feishu
}

/** Of the least list, which docs/feishu.md gives with reasons: without these nothing works. */
const NEEDED = new Set(['im:message:send_as_bot', 'im:message.p2p_msg:readonly'])

const GRANTED = 1
const Scopes = z.object({ scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })) })

/** Checks credentials, bot, scopes and connection. Whether events come shows only when somebody writes. */
export async function checkFeishu(feishu: FeishuConfig): Promise<DoctorFinding[]> {
  const api = feishuApi({ app: feishu, now })
  const authenticated = await api.authenticate()
  if (authenticated.kind !== 'ok') {
    return [
      authenticated.kind === 'broken'
        ? bad(...text.unreached(reasonOf(authenticated), feishu.baseUrl))
        : bad(...text.refused(reasonOf(authenticated))),
    ]
  }
  const findings = [ok(text.credentials(feishu.appId))]
  const bot = await api.call('bot.info', { method: 'GET', path: '/open-apis/bot/v3/info' })
  findings.push(bot.kind === 'ok' ? ok(text.bot) : bad(...text.noBot(reasonOf(bot))))
  return [...findings, ...(await scopes(api)), await connection(feishu, api)]
}

async function scopes(api: Api): Promise<DoctorFinding[]> {
  const answer = await api.call('application.scopes', { method: 'GET', path: '/open-apis/application/v6/scopes' })
  if (answer.kind !== 'ok') return [warn(...text.scopesUnknown(reasonOf(answer)))]
  const granted = new Set(
    Scopes.parse(answer.data)
      .scopes.filter(({ grant_status: status }) => status === GRANTED)
      .map(({ scope_name: name }) => name),
  )
  const all = Object.entries(SCOPES)
  const missing = all.filter(([scope]) => !granted.has(scope))
  if (missing.length === 0) return [ok(text.scopes(all.length))]
  return missing.map(([scope, without]) => (NEEDED.has(scope) ? bad : warn)(...text.noScope(scope, without)))
}

async function connection(feishu: FeishuConfig, api: Api): Promise<DoctorFinding> {
  if (feishu.webhook) return ok(text.byWebhook)
  const answer = await api.call('ws.endpoint', {
    method: 'POST',
    path: '/callback/ws/endpoint',
    json: { AppID: feishu.appId, AppSecret: feishu.appSecret },
  })
  return answer.kind === 'ok' ? ok(text.connection) : bad(...text.noConnection(reasonOf(answer)))
}
