/**
 * Backups: a folder that holds one moment of the database, the evidence, the office's own data, and a manifest with the hash of each file and
 * the heads of the ledger's chains. The manifest is written last, and read back with all that it names: a folder
 * without one is none.
 */
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { identityOf } from '../demo/index.ts'
import { audit } from '../ledger/index.ts'
import { instant, isoInstant } from '../office/day.ts'
import type { RegionKey } from '../office/region.ts'
import type { Store } from '../store/index.ts'
import { engine } from '../store/machine.node.ts'
import {
  copyBeside,
  hashOf,
  removeLeftovers,
  syncFolder,
  syncTree,
  temporary,
  writeAtomically,
} from './atomic-write.node.ts'
import { copyOwn, type Unlike, unlikeOwn } from './own-data.node.ts'

const MANIFEST = 'backup.json'
const DATABASE = 'yaodian.db'
const EVIDENCE = 'evidence'
const DATA = 'data'
/** Evidence is kept under the hash of its content. */
const HASH = /^[0-9a-f]{64}$/

const manifest = z.object({
  version: z.literal(1),
  /** ISO instant */
  made: z.string(),
  /** what tells the office's database from another; absent where it has nothing, and from backups of earlier versions */
  office: z.string().optional(),
  database: z.object({ sha256: z.string(), bytes: z.number() }),
  ledger: z.object({
    entries: z.number(),
    seal: z.string(),
    /** what `audit verify` found; a backup is made all the same */
    faults: z.number(),
    heads: z.array(
      z.object({ region: z.string().transform((key) => key as RegionKey), sequence: z.number(), hash: z.string() }),
    ),
  }),
  /** where the log of changes stood; absent from backups of earlier versions */
  log: z.object({ sequence: z.number(), hash: z.string() }).optional(),
  evidence: z.array(z.string().regex(HASH)),
  /** the office's regions, plans and calendar; absent from backups of earlier versions */
  data: z.array(z.object({ path: z.string(), sha256: z.string() })).optional(),
})

/** What a backup says of itself: when it was made, of which database, hashes of its files. */
export type Manifest = z.infer<typeof manifest>

/** Where an office's own files lie. */
export interface OwnFiles {
  readonly database: string
  readonly evidence: string
  /** the folder of the office's regions, plans and calendar; not known: not backed up */
  readonly data?: string | undefined
}

/**
 * Where an office's own files lie: evidence beside the database, its data where that is set.
 *
 * @param data none: the data that ships
 */
export const placeOf = (database: string, data?: string): OwnFiles => ({
  database,
  evidence: join(dirname(database), EVIDENCE),
  data,
})

/**
 * Makes a backup while the office works, and checks it before it has its name.
 * @param into a folder that is not there yet
 * @throws Error when the folder is there, it cannot be made, or the copy is not sound; nothing is left then
 */
export async function backUp({ database, evidence, data }: OwnFiles, into: string, made: Date): Promise<Manifest> {
  if (await isThere(into)) throw new Error(words.isThere(into))
  const part = temporary(into)
  try {
    // Not with what it lies in: a disk that is not mounted leaves no folder, and one that can only be read says so.
    await mkdir(part)
    await mkdir(join(part, EVIDENCE))
    // Evidence first: a file that the database names later than that is in the next backup.
    await engine.copyDatabase(database, join(part, DATABASE))
    const names = (await readdir(evidence).catch(() => [])).filter((name) => HASH.test(name)).sort()
    for (const name of names) await copyFile(join(evidence, name), join(part, EVIDENCE, name))
    const own = data === undefined ? undefined : await copyOwn(data, join(part, DATA))
    const written = await described(part, names, own, made)
    await writeAtomically(join(part, MANIFEST), `${JSON.stringify(written, null, 1)}\n`)
    // Older ones go after it: it is not to be lost with the machine's power.
    await syncTree(part)
    const faults = await faultsIn(part)
    if (faults.length > 0) throw new Error(faults.join('；'))
    await rename(part, into)
    await syncFolder(dirname(into))
    return written
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw error
  }
}

async function described(
  folder: string,
  evidence: readonly string[],
  own: readonly string[] | undefined,
  made: Date,
): Promise<Manifest> {
  const data =
    own && (await Promise.all(own.map(async (path) => ({ path, sha256: await hashOf(join(folder, DATA, path)) }))))
  const path = join(folder, DATABASE)
  return looking(path, async (store) => {
    const { entries, seal, faults, heads, log } = await audit(store)
    const office = await identityOf(store)
    return {
      version: 1,
      made: made.toISOString(),
      ...(office !== undefined && { office }),
      database: { sha256: await hashOf(path), bytes: (await stat(path)).size },
      ledger: { entries, seal, faults: faults.length, heads: [...heads] },
      ...(log && { log }),
      evidence: [...evidence],
      ...(data && { data }),
    }
  })
}

