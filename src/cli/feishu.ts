/** `yaodian feishu`, and what the doctor asks Feishu. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Delivery } from '../channels/channel.ts'
import { feishuApi, feishuChannel, messageRequest, reasonOf } from '../channels/feishu/index.ts'
import type { FeishuConfig } from '../channels/feishu/settings.ts'
import { say } from '../message/card.ts'
import type { Account } from '../message/incoming.ts'
import { config } from './open.ts'
import { bad, type Finding, ok, warn } from './operate/finding.ts'
import { Failure, UsageError } from './usage.ts'

type Api = ReturnType<typeof feishuApi>

const now = (): number => Date.now()

/** `feishu send`: a card of one text; with `dryRun` only the exact request is printed, its token left out. */
export async function send(
  text: string,
  { to, dryRun = false }: { readonly to: string; readonly dryRun?: boolean },
): Promise<void> {
  const feishu = settings()
  if (!/^(ou|oc|on)_/.test(to)) throw new UsageError(`--to: expected ou_… (a person) or oc_… (a chat), found ${to}`)
  const aim = to.startsWith('oc_') ? { chat: to } : { account: `feishu:${to}` as Account }
  const delivery: Delivery = { key: `cli:${randomUUID()}`, ...aim, card: say('要点', text), urgent: false }
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
  if (!feishu) throw new UsageError('set YAODIAN_CHANNEL=feishu and the FEISHU_… settings: see docs/feishu.md')
  return feishu
}

/** The least list, as docs/feishu.md gives it with reasons; `needed` ones are missed at once. */
const SCOPES = [
  { scope: 'im:message:send_as_bot', needed: true, without: 'nothing can be sent' },
  { scope: 'im:message.p2p_msg:readonly', needed: true, without: 'private messages do not arrive' },
  { scope: 'im:message.group_at_msg:readonly', needed: false, without: 'messages in groups do not arrive' },
  { scope: 'im:message:readonly', needed: false, without: 'recalls and files are not seen' },
  { scope: 'im:chat.members:bot_access', needed: false, without: 'no introduction in new groups' },
  { scope: 'contact:contact.base:readonly', needed: false, without: 'who leaves the company goes on being reminded' },
  { scope: 'contact:user.id:readonly', needed: false, without: 'a roster needs open_ids, numbers do not do' },
  { scope: 'im:message.urgent', needed: false, without: '加急 comes as any other message' },
  { scope: 'im:resource:upload', needed: false, without: '通报 and exports cannot be handed over as files' },
  {
    scope: 'cardkit:card:write',
    needed: false,
    without: 'an answer that a model words appears whole instead of growing',
  },
] as const

const GRANTED = 1
const Scopes = z.object({ scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })) })

/** Credentials, bot, scopes, connection; events themselves show only when somebody writes. */
export async function checkFeishu(feishu: FeishuConfig): Promise<Finding[]> {
  const api = feishuApi({ app: feishu, now })
  const authenticated = await api.authenticate()
  if (authenticated.kind !== 'ok') {
    return [
      bad(
        `feishu: ${reasonOf(authenticated)}`,
        authenticated.kind === 'broken'
          ? `let this machine reach ${feishu.baseUrl}, or set FEISHU_BASE_URL`
          : 'copy FEISHU_APP_ID and FEISHU_APP_SECRET from the app’s page of credentials',
      ),
    ]
  }
  const findings = [ok(`feishu: credentials of ${feishu.appId}`)]
  const bot = await api.call('bot.info', { method: 'GET', path: '/open-apis/bot/v3/info' })
  findings.push(
    bot.kind === 'ok'
      ? ok('feishu: bot enabled')
      : bad(`feishu: bot: ${reasonOf(bot)}`, 'enable the bot in the app’s features and publish a version'),
  )
  return [...findings, ...(await scopes(api)), await connection(feishu, api)]
}

async function scopes(api: Api): Promise<Finding[]> {
  const answer = await api.call('application.scopes', { method: 'GET', path: '/open-apis/application/v6/scopes' })
  if (answer.kind !== 'ok') return [warn(`feishu: scopes: ${reasonOf(answer)}`, 'see them in the console')]
  const granted = new Set(
    Scopes.parse(answer.data)
      .scopes.filter(({ grant_status: status }) => status === GRANTED)
      .map(({ scope_name: name }) => name),
  )
  const missing = SCOPES.filter(({ scope }) => !granted.has(scope))
  if (missing.length === 0) return [ok(`feishu: all ${SCOPES.length} scopes`)]
  return missing.map(({ scope, needed, without }) =>
    (needed ? bad : warn)(`feishu: scope ${scope} missing: ${without}`, 'grant it in the console, publish a version'),
  )
}

async function connection(feishu: FeishuConfig, api: Api): Promise<Finding> {
  if (feishu.webhook) return ok('feishu: by webhook; the console checks the address when it is saved')
  const answer = await api.call('ws.endpoint', {
    method: 'POST',
    path: '/callback/ws/endpoint',
    json: { AppID: feishu.appId, AppSecret: feishu.appSecret },
  })
  return answer.kind === 'ok'
    ? ok('feishu: long connection available')
    : bad(
        `feishu: long connection: ${reasonOf(answer)}`,
        'choose “receive events through a long connection” in the console; at most 50 connections an app',
      )
}
