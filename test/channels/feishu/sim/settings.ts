/** What a simulated platform is started with. Everything has a default. */

/** What discovery and every pong hand to the client, in seconds; −1 is endless. */
export interface ClientConfig {
  readonly ReconnectCount: number
  readonly ReconnectInterval: number
  readonly ReconnectNonce: number
  readonly PingInterval: number
}

interface Limits {
  /** per API and app */
  readonly perSecond: number
  readonly perMinute: number
  /** messages to one user, to one group */
  readonly perUser: number
  readonly perGroup: number
  /** PATCH of one message */
  readonly perMessage: number
  /** card kit operations on one card */
  readonly perCard: number
  readonly connections: number
}

/** What nobody has verified, or where reports differ: a client has to live with either value. */
interface Switches {
  /** a repeated uuid within the hour answers with the first message's id; else with 230049 */
  readonly repeatedUuid: 'first-id' | '230049'
  /** a file part without a filename (the SDK's, for a Buffer) is refused with 234001 */
  readonly uploadNeedsFilename: boolean
  /** form fields that were left alone come back as empty strings, or not at all */
  readonly emptyFormField: 'empty' | 'absent'
  /** an acknowledged card callback without data shows 200672 */
  readonly emptyCardReplyIsBad: boolean
  /** token errors are reported with 400, and by some with 200 */
  readonly tokenErrorStatus: 400 | 200
  /** properties that the documents do not list for a tag are refused (documented), or overlooked */
  readonly unlistedProperty: 'refused' | 'ignored'
}

export interface Settings {
  /** 0 takes a free one */
  readonly port: number
  readonly seed: number
  readonly appId: string
  readonly appSecret: string
  /** '' sends webhooks in plain text, without a signature */
  readonly encryptKey: string
  readonly verificationToken: string
  readonly tenantKey: string
  readonly botName: string
  readonly scopes: readonly string[]
  /** 15 s, 5 min, 1 h, 6 h are divided by this */
  readonly redeliveryFactor: number
  /** how long the platform waits for an answer, ms: 3 s, real */
  readonly answerMs: number
  /** how long a call takes on the platform, ms */
  readonly latencyMs: number
  /** by which clock the limits go, ms: real time */
  readonly limitsNow: () => number
  readonly clientConfig: ClientConfig
  readonly limits: Limits
  readonly switches: Switches
  /** texts that an administrator's audit stops: 230028 */
  readonly audited: readonly RegExp[]
  /** texts that are refused as sensitive: 230022 */
  readonly sensitive: readonly RegExp[]
}

export type Options = Partial<Omit<Settings, 'clientConfig' | 'limits' | 'switches'>> & {
  readonly clientConfig?: Partial<ClientConfig>
  readonly limits?: Partial<Limits>
  readonly switches?: Partial<Switches>
}

/** The least list of the facts page, with the ones that are needed when used. */
export const ALL_SCOPES: readonly string[] = [
  'im:message:send_as_bot',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:message:readonly',
  'im:resource:upload',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'contact:user.employee_id:readonly',
  'contact:user.id:readonly',
  'im:message.urgent',
  'im:chat.members:bot_access',
  'cardkit:card:write',
]

const DEFAULTS: Settings = {
  port: 0,
  seed: 1,
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'sim-app-secret-0123456789abcdef0',
  encryptKey: 'sim-encrypt-key',
  verificationToken: 'sim-verification-token',
  tenantKey: '2c1d3e4f5a6b7c8d',
  botName: '要点',
  scopes: ALL_SCOPES,
  redeliveryFactor: 1,
  answerMs: 3_000,
  latencyMs: 0,
  limitsNow: () => performance.now(),
  // the platform's are −1, 120, 30, 120: nobody waits so long in a test
  clientConfig: { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 120 },
  limits: { perSecond: 50, perMinute: 1000, perUser: 5, perGroup: 5, perMessage: 5, perCard: 10, connections: 50 },
  switches: {
    repeatedUuid: 'first-id',
    uploadNeedsFilename: false,
    emptyFormField: 'empty',
    emptyCardReplyIsBad: false,
    tokenErrorStatus: 400,
    unlistedProperty: 'refused',
  },
  audited: [],
  sensitive: [],
}

export const settingsOf = (options: Options): Settings => ({
  ...DEFAULTS,
  ...options,
  clientConfig: { ...DEFAULTS.clientConfig, ...options.clientConfig },
  limits: { ...DEFAULTS.limits, ...options.limits },
  switches: { ...DEFAULTS.switches, ...options.switches },
})