/** Looks into a database that is not to be changed. */
async function looking<T>(path: string, look: (store: Store) => Promise<T>): Promise<T> {
  const store = engine.open(path, { readonly: true })
  try {
    return await look(store)
  } finally {
    store.close()
  }
}

/** What of a backup is not as it was when it was made, in Chinese; none where it can be restored. */
export async function faultsIn(folder: string): Promise<string[]> {
  const told = await manifestOf(folder)
  if (!told) return [words.none(folder)]
  const path = join(folder, DATABASE)
  if ((await hashOf(path).catch(() => '')) !== told.database.sha256) return [words.changed(DATABASE)]
  const damage = await engine.findDamage(path)
  const files = [
    ...told.evidence.map((name) => ({ path: `${EVIDENCE}/${name}`, sha256: name })),
    ...(told.data ?? []).map(({ path, sha256 }) => ({ path: `${DATA}/${path}`, sha256 })),
  ]
  const changed = await Promise.all(
    files.map(async ({ path, sha256 }) =>
      (await hashOf(join(folder, path)).catch(() => '')) === sha256 ? [] : [words.changed(path)],
    ),
  )
  return [...(damage === undefined ? [] : [words.damaged(damage)]), ...changed.flat()]
}

/** The manifest of a backup; undefined where there is none, or none that can be read. */
export async function manifestOf(folder: string): Promise<Manifest | undefined> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return manifest.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/**
 * Puts a backup in an office's place; what was there is set aside beside it, never overwritten.
 * The office must not be running.
 * @param resealed with another key than it was sealed with, in whose place that comes
 * @returns where the older database was set aside, if there was one
 * @throws Error when the backup is not sound, KeyMissing without its key; nothing is changed then
 */
