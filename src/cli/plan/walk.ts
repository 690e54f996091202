/** The way from a paper to an office, step by step; it can be left anywhere and taken up again. A mouth asks and shows. */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UNDEFINED } from '../../documents/draft/indicator.ts'
import { removeLeftovers, writeAtomically, writeFolderAtomically } from '../../runtime/atomic-write.node.ts'
import { Failure } from '../usage.ts'
import { Again, type Ask, type Look, type Remark, STEPS, type StepId, warn } from './ask.ts'
import type { Making } from './making.ts'
import { forget } from './state.ts'
import { checkLook } from './steps/check.ts'
import { detailsLook } from './steps/details.ts'
import { goalsLook } from './steps/goals.ts'
import { paperLook } from './steps/paper.ts'
import { regionsLook } from './steps/regions.ts'
import { reminderLook } from './steps/reminder.ts'
import { rosterLook } from './steps/roster.ts'
import { splitLook } from './steps/split.ts'
import * as text from './text.ts'

const LOOK: Readonly<Record<StepId, (making: Making) => Promise<Look>>> = {
  paper: paperLook,
  goals: goalsLook,
  details: detailsLook,
  regions: regionsLook,
  split: splitLook,
  roster: rosterLook,
  check: checkLook,
  reminder: reminderLook,
}

/**
 * What a step shows and asks as things stand.
 * @throws Failure where a file that was given before cannot be read any more
 */
export const lookAt = (making: Making, step: StepId): Promise<Look> => LOOK[step](making)

/** The first step that is not done; undefined where all are, and only the writing is left. */
export const nextStep = ({ state }: Making): StepId | undefined => STEPS.find((step) => !state.done.includes(step))

/** Marks a step and those behind it as not done, since they rest on it. Their answers stay as proposals. */
export const undone = (making: Making, from: StepId): Promise<void> =>
  making.keep({ done: making.state.done.filter((step) => STEPS.indexOf(step) < STEPS.indexOf(from)) })

/** How a step is put to a person: on a terminal or a page. */
export interface Mouth {
  /** Shows what there is to see. */
  readonly show: (look: Look) => void
  /** Puts a question and has its answer taken. @returns false where nothing is answered to it now */
  readonly answer: (ask: Ask) => Promise<boolean>
}

/**
 * Goes through one step: each of its asks once, those that rest on an answer after it.
 * @returns whether it is done; not where the mouth left something unanswered
 * @throws Again where all is answered and does not come out
 */
export async function pass(making: Making, step: StepId, mouth: Mouth): Promise<boolean> {
  const answered = new Set<string>()
  for (;;) {
    const look = await lookAt(making, step)
    mouth.show(look)
    const ask = look.asks.find(({ name }) => !answered.has(name))
    if (ask) {
      if (!(await mouth.answer(ask))) return false
      answered.add(ask.name)
    } else {
      if (look.wrong !== undefined) throw new Again(look.wrong)
      await making.keep({ done: [...making.state.done.filter((one) => one !== step), step] })
      return true
    }
  }
}

/** The folder that the plan is written to. */
export const targetOf = ({ office, year }: Making): string => join(office, 'plans', String(year))

/**
 * Writes the office: the regions first, the plan's folder last and whole; until then no office sees any of it.
 * @returns what is to be done next
 * @throws Failure where the plan is there already, or does not load
 */
export async function written(making: Making): Promise<Remark[]> {
  const { office, folder } = making
  const target = targetOf(making)
  if (existsSync(target)) throw new Failure(text.isThere(target))
  const split = await making.split()
  await making.officeWith(split)
  const files = await making.planFiles(split)
  const vague = (await making.indicators()).filter(({ definition }) => definition === UNDEFINED)
  const places = await making.places()
  if (places?.text) {
    const path = join(office, making.regionsPath)
    await mkdir(dirname(path), { recursive: true })
    await removeLeftovers(dirname(path))
    await writeAtomically(path, places.text)
  }
  await removeLeftovers(dirname(target))
  await writeFolderAtomically(target, files)
  const roster = making.state.roster?.path
  await forget(folder)
  return [
    ...(vague.length > 0 ? [warn(text.vague(vague.map(({ short }) => short)))] : []),
    { tone: 'good', text: text.writtenTo(target) },
    ...text.next(making.ownsFolder ? office : undefined, roster).map((one): Remark => ({ tone: 'plain', text: one })),
  ]
}
