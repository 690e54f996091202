/** The way from a paper to an office, step by step; it can be left anywhere and taken up again. */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UNDEFINED } from '../../documents/draft/indicator.ts'
import { removeLeftovers, writeFolderWhole, writeWhole } from '../../runtime/whole.node.ts'
import * as pc from '../colour.ts'
import { Failure } from '../usage.ts'
import type { Making } from './making.ts'
import { forget, STEPS, type StepId } from './state.ts'
import { checkStep } from './steps/check.ts'
import { detailsStep } from './steps/details.ts'
import { goalsStep } from './steps/goals.ts'
import { paperStep } from './steps/paper.ts'
import { regionsStep } from './steps/regions.ts'
import { reminderStep } from './steps/reminder.ts'
import { rosterStep } from './steps/roster.ts'
import { splitStep } from './steps/split.ts'
import { Back, Left, Wrong } from './terminal.ts'
import * as text from './text.ts'

const RUN: Readonly<Record<StepId, (making: Making) => Promise<void>>> = {
  paper: paperStep,
  goals: goalsStep,
  details: detailsStep,
  regions: regionsStep,
  split: splitStep,
  roster: rosterStep,
  check: checkStep,
  reminder: reminderStep,
}

/**
 * Goes through the steps of a new plan, from where it was left. @param attended whether a person is there to be asked
 * @returns whether the plan was written; not where the person left before
 */
export async function walkThrough(making: Making, attended: boolean): Promise<boolean> {
  const { terminal, year, office } = making
  terminal.say(pc.bold(text.opening(year, office)), ...(attended ? [pc.dim(text.manners)] : []))
  try {
    if (making.state.done.length > 0) await takenUp(making)
    for (let step = nextStep(making); step; step = nextStep(making)) await gone(making, step, attended)
    await written(making)
    return true
  } catch (error) {
    if (!(error instanceof Left)) throw error
    terminal.say('', pc.bold(text.left(making.state.done.length, making.folder)))
    return false
  }
}

const nextStep = ({ state }: Making): StepId | undefined => STEPS.find((step) => !state.done.includes(step))

/** What was done before, and where to go on. */
async function takenUp(making: Making): Promise<void> {
  const { terminal, state } = making
  const next = nextStep(making)
  terminal.say(
    ...STEPS.map((step, at) => {
      const mark = state.done.includes(step) ? pc.green('✓') : step === next ? pc.cyan('→') : ' '
      return `  ${mark} ${at + 1} ${text.STEP_NAMES[step]}`
    }),
  )
  const at = await terminal.ask({
    text: text.takeUp(next ? text.STEP_NAMES[next] : text.writing),
    read: (typed) => {
      const number = typed === '' ? STEPS.length + 1 : Number(typed)
      if (!Number.isInteger(number) || number < 1) throw new Wrong(text.oneOf(STEPS.length))
      return number
    },
  })
  await undone(making, at)
}

/** A step that is gone through again takes those behind it along: they rest on it. Their answers stay as proposals. */
const undone = (making: Making, from: number): Promise<void> =>
  making.keep({ done: making.state.done.filter((step) => STEPS.indexOf(step) < from - 1) })

async function gone(making: Making, step: StepId, attended: boolean): Promise<void> {
  const { terminal } = making
  const at = STEPS.indexOf(step)
  terminal.say('', pc.bold(`${at + 1}/${STEPS.length} ${text.STEP_NAMES[step]}`))
  try {
    await RUN[step](making)
    await making.keep({ done: [...making.state.done, step] })
  } catch (error) {
    if (error instanceof Back) await undone(making, at)
    else if (error instanceof Wrong && attended) terminal.say(pc.red(`  ✗ ${error.message}`))
    else if (error instanceof Wrong) throw new Failure(error.message)
    else throw error
  }
}

/** The regions first, the plan's folder last and whole: until then no office sees any of it. */
async function written(making: Making): Promise<void> {
  const { terminal, office, year, folder } = making
  const target = join(office, 'plans', String(year))
  if (existsSync(target)) throw new Failure(text.isThere(target))
  const split = await making.split()
  await making.officeWith(split)
  const files = await making.planFiles(split)
  const vague = (await making.indicators()).filter(({ definition }) => definition === UNDEFINED)
  terminal.say('')
  await terminal.ask({
    text: text.writeAsked(target),
    read: (typed) => {
      if (typed !== '') throw new Wrong(text.enterOrLeave)
    },
  })
  const places = await making.places()
  if (places?.text) {
    const path = join(office, making.regionsPath)
    await mkdir(dirname(path), { recursive: true })
    await removeLeftovers(dirname(path))
    await writeWhole(path, places.text)
  }
  await removeLeftovers(dirname(target))
  await writeFolderWhole(target, files)
  const roster = making.state.roster?.path
  await forget(folder)
  if (vague.length > 0) terminal.say(pc.yellow(`  ⚠ ${text.vague(vague.map(({ short }) => short))}`))
  terminal.say(pc.green(text.writtenTo(target)), ...text.next(making.ownsFolder ? office : undefined, roster))
}
