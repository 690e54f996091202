/** `yaodian feishu`, and what the doctor asks Feishu. */
import { randomUUID } from 'node:crypto'
import type { Delivery } from '../channels/channel.ts'
import { feishuApi, feishuChannel, messageRequest, reasonOf } from '../channels/feishu/index.ts'
import type { FeishuConfig } from '../config.ts'
import { say } from '../message/card.ts'
import type { Account } from '../message/incoming.ts'
import { bad, type Finding, ok, warn } from './finding.ts'
import { config } from './open.ts'
import { Failure, UsageError } from './usage.ts'

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
  const { feishu } = config()
  if (!feishu) throw new UsageError('set YAODIAN_CHANNEL=feishu and the FEISHU_… settings: see docs/feishu.md')
  return feishu
}

/** Calls that change nothing, since what they name does not exist; a missing scope is refused before that shows. */
const PROBES = [
  {
    scope: 'im:message:send_as_bot',
    method: 'POST',
    path: '/open-apis/im/v1/messages?receive_id_type=open_id',
    json: { receive_id: 'ou_doctor', msg_type: 'text', content: '{"text":"doctor"}' },
    needed: true,
  },
  { scope: 'im:message:readonly', method: 'GET', path: '/open-apis/im/v1/messages/om_doctor', needed: true },
  {
    scope: 'im:message.urgent',
    method: 'PATCH',
    path: '/open-apis/im/v1/messages/om_doctor/urgent_app?user_id_type=open_id',
    json: { user_id_list: ['ou_doctor'] },
    needed: false,
  },
] as const
const SCOPE_MISSING = 99_991_672

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
  for (const { scope, needed, ...request } of PROBES) {
    const answer = await api.call(scope, request)
    if (answer.kind === 'broken') findings.push(warn(`feishu: ${scope}: ${answer.error}`, 'try again'))
    else if (answer.kind !== 'refused' || answer.code !== SCOPE_MISSING) findings.push(ok(`feishu: scope ${scope}`))
    else findings.push((needed ? bad : warn)(`feishu: scope ${scope} missing`, 'grant it and publish a version'))
  }
  return [...findings, await connection(feishu, api)]
}

async function connection(feishu: FeishuConfig, api: ReturnType<typeof feishuApi>): Promise<Finding> {
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
