/** How far a new plan is: a person's answers and the files given, in the plan's folder, which is hidden until it is whole. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { z } from 'zod'
import { day } from '../../office/load/fields.ts'
import { removeLeftovers, writeAtomically } from '../../runtime/atomic-write.node.ts'
import { Failure } from '../usage.ts'
import { type GivenFile, STEPS } from './ask.ts'

/** A file as it was given; `kept` is its copy's name in the folder. */
const given = z.strictObject({ name: z.string(), path: z.string(), kept: z.string() })
/** A file that was given, by its copy. */
export type Given = z.infer<typeof given>

/** Schema of what a person corrected of a goal, as it is kept and posted. */
export const edit = z.strictObject({
  name: z.string().optional(),
  unit: z.string().optional(),
  value: z.string().optional(),
  kind: z.enum(['count', 'area', 'quantity', 'rate']).optional(),
  better: z.enum(['higher', 'lower']).optional(),
  every: z.enum(['week', 'month', 'quarter', 'year']).optional(),
  definition: z.string().optional(),
  pace: z.union([z.enum(['linear', 'none']), z.strictObject({ due: day })]).optional(),
})

const stateSchema = z.strictObject({
  year: z.int(),
  done: z.array(z.enum(STEPS)),
  paper: given.optional(),
  about: z
    .strictObject({
      title: z.string().optional(),
      documentNumber: z.string().optional(),
      issuer: z.string().optional(),
      issued: day.optional(),
      /** a person said that it is of the plan's year, though it names another */
      isOfYear: z.boolean().optional(),
    })
    .default({}),
  /** keys of figures that a person took out, or in */
  turned: z.array(z.string()).default([]),
  edits: z.record(z.string(), edit).default({}),
  /** without a list: the places that the office has already */
  regions: z.strictObject({ list: given.optional(), province: z.string().optional() }).default({}),
  split: z
    .strictObject({
      sheet: given.optional(),
      /** of the paper: 附件1 */
      table: z.string().optional(),
      source: z.string(),
      /** heads that name no indicator by themselves → its id, '' for none */
      columns: z.record(z.string(), z.string()),
      /** a person said that shares above the goal are meant */
      exceeds: z.boolean().optional(),
    })
    .optional(),
  roster: given.optional(),
})

/** All answers given so far. */
export type WizardState = z.infer<typeof stateSchema>

/**
 * The hidden folder of a plan in the making (`plans/.2026`). It is no plan until it is whole.
 *
 * @param office the folder that holds `plans/`
 */
export const draftFolder = (office: string, year: number): string => join(office, 'plans', `.${year}`)

const STATE = 'state.json'

/**
 * The answers given so far; empty where the plan was not begun.
 * @throws Failure where what lies there is no state
 */
export function readState(folder: string, year: number): WizardState {
  const path = join(folder, STATE)
  if (!existsSync(path)) return stateSchema.parse({ year, done: [] })
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new Failure(`${path} is not what plan new wrote: move it away to begin anew`)
  }
}

/** Writes the answers given so far, whole or not at all. */
export async function saveState(folder: string, state: WizardState): Promise<void> {
  await mkdir(folder, { recursive: true })
  await removeLeftovers(folder)
  await writeAtomically(join(folder, STATE), `${JSON.stringify(state, null, 2)}\n`)
}

/**
 * A copy of a file that was given, so that the step can be taken up again whatever becomes of the original. Named by
 * its content: one that is refused does not write over the one before.
 */
export async function keepFile(folder: string, what: string, file: GivenFile): Promise<Given> {
  await mkdir(folder, { recursive: true })
  const digest = createHash('sha256').update(file.bytes).digest('hex').slice(0, 12)
  const kept = `${what}-${digest}${extname(file.name).toLowerCase()}`
  await writeAtomically(join(folder, kept), file.bytes)
  return { name: file.name, path: file.path, kept }
}

/**
 * The content of a file that was given, from its copy.
 * @throws Failure where the copy is gone
 */
export function keptBytes(folder: string, { kept, name }: Given): Uint8Array {
  const path = join(folder, kept)
  if (!existsSync(path)) throw new Failure(`${path} is gone, the copy of ${name}: redo the step that it was given in`)
  return readFileSync(path)
}

/** Deletes a plan in the making with all that was typed and given, people's numbers included. */
export const forget = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })
