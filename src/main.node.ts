/** The assistant on one machine: SQLite, a minute's clock, the console in the browser or the office's messengers. */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { serve } from '@hono/node-server'
import { createFront } from './assistant/front.ts'
import { LAST_REPEATED_MS } from './assistant/intake.ts'
import { countSetAside } from './assistant/pending.ts'
import type { Channel } from './channels/channel.ts'
import { consoleApp } from './channels/console/app.ts'
import { UploadedFiles } from './channels/console/attachments.ts'
import { consoleChannel } from './channels/console/channel.ts'
import { readPage } from './channels/console/page.node.ts'
import { Transcript } from './channels/console/transcript.ts'
import { inboundOf } from './channels/messengers.ts'
import { within } from './channels/within.ts'
import { officeData, officeFolder } from './composition/data.node.ts'
import { removePruned } from './composition/evidence.node.ts'
import { modelParts } from './composition/model-parts.ts'
import { type Config, ConfigError, readConfig, unknownSettings } from './config/index.ts'
import { castOf } from './demo/cast.ts'
import { isOwn, openDemo, SCRIPTED } from './demo/index.ts'
import type { PageOffice } from './demo/page-office.ts'
import { startFromSnapshot } from './demo/snapshot.node.ts'
import { Metrics } from './health/index.ts'
import { inProject } from './installation/folders.ts'
import { PromptError } from './model/index.ts'
import { instant, isoInstant } from './office/day.ts'
import { loadDemo } from './office/load/demo.ts'
import { DataError, type Files, loadOffice } from './office/load/index.ts'
import { countPeople } from './people/index.ts'
import { auditFaults } from './runtime/audit.node.ts'
import { nightlyBackup, placeOf } from './runtime/backup.node.ts'
import { officeDesks, PATIENCE } from './runtime/desks/office-desks.node.ts'
import { openHeart } from './runtime/heart.node.ts'
import { openLog } from './runtime/log.ts'
import { timed } from './runtime/timed.ts'
import { whyNotOpened } from './runtime/unopened.node.ts'
import { NotOpened, type Store, StoreUnavailable } from './store/index.ts'
import { engine } from './store/machine.node.ts'
import { webApp } from './web/app.ts'
import { openServer } from './web/server.node.ts'

async function main(): Promise<void> {
  const config = readConfig(process.env)
  for (const { name, near } of unknownSettings(process.env))
    console.error(`注意：没有 ${name} 这项设置，它不起作用${near ? `；是不是 ${near}？` : ''}`)
  engine.useSecret(config.sealKey)
  return config.channels.includes('console') ? onConsole(config) : onMessengers(config)
}

async function onMessengers(config: Config): Promise<void> {
  // The demo needs none of the messengers.
  const { openOffice } = await import('./composition/office.node.ts')
  // Before a newer version changes the schema under one that is running.
  const claim = engine.take(databasePath(config), isoInstant(instant(Date.now())))
  try {
    await onDatabase(config, claim, openOffice)
  } catch (error) {
    // It did not come up, and died of no message.
    claim.release()
    throw error
  }
}

