/** The walk on a page: the same steps, asked as forms. Pages of this machine alone, as the console's. */
import { Hono } from 'hono'
import { z } from 'zod'
import { localPagesOnly } from '../../../channels/console/guard.ts'
import { pages } from '../../../channels/console/pages.ts'
import { Failure } from '../../usage.ts'
import {
  type Ask,
  type FileAsk,
  type GivenFile,
  type Look,
  type Remark,
  STEPS,
  type StepId,
  tried,
  Wrong,
} from '../ask.ts'
import type { Making } from '../making.ts'
import { edit, keptBytes } from '../state.ts'
import * as text from '../text.ts'
import { lookAt, nextStep, pass, targetOf, undone, written } from '../walk.ts'
import type { AskView, WalkView } from './view.ts'

const stepId = z.enum(STEPS)
const ticked = z.array(z.string())
const edited = z.record(z.string(), edit)

/** What the page of `plan new` is made of. */
export interface PageOptions {
  readonly making: Making
  /** the page's files, `plan.html` among them */
  readonly files: ReadonlyMap<string, string>
  /** told once the plan is written */
  readonly done: (lines: readonly Remark[]) => void
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

/** The page of `plan new` and its interface, to be mounted at the root. Posts are taken one after the other. */
export function walkApp({ making, files, done, log }: PageOptions): Hono {
  const app = new Hono()
  const inTurn = queue()
  let end: readonly Remark[] | undefined
  const view = async (outcome: Submitted = NOTHING): Promise<WalkView> => viewOf(making, outcome, end)
  app.onError((error, c) => {
    log({ event: 'walk-failed', error: error.stack ?? error.message })
    return c.json({ error: error instanceof Failure ? error.message : text.pageFailed }, 500)
  })
  app.use('*', localPagesOnly)
  app.use('/console/api/*', async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  app.get('/console/api/walk', async (c) => c.json(await inTurn(view)))
  app.post('/console/api/walk/:step', async (c) => {
    const step = stepId.safeParse(c.req.param('step')).data
    const form = await c.req.formData().catch(() => undefined)
    if (!step || !form) return c.json({ error: text.unreadable }, 400)
    return c.json(await inTurn(async () => view(end ? NOTHING : await submitted(making, step, form))))
  })
  app.post('/console/api/back/:step', async (c) => {
    const step = stepId.safeParse(c.req.param('step')).data
    if (!step) return c.json({ error: text.unreadable }, 400)
    return c.json(
      await inTurn(async () => {
        if (!end) await undone(making, step)
        return view()
      }),
    )
  })
  app.post('/console/api/write', async (c) =>
    c.json(
      await inTurn(async () => {
        if (!end && nextStep(making) === undefined) {
          end = await written(making)
          done(end)
        }
        return view()
      }),
    ),
  )
  app.route('/', pages(files, 'plan.html'))
  return app
}

/** What is handed in is begun when what was handed in before has ended. */
function queue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}

type Submitted = Pick<WalkView, 'faults' | 'told'>

const NOTHING: Submitted = { faults: {}, told: [] }

/** Takes a form's fields as the answers of a step. @returns what is wrong, by the ask's name; what came of it when done */
async function submitted(making: Making, step: StepId, form: FormData): Promise<Submitted> {
  // Of a page that was left open: the walk is elsewhere by now.
  if (nextStep(making) !== step) return NOTHING
  const faults: Record<string, string> = {}
  let last: Look | undefined
  try {
    const isDone = await pass(making, step, {
      show: (look) => {
        last = look
      },
      async answer(ask) {
        const isThere = form.has(ask.name)
        try {
          if (isThere) await takeFrom(form, ask, making)
        } catch (error) {
          if (!(error instanceof Wrong)) throw error
          faults[ask.name] = error.message
          return false
        }
        return isThere
      },
    })
    // A step without questions was read before it was left.
    if (isDone && last && last.asks.length > 0) return { faults, told: last.shown }
  } catch (error) {
    // What does not come out is shown with the step as it stands.
    if (!(error instanceof Wrong)) throw error
  }
  return { faults, told: [] }
}

/** @throws Wrong for what does not read, or does not do */
async function takeFrom(form: FormData, ask: Ask, making: Making): Promise<void> {
  const said = form.get(ask.name)
  switch (ask.kind) {
    case 'file':
      return ask.take(await fileIn(form, ask, making.folder))
    // 不用 is a choice, and an empty one
    case 'choice':
      return ask.take(typeof said === 'string' ? said : '')
    case 'text': {
      const typed = typeof said === 'string' ? said.trim() : ''
      return ask.take(typed || ask.proposal || '')
    }
    case 'ticks':
      return ask.take(parsed(ticked, said))
    case 'goals':
      await ask.take(parsed(edited, said))
  }
}

/** A new file, else the word chosen, else the file that was given before. @throws Wrong where there is none */
async function fileIn(
  form: FormData,
  { name, others, proposal }: FileAsk,
  folder: string,
): Promise<GivenFile | string> {
  const given = form.getAll(name)
  const file = given.find((one): one is File => typeof one !== 'string' && one.size > 0)
  if (file) return { name: file.name, path: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
  const word = given.find((one) => typeof one === 'string' && others.some(({ value }) => value === one))
  if (typeof word === 'string') return word
  if (typeof proposal === 'object') return { ...proposal, bytes: keptBytes(folder, proposal) }
  throw new Wrong(text.noFileChosen)
}

function parsed<T>(shape: z.ZodType<T>, said: File | string | null): T {
  const read = shape.safeParse(typeof said === 'string' ? jsonIn(said) : undefined)
  if (!read.success) throw new Wrong(text.unreadable)
  return read.data
}

function jsonIn(said: string): unknown {
  try {
    return JSON.parse(said)
  } catch {
    return undefined
  }
}

async function viewOf(making: Making, outcome: Submitted, end: readonly Remark[] | undefined): Promise<WalkView> {
  const at = end ? undefined : nextStep(making)
  const look = at && (await seen(making, at))
  return {
    year: making.year,
    target: targetOf(making),
    steps: STEPS.map((id) => ({
      id,
      name: text.STEP_NAMES[id],
      done: end !== undefined || making.state.done.includes(id),
    })),
    ...(at && { at }),
    shown: look?.shown ?? [],
    asks: look?.asks.map(askView) ?? [],
    ...(look?.wrong !== undefined && { wrong: look.wrong }),
    ...outcome,
    ...(end && { written: end }),
  }
}

/** What cannot be looked at is told in its place: an earlier step is to be gone through again. */
async function seen(making: Making, at: StepId): Promise<Look> {
  const look = await tried(() => lookAt(making, at))
  return 'wrong' in look ? { shown: [], asks: [], wrong: look.wrong } : look.found
}

function askView(ask: Ask): AskView {
  if (ask.kind !== 'file') {
    const { take: _, ...rest } = ask
    return rest
  }
  const { take: _, proposal, ...rest } = ask
  if (typeof proposal === 'object') return { ...rest, given: proposal.name }
  return { ...rest, ...(proposal !== undefined && { proposal }) }
}