export async function restore(
  folder: string,
  { database, evidence }: OwnFiles,
  now: Date,
  resealed = false,
): Promise<string | undefined> {
  const faults = await faultsIn(folder)
  if (faults.length > 0) throw new Error(faults.join('；'))
  const told = await manifestOf(folder)
  if (!told) throw new Error(words.none(folder))
  // Without its key nothing can be done with it.
  if (!resealed) engine.expectKey(join(folder, DATABASE))
  // Before anything is moved: a disk that is full has the office as it was.
  const part = await copyBeside(join(folder, DATABASE), database, told.database.sha256)
  try {
    return await putBack(part, told, folder, { database, evidence }, now)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function putBack(
  part: string,
  told: Manifest,
  folder: string,
  { database, evidence }: OwnFiles,
  now: Date,
): Promise<string | undefined> {
  await mkdir(evidence, { recursive: true })
  for (const name of told.evidence) {
    const path = join(evidence, name)
    if ((await hashOf(path).catch(() => '')) !== name)
      await writeAtomically(path, await readFile(join(folder, EVIDENCE, name)))
  }
  const old = `${database}.before-${stampOf(now)}`
  const was = await isThere(database)
  // The log of the older database would be read into the restored one.
  for (const end of ['', '-wal', '-shm']) if (await isThere(database + end)) await rename(database + end, old + end)
  await rename(part, database)
  await syncFolder(dirname(database))
  return was ? old : undefined
}

/** What of the office's own data in a backup is missing here, or differs. The data folder is never written to. */
export const dataUnlike = async (folder: string, { data }: OwnFiles): Promise<Unlike> =>
  data === undefined ? { missing: [], differing: [] } : unlikeOwn(data, join(folder, DATA))

/**
 * Makes a backup in a folder of backups, and deletes the oldest beyond `keep`. Folders that are no backup of this
 * office are left alone.
 *
 * @param folder made where it is not there; its parent has to exist
 * @returns path of the backup
 * @throws NotMounted where backups were made before, and none of them is there
 */
export async function backUpInto(folder: string, place: OwnFiles, keep: number, now: Date): Promise<string> {
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await removeLeftovers(folder)
  const used = await readFile(usedNote(place), 'utf8').catch(() => '')
  if (used.trim() === folder && (await backupsIn(folder)).length === 0) throw new NotMounted(folder)
  const into = join(folder, `yaodian-${stampOf(now)}`)
  await backUp(place, into, now)
  await writeAtomically(usedNote(place), `${folder}\n`)
  const own = await backupsIn(folder, await identityIn(place.database))
  for (const old of own.slice(0, -keep)) await rm(old, { recursive: true, force: true })
  return into
}

/** Beside the database: the folder that backups went into. A disk that is not mounted leaves its empty folder behind. */
const usedNote = ({ database }: OwnFiles): string => `${database}.backups`

/**
 * Forgets where backups went before, so that they may go into an empty folder: it was emptied on purpose, or is a new
 * one.
 */
export const forgetBackups = (place: OwnFiles): Promise<void> => rm(usedNote(place), { force: true })

/**
 * The folder has none of the backups made before, as when its disk is not mounted. Another backup would land on the
 * wrong disk.
 */
export class NotMounted extends Error {
  override readonly name = 'NotMounted'
  readonly code = 'NOT_MOUNTED'

  constructor(folder: string) {
    super(words.notMounted(folder))
  }
}

/** A process that is started again and again would else push out the backups of the days before. */
const RECENT_MS = 12 * 3_600_000

/**
 * The backups that are made each night, and at a start where last night's is missing.
 *
 * @param folder of all backups
 * @param keep how many
 * @returns `make`, which does nothing where one was made lately; `last`, when that was (milliseconds)
 */
export function nightlyBackup(folder: string, place: OwnFiles, keep: number) {
  let office: string | undefined
  /** One of a clock that was ahead for a while tells nothing of the nights since. */
  const last = async (now = new Date()): Promise<number | undefined> => {
    office ??= await identityIn(place.database).catch(() => undefined)
    for (const one of (await backupsIn(folder, office)).reverse()) {
      const made = Date.parse((await manifestOf(one))?.made ?? '')
      if (made <= now.getTime()) return made
    }
    return undefined
  }
  return {
    folder,
    last,
    async make(now = new Date()): Promise<unknown> {
      const before = await last(now)
      const isRecent = before !== undefined && now.getTime() - before < RECENT_MS
      return isRecent ? undefined : backUpInto(folder, place, keep, now)
    },
  }
}

/**
 * The backups in a folder, the oldest first.
 *
 * @param office whose, as `identityIn` tells; undefined: anybody's
 */
export async function backupsIn(folder: string, office?: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^yaodian-\d{8}-\d{6}$/.test(name)).sort()
  const found: string[] = []
  for (const path of names.map((name) => join(folder, name))) {
    const told = await manifestOf(path)
    if (told && (office === undefined || isOf(told, office))) found.push(path)
  }
  return found
}

/**
 * Whether a backup may be of an office's database. Backups of earlier versions do not say whose they are, and are
 * taken for it.
 */
export const isOf = (told: Manifest, office: string): boolean =>
  told.office === undefined ? !office.includes(' ') : told.office === office

/** What tells the office's database at `path` from any other; empty where nothing does. */
const identityIn = (path: string): Promise<string> => looking(path, async (store) => (await identityOf(store)) ?? '')

/**
 * The last backup of an office, else the last of any; undefined where there is none. Its heads lie outside the
 * database, so that the log may only have grown since.
 */
export async function lastBackup(folder: string, office: string): Promise<Manifest | undefined> {
  const last = (await backupsIn(folder, office)).at(-1) ?? (await backupsIn(folder)).at(-1)
  return last === undefined ? undefined : manifestOf(last)
}

/**
 * What an office leaves beside its database and what none has that is new: a note of who runs it or where backups went,
 * a log, an older copy that was set aside, evidence. @returns paths; none where no office was ever there
 */
export async function tracesOf({ database, evidence }: OwnFiles): Promise<string[]> {
  const beside = (await readdir(dirname(database)).catch(() => [])).map((name) => join(dirname(database), name))
  return beside.filter(
    (path) => path === evidence || /^(?:\.running(?:-by)?|\.backups|-wal|\.before-.+)$/.test(endOf(path)),
  )

  function endOf(path: string): string {
    return path.startsWith(database) ? path.slice(database.length) : ''
  }
}

/** 20170703-030000, as the office's clocks show it */
const stampOf = (at: Date): string =>
  isoInstant(instant(at.getTime())).replace(/[-:]/g, '').replace('T', '-').slice(0, 15)

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** For who runs the office. */
const words = {
  isThere: (path: string) => `${path} 已经有了`,
  none: (folder: string) => `${folder} 里没有读得出的 ${MANIFEST}：不是备份，或者没有做完`,
  changed: (file: string) => `${file} 不在，或与备份时不同`,
  damaged: (said: string) => `${DATABASE} 有损坏（${said}）`,
  notMounted: (folder: string) =>
    `${folder} 里以前的备份一份也没有：先把那块盘挂上；是特意清空的，运行 yaodian backup --prepare`,
}