async function onDatabase(
  config: Config,
  claim: ReturnType<typeof engine.take>,
  openOffice: typeof import('./composition/office.node.ts').openOffice,
): Promise<void> {
  const store = engine.openMade(databasePath(config), { migrated: (told) => log({ event: 'migrated', ...told }) })
  const office = await openOffice({
    messengers: config.messengers,
    planYear: config.planYear,
    model: config.model,
    keep: config.keep,
    sight: config.sight,
    store,
    databasePath: databasePath(config),
    sealKey: config.sealKey,
    cleanly: claim.cleanly,
    log,
    took,
  })
  const { assistant, desk } = office
  const connection = await office.connect()
  const heart = openHeart({
    ...heartOf(config, store),
    log,
    minute: assistant.tick,
    tells: true,
    needsBackup: true,
    cry: office.cry,
    ...(connection && { lostMs: connection.lostMs }),
    deliver: () => assistant.deliver(instant(Date.now())),
    hourly: office.hourly,
    audit: () => auditFaults(),
    watch: faultsWatched(config),
    nightly: () => removePruned(store, placeOf(databasePath(config)).evidence),
  })
  const app = webApp({ mounts: office.mounts, log, health: heart.health, ...(config.metrics && { metrics }) })
  listen(app.fetch, { ...config, where: await whereIs('数据库', config, store) }, async () => {
    log({ event: 'ending' })
    heart.stop()
    connection?.close()
    const ended = await within(
      LAST_MS,
      assistant.end().then(() => true),
    )
    await within(LAST_MS, desk.close())
    store.close()
    claim.release(ended === true && (claim.cleanly || performance.now() >= LAST_REPEATED_MS))
    log({ event: 'ended' })
  })
  log({ event: 'started', process: process.pid, plan: office.planYear })
  // What waits to be said needs no desk, and does not wait for one.
  await heart.start(Promise.all([desk.ready, assistant.resume()]))
}

async function onConsole(config: Config): Promise<void> {
  const files = officeData()
  const store = await openDemoStore(config)
  const office = loadOffice(files, config.planYear)
  const transcript = new Transcript(store)
  const played = loadDemo(files, office.regions)
  const demo = await openDemo({
    demo: played,
    store,
    assistant: () => assistant,
    async say({ id, account, at, text, ...rest }) {
      await transcript.said({ id, account, at, body: { kind: 'text', text } })
      await assistant.handle({ id, account, at, text, ...rest })
    },
    isPlayed: (account) => transcript.hasActed(account, SCRIPTED),
    calendar: office.calendar,
    realTime: () => Date.now(),
  })
  const attachments = new UploadedFiles()
  const channel = consoleChannel({ transcript, attachments, now: demo.now })
  const desk = demoDesks(config, channel, files)
  const assistant = createFront({
    desk: timed(desk, took, () => performance.now()),
    store,
    regions: office.regions,
    channels: [channel],
    clock: demo.now,
    patience: PATIENCE,
    log: logFaults,
    ...(await modelParts({ model: config.model, files, log: logFaults })),
  })
  await desk.ready
  // What came before anybody looked is no news.
  if (await demo.seed(seeding)) await transcript.markAllSeen()
  await assistant.resume()

  const { cast, people } = castOf(played, office.regions)
  let opened: Promise<PageOffice> | undefined
  const shown = (): Promise<PageOffice> => {
    opened ??= import('./demo/page-office.ts').then(({ pageOffice }) =>
      pageOffice({ office, files, store, clock: demo.now, cast, log: logFaults }),
    )
    return opened
  }
  const page = consoleApp({
    hear: inboundOf({ handle: assistant.handle, store, now: demo.now, log: logFaults })({ channel, showsReply: true }),
    people,
    clock: { ...demo, nextDeadline: async () => (await shown()).nextDeadline() },
    transcript,
    attachments,
    documents: async () => (await shown()).documents(),
    suggestions: async (account) => (await shown()).suggestions(account),
    page: readPage(),
    log: logFaults,
  })
  const heart = openHeart({
    ...heartOf(config, store),
    log: logFaults,
    clock: demo.now,
    minute: () => demo.remember().then(() => assistant.tick(demo.now())),
  })
  const app = webApp({ mounts: [page], log: logFaults, health: heart.health, ...(config.metrics && { metrics }) })
  listen(app.fetch, { ...config, where: await whereIs('演示数据库', config, store) }, async () => {
    heart.stop()
    await within(LAST_MS, assistant.end())
    void desk.close()
    store.close()
  })
  await heart.start()
}

const demoDesks = (config: Config, channel: Channel, files: Files) =>
  officeDesks({
    setting: {
      files,
      databasePath: databasePath(config),
      ...(config.sealKey !== undefined && { sealKey: config.sealKey }),
      demo: true,
      ...(config.planYear !== undefined && { planYear: config.planYear }),
      ...(config.model && { readingMs: config.model.limitMs }),
    },
    channels: [channel],
    log: logFaults,
  })

