/** The walk at a terminal: what is shown is said once, what is asked is a line. */
import * as pc from '../../colour.ts'
import { Failure } from '../../usage.ts'
import { type Remark, STEPS, type StepId, Wrong } from '../ask.ts'
import type { Making } from '../making.ts'
import * as text from '../text.ts'
import { nextStep, pass, targetOf, undone, written } from '../walk.ts'
import { type AnswerSource, answerAt } from './answers.ts'
import { Back, Left } from './terminal.ts'

/**
 * Goes through the steps of a new plan on a terminal, from where it was left.
 *
 * @param attended whether a person is there to be asked
 * @param flags what was said on the command line, by the question's name
 * @returns whether the plan was written; false where the person left before
 */
export async function walkThrough(
  making: Making,
  { terminal, flags }: Pick<AnswerSource, 'terminal' | 'flags'>,
  attended: boolean,
): Promise<boolean> {
  const desk: AnswerSource = { terminal, flags, folder: making.folder }
  terminal.say(pc.bold(text.opening(making.year, making.office)), ...(attended ? [pc.dim(text.manners)] : []))
  try {
    if (making.state.done.length > 0) await takenUp(making, desk)
    for (let step = nextStep(making); step; step = nextStep(making)) await gone(making, step, desk, attended)
    await writeAsked(making, desk)
    return true
  } catch (error) {
    if (!(error instanceof Left)) throw error
    terminal.say('', pc.bold(text.left(making.state.done.length, making.folder)))
    return false
  }
}

/** What was done before, and where to go on. */
async function takenUp(making: Making, { terminal }: AnswerSource): Promise<void> {
  const next = nextStep(making)
  terminal.say(
    ...STEPS.map((step, at) => {
      const mark = making.state.done.includes(step) ? pc.green('✓') : step === next ? pc.cyan('→') : ' '
      return `  ${mark} ${at + 1} ${text.STEP_NAMES[step]}`
    }),
  )
  const from = await terminal.ask({
    text: text.takeUp(next ? text.STEP_NAMES[next] : text.writing),
    read: (typed) => {
      const step = STEPS[Number(typed) - 1]
      if (typed !== '' && step === undefined) throw new Wrong(text.oneOf(STEPS.length))
      return step
    },
  })
  if (from) await undone(making, from)
}

async function gone(making: Making, step: StepId, desk: AnswerSource, attended: boolean): Promise<void> {
  const { terminal } = desk
  const at = STEPS.indexOf(step)
  terminal.say('', pc.bold(`${at + 1}/${STEPS.length} ${text.STEP_NAMES[step]}`))
  const said = new Set<string>()
  try {
    await pass(making, step, {
      show({ shown }) {
        const fresh = shown.filter((line) => !said.has(line.text))
        for (const line of fresh) said.add(line.text)
        if (fresh.length > 0) terminal.say(...fresh.map(coloured))
      },
      async answer(ask) {
        await answerAt(desk, ask)
        return true
      },
    })
  } catch (error) {
    if (error instanceof Back) await undone(making, STEPS[Math.max(0, at - 1)] ?? step)
    else if (error instanceof Wrong && attended) terminal.say(pc.red(`  ✗ ${error.message}`))
    else if (error instanceof Wrong) throw new Failure(error.message)
    else throw error
  }
}

async function writeAsked(making: Making, { terminal }: AnswerSource): Promise<void> {
  terminal.say('')
  await terminal.ask({
    text: text.writeAsked(targetOf(making)),
    read: (typed) => {
      if (typed !== '') throw new Wrong(text.enterOrLeave)
    },
  })
  terminal.say(...(await written(making)).map(coloured))
}

const coloured = ({ tone, text: said }: Remark): string =>
  tone === 'good' ? pc.green(`  ${said}`) : tone === 'warn' ? pc.yellow(`  ⚠ ${said}`) : `  ${said}`
