/**
 * What stands between the office and harm, one line each: the code that does it, how it reads switched off, and the
 * test that turns red then. `npm run mutate` shows it; docs/security.md says against whom each stands.
 */
export interface Guard {
  readonly guard: string
  readonly file: string
  /** occurs once in the file */
  readonly from: string
  readonly to: string
  /** file and title of a test, or the beginning of its title */
  readonly test: readonly [string, string]
}

const BORDERS = 'test/channels/borders.test.ts'
const FEISHU = 'test/channels/feishu/webhook.test.ts'
const ARRIVING = 'test/channels/feishu/arriving.test.ts'
const WEBHOOK = 'test/channels/webhook/webhook.test.ts'
const CONSOLE = 'test/channels/console/app.test.ts'
const HANDLE = 'test/assistant/handle.test.ts'
const DELIVER = 'test/assistant/deliver.test.ts'
const KEYS = 'test/store/keys.test.ts'
const API = 'test/channels/api/api.test.ts'
const HOSTILE = 'test/documents/files/hostile.test.ts'

export const GUARDS: readonly Guard[] = [
  {
    guard: 'signature',
    file: 'src/channels/feishu/webhook.ts',
    from: 'if (!areSame(signature, given)) throw',
    to: 'if (false) throw',
    test: [FEISHU, 'refuses a forged event'],
  },
  {
    guard: 'signature of what is unsigned',
    file: 'src/channels/feishu/webhook.ts',
    from: "if (signature === undefined) throw new Refused(401, 'not signed')",
    to: '',
    test: [FEISHU, 'refuses a unsigned event'],
  },
  {
    guard: 'signature before decryption',
    file: 'src/channels/feishu/webhook.ts',
    from: 'else if (bytes.length > LARGEST_UNSIGNED_BYTES) throw',
    to: 'else if (false) throw',
    test: [BORDERS, 'what is unsigned is refused before anything is decrypted'],
  },
  {
    guard: 'size of an event',
    file: 'src/channels/feishu/webhook.ts',
    from: 'maxSize: LARGEST_BYTES',
    to: 'maxSize: 100 * LARGEST_BYTES',
    test: [BORDERS, 'what is unsigned is refused before anything is decrypted'],
  },
  {
    guard: 'replay window',
    file: 'src/channels/feishu/webhook.ts',
    from: 'if (!(age <= OLDEST_MS && age >= -AHEAD_MS)) throw',
    to: 'if (Number.isNaN(age)) throw',
    test: [ARRIVING, 'an event signed older than any repeat'],
  },
  {
    guard: 'verification token',
    file: 'src/channels/feishu/webhook.ts',
    from: 'const { token, app_id: app } = addressed.data.header\n  if (!areSame(token, verificationToken)) throw',
    to: "const { token, app_id: app } = addressed.data.header\n  if (token === '') throw",
    test: [FEISHU, 'refuses a wrong-token event'],
  },
  {
    guard: 'app',
    file: 'src/channels/feishu/webhook.ts',
    from: 'if (app !== appId) throw',
    to: "if (app === '') throw",
    test: [FEISHU, 'refuses a wrong-app event'],
  },
  {
    guard: 'form of an event',
    file: 'src/channels/feishu/receive.ts',
    from: 'if (!(error instanceof z.ZodError)) throw error',
    to: 'if (error) throw error',
    test: [BORDERS, 'an event without a message is logged'],
  },
  {
    guard: 'signature of the plain webhook',
    file: 'src/channels/webhook/signature.ts',
    from: "if (!fits.includes(true)) return 'wrong signature'",
    to: '',
    test: [WEBHOOK, 'signed with another key is refused'],
  },
  {
    guard: 'window of the plain webhook',
    file: 'src/channels/webhook/signature.ts',
    from: 'const WINDOW_MS = 5 * 60_000',
    to: 'const WINDOW_MS = 5 * 3_600_000',
    test: [WEBHOOK, 'signed six minutes ago is refused'],
  },
  {
    guard: 'size of a post',
    file: 'src/channels/webhook/routes.ts',
    from: 'maxSize: LARGEST_BYTES',
    to: 'maxSize: 100 * LARGEST_BYTES',
    test: [WEBHOOK, 'of more than 256 KB is not read'],
  },
  {
    guard: 'redirect of what is signed',
    file: 'src/channels/webhook/channel.ts',
    from: "redirect: 'manual',",
    to: '',
    test: ['test/channels/webhook/http.test.ts', 'what is signed for one address follows no redirect'],
  },
  {
    guard: 'sender of a recall',
    file: 'src/channels/inbound/index.ts',
    from: "if (by !== undefined && by !== account) return ignored('not taken back by its sender')",
    to: '',
    test: ['test/channels/inbound.test.ts', 'by somebody else stays'],
  },
  {
    guard: 'known messages',
    file: 'src/assistant/handle.ts',
    from: "if (await isKnown(parts.store, id)) return { status: 'duplicate' }",
    to: '',
    test: [HANDLE, 'that is delivered again changes nothing'],
  },
  {
    guard: 'unique key: a message',
    file: 'src/store/migrations/0001_messages.sql',
    from: '  id        TEXT PRIMARY KEY,          -- channel and',
    to: '  id        TEXT, nth TEXT PRIMARY KEY DEFAULT (hex(randomblob(16))), -- channel and',
    test: [KEYS, 'a message'],
  },
  {
    guard: 'unique key: what is said',
    file: 'src/store/migrations/0001_messages.sql',
    from: '  key       TEXT PRIMARY KEY,          -- nothing',
    to: '  key       TEXT, nth TEXT PRIMARY KEY DEFAULT (hex(randomblob(16))), -- nothing',
    test: [KEYS, 'an answer or a reminder'],
  },
  {
    guard: 'unique key: a place in a chain',
    file: 'src/store/migrations/0003_ledger.sql',
    from: '  PRIMARY KEY (region, sequence)',
    to: '  nth TEXT PRIMARY KEY DEFAULT (hex(randomblob(16)))',
    test: [KEYS, 'a place in a county’s chain'],
  },
  {
    guard: 'unique key: a figure’s history',
    file: 'src/store/migrations/0003_ledger.sql',
    from: 'CREATE UNIQUE INDEX ledger_cell',
    to: 'CREATE INDEX ledger_cell',
    test: [KEYS, 'a place in a figure’s history'],
  },
  {
    guard: 'unique key: an act',
    file: 'src/store/migrations/0003_ledger.sql',
    from: 'id          TEXT NOT NULL UNIQUE,',
    to: 'id          TEXT NOT NULL,',
    test: [KEYS, 'an act'],
  },
  {
    guard: 'unique key: the end of a draft',
    file: 'src/store/migrations/0004_report.sql',
    from: '  draft     TEXT PRIMARY KEY REFERENCES draft (id),',
    to: '  draft     TEXT REFERENCES draft (id), nth TEXT PRIMARY KEY DEFAULT (hex(randomblob(16))),',
    test: [KEYS, 'the end of a draft'],
  },
  {
    guard: 'unique key: a stage of a deadline',
    file: 'src/store/migrations/0005_remind.sql',
    from: '  PRIMARY KEY (rule, period, revision, stage)',
    to: '  nth TEXT PRIMARY KEY DEFAULT (hex(randomblob(16)))',
    test: [KEYS, 'a stage of a deadline'],
  },
  {
    guard: 'unique key: a reminder',
    file: 'src/store/migrations/0005_remind.sql',
    from: '  key       TEXT PRIMARY KEY,          -- rule, period, revision, stage, region, person',
    to: '  key       TEXT, nth TEXT PRIMARY KEY DEFAULT (hex(randomblob(16))), -- rule',
    test: [KEYS, 'a reminder'],
  },
  {
    guard: 'unique key: an answer by a person',
    file: 'src/store/migrations/0017_handover.sql',
    from: '  handover   TEXT PRIMARY KEY REFERENCES handover (id),',
    to: '  handover   TEXT REFERENCES handover (id), nth TEXT PRIMARY KEY DEFAULT (hex(randomblob(16))),',
    test: [KEYS, 'the answer to a question'],
  },
  {
    guard: 'unique key: an answer to a request',
    file: 'src/store/migrations/0002_people.sql',
    from: '  binding   TEXT PRIMARY KEY REFERENCES binding (id), --',
    to: '  binding   TEXT REFERENCES binding (id), nth TEXT PRIMARY KEY DEFAULT (hex(randomblob(16))), --',
    test: [KEYS, 'the answer to a request'],
  },
  {
    guard: 'retention',
    file: 'src/privacy/retention.ts',
    from: "pruned IS NULL AND at < ? ORDER BY at'",
    to: "pruned IS NULL AND at < -? ORDER BY at'",
    test: ['test/privacy/retention.test.ts', 'each kind goes when its own days are over'],
  },
  {
    guard: 'erasure of a person',
    file: 'src/privacy/holdings.ts',
    from: "'name = :role, phone = NULL,",
    to: "'name = name || :role, phone = phone,",
    test: ['test/privacy/person.test.ts', 'who is erased is in no word of the database any more'],
  },
  {
    guard: 'access log',
    file: 'src/assistant/handle.ts',
    from: '...filesIn(says).map(',
    to: '...filesIn([]).map(',
    test: ['test/privacy/person.test.ts', 'a file handed out in the chat is written down'],
  },
  {
    guard: 'lease',
    file: 'src/message/outbox.ts',
    from: "WHERE key = ? AND attempts = ? AND state IN ('queued', 'leased') AND (lease IS NULL OR lease < ?)`",
    to: "WHERE key = ? AND attempts + 9 > ? AND state IN ('queued', 'leased') AND (lease IS NULL OR lease < ? + 99999999)`",
    test: [DELIVER, 'is sent by one of two that deliver at the same moment'],
  },
  {
    guard: 'leases of the living',
    file: 'src/store/alone.node.ts',
    from: "db.exec('BEGIN EXCLUSIVE')",
    to: "db.exec('BEGIN')",
    test: ['test/store/alone.test.ts', 'one of two that claim it is alone'],
  },
  {
    guard: 'hour of the platform’s keys',
    file: 'src/assistant/deliver.ts',
    from: 'const UNCERTAIN_MS = 50 * MINUTE_MS',
    to: 'const UNCERTAIN_MS = 5_000 * MINUTE_MS',
    test: [DELIVER, 'whose fate was uncertain for more than 50 minutes'],
  },
  {
    guard: 'pace of repeats',
    file: 'src/channels/feishu/pace.ts',
    from: 'if (at > latest) return Math.ceil(at - now)',
    to: 'return 0',
    test: ['test/channels/feishu/sending.test.ts', 'repeats after a void token keep the pace'],
  },
  {
    guard: 'role',
    file: 'src/assistant/handle.ts',
    from: 'outcome: holds(person, command.right)',
    to: 'outcome: command.right',
    test: [HANDLE, 'from somebody without the right is refused'],
  },
  {
    guard: 'region',
    file: 'src/people/rights.ts',
    from: 'roles.includes(post.role) && regions.within(region, post.region)',
    to: 'roles.includes(post.role) && regions.within(region, regions.province.key)',
    test: ['test/report/rights.test.ts', "by 'other city"],
  },
  {
    guard: 'messages a minute',
    file: 'src/assistant/handle.ts',
    from: '>= PER_MINUTE',
    to: '>= 100 * PER_MINUTE',
    test: [HANDLE, 'beyond thirty in a minute is held back'],
  },
  {
    guard: 'length of a message',
    file: 'src/message/inbox.ts',
    from: 'export const LONGEST_TEXT = 6_000',
    to: 'export const LONGEST_TEXT = 6_000_000',
    test: [HANDLE, 'of 10 000 characters is refused in one sentence'],
  },
  {
    guard: 'host',
    file: 'src/channels/console/guard.ts',
    from: 'if (!LOCAL.has(url.hostname)) return',
    to: 'if (false) return',
    test: [CONSOLE, 'a page at'],
  },
  {
    guard: 'origin (cross-site requests)',
    file: 'src/channels/console/guard.ts',
    from: 'if (changes && !sameOrigin(c.req.raw.headers, url)) return',
    to: 'if (changes && !sameOrigin) return',
    test: [CONSOLE, 'a change sent with'],
  },
  {
    guard: 'content security policy',
    file: 'src/web/app.ts',
    from: `scriptSrc: ["'self'"]`,
    to: `scriptSrc: ["'self'", "'unsafe-inline'"]`,
    test: [CONSOLE, 'runs no script and takes no style'],
  },
  {
    guard: 'size of a body',
    file: 'src/web/app.ts',
    from: 'maxSize: LARGEST_BYTES',
    to: 'maxSize: 100 * LARGEST_BYTES',
    test: ['test/web/app.test.ts', 'a body of 5 MB passes, one of 7 MB is refused'],
  },
  {
    guard: 'half-sent requests',
    file: 'src/web/server.node.ts',
    from: 'headersTimeout: limits.headMs,\n      requestTimeout: limits.wholeMs,',
    to: '',
    test: ['test/web/server.test.ts', 'half of a'],
  },
  {
    guard: 'connections',
    file: 'src/web/server.node.ts',
    from: 'server.maxConnections = limits.connections',
    to: '',
    test: ['test/web/server.test.ts', 'who holds all places'],
  },
  {
    guard: 'token',
    file: 'src/channels/api/routes.ts',
    from: 'if (client) return work(c, client)',
    to: "return work(c, client ?? { name: 'any', account: 'feishu:ou_contact' as Client['account'] })",
    test: [API, 'with another token it is refused'],
  },
  {
    guard: 'origin at the interface',
    file: 'src/channels/api/routes.ts',
    from: "if (c.req.header('origin') !== undefined) return",
    to: 'if (false) return',
    test: [API, 'a web page is refused'],
  },
  {
    guard: 'reads only',
    file: 'src/assistant/handle.ts',
    from: 'const parts = message.readsOnly ?',
    to: 'const parts = false ?',
    test: [API, 'no command that writes is there for it'],
  },
  {
    guard: 'formula',
    file: 'src/tables/workbook.ts',
    from: 'const FORMULA = /^[=+\\-@\\t\\r]/',
    to: 'const FORMULA = /^\\0/',
    test: ['test/progress/sheets.test.ts', 'hold the figures as numbers and nothing that a spreadsheet would run'],
  },
  {
    guard: 'escape of @ in cards',
    file: 'src/channels/feishu/markdown.ts',
    from: '.replace(LIVE, entity)',
    to: '.replace(LIVE, (mark) => mark)',
    test: ['test/channels/feishu/card.test.ts', 'show in card markdown as they were typed'],
  },
  {
    guard: 'escape of @ in texts',
    file: 'src/channels/feishu/markdown.ts',
    from: "replaceAll('<', '＜')",
    to: "replaceAll('<', '<')",
    test: ['test/channels/feishu/card.test.ts', 'mention nobody in text messages'],
  },
  {
    guard: 'turned words',
    file: 'src/channels/feishu/markdown.ts',
    from: "(mark === '\\n' || mark === '\\t' ? mark : '')",
    to: 'mark',
    test: ['test/channels/feishu/card.test.ts', 'can not be turned round'],
  },
  {
    guard: 'figure of a model',
    file: 'src/ask/verify/figure.ts',
    from: "if (near.length === 0) return same.length ? 'object' : 'figure'",
    to: 'if (near.length === 0) return undefined',
    test: ['test/model/reading.test.ts', 'names a wrong number'],
  },
  {
    guard: 'redirect of the model’s key',
    file: 'src/model/admission.ts',
    from: "redirect: 'manual',",
    to: '',
    test: ['test/model/endpoints.test.ts', 'key and headers follow no redirect'],
  },
  {
    guard: 'hash chain',
    file: 'src/ledger/audit.ts',
    from: "if (hashOf(row) !== row['hash']) fault(",
    to: "if (hashOf(row) === '') fault(",
    test: ['test/ledger/ledger.test.ts', 'a changed value shows'],
  },
  {
    guard: 'seals beside the ledger',
    file: 'src/store/seal.ts',
    from: "row['seal'] !== sealOf(",
    to: "row['seal'] === 'x' && '' !== sealOf(",
    test: ['test/ledger/tampering.test.ts', 'a role raised'],
  },
  {
    guard: 'zip: what it unpacks to',
    file: 'src/documents/files/zip.ts',
    from: 'if (xml && (originalSize',
    to: 'if (xml && !xml && (originalSize',
    test: [HOSTILE, 'a bomb'],
  },
  {
    guard: 'zip: macros',
    file: 'src/documents/files/zip.ts',
    from: 'if (/vbaProject|vbaData|\\.bas$|macrosheets/i.test(name)) throw',
    to: 'if (false) throw',
    test: [HOSTILE, 'macros'],
  },
  {
    guard: 'zip: entities',
    file: 'src/documents/files/zip.ts',
    from: 'if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw',
    to: 'if (false) throw',
    test: [HOSTILE, 'entities'],
  },
]