/** Which file it is on and how many people: a wrong one is seen at a glance. */
const whereIs = async (what: string, config: Config, store: Store): Promise<string> =>
  `；${what} ${databasePath(config)}，名册上 ${await countPeople(store)} 人`

/** So long what is being sent may take after the process was told to end; systemd waits for 90 s. */
const LAST_MS = 5_000

function faultsWatched(config: Config): () => number {
  const watched = engine.watch(databasePath(config))
  return () => watched().length
}

const heartOf = (config: Config, store: Store) => ({
  store,
  databasePath: databasePath(config),
  findDamage: engine.findDamage,
  aside: () => countSetAside(store),
  ...(config.backup && {
    backup: nightlyBackup(
      inOffice(config.backup.folder),
      placeOf(databasePath(config), officeFolder()),
      config.backup.keep,
    ),
  }),
  environment: process.env,
})

const databasePath = ({ database }: Config): string => inOffice(database)
/** A path of the settings: below the project, where it is not a whole one. */
const inOffice = (path: string): string => resolve(inProject(''), path)

const metrics = new Metrics()
const took = (kind: string, ms: number): void => metrics.took(kind, ms)
const log = openLog(console.error, Date.now, (entry) => metrics.note(entry))

/** The demo's terminal is a person's: only what went wrong, and how a model's answers ended. */
const logFaults = (entry: Readonly<Record<string, unknown>>): void => {
  if (/fail|not-sent|worded/.test(String(entry['event']))) log(entry)
  else metrics.note(entry)
}

/** @throws ConfigError where the database is an office's own */
async function openDemoStore(config: Config): Promise<Store> {
  const path = databasePath(config)
  mkdirSync(dirname(path), { recursive: true })
  if (config.planYear === undefined) startFromSnapshot(path)
  const store = engine.open(path, { demo: true })
  if (await isOwn(store))
    throw new ConfigError('YAODIAN_DB：这是单位自己的数据库，而演示的人是虚构的：设好 YAODIAN_CHANNEL')
  return store
}

function seeding(done: number, of: number): void {
  if (!process.stderr.isTTY && done !== of) return
  process.stderr.write(`\r载入演示数据 ${Math.round((100 * done) / of)}%${done === of ? '\n' : ''}`)
}

function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  { host, port, where }: Config & { readonly where: string },
  end: () => Promise<void>,
): void {
  const server = openServer(fetch)
  server.listen(port, host, () => {
    const at = server.address()
    const bound = typeof at === 'object' && at ? at.port : port
    console.log(`要点已启动：http://localhost:${bound}${where}  （Ctrl+C 退出）`)
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    fail(
      error.code === 'EADDRINUSE'
        ? `端口 ${port} 已被占用：关闭占用它的程序，或换一个端口，例如 PORT=3001 npm start`
        : error.message,
    )
  })
  let isEnding = false
  const stop = (): void => {
    if (isEnding) return
    isEnding = true
    server.close()
    void end().finally(() => process.exit(0))
  }
  // Ctrl+C twice ends at once; a service manager that asks twice waits for what is being sent
  process.once('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function fail(message: string): never {
  console.error(`要点没有启动：${message}`)
  process.exit(1)
}

try {
  await main()
} catch (error) {
  if (error instanceof ConfigError) fail(`设置有误\n${error.message}\n各项设置见 README`)
  if (error instanceof PromptError) fail(`提示词文件有误\n${error.message}`)
  if (error instanceof DataError) fail(`数据文件有误\n${error.message}`)
  if (error instanceof NotOpened) fail(error.message)
  if (error instanceof StoreUnavailable) {
    const config = readConfig(process.env)
    const { backup } = config
    fail(`数据库打不开：${await whyNotOpened(error, databasePath(config), backup && inOffice(backup.folder))}`)
  }
  throw error
}
