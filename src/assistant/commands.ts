/** Everything the assistant can do, in the order in which the help lists it. */
import { type Asker, documentCommands, goalsIn, questionCommand, readingJob } from '../ask/index.ts'
import { bulletinCommand, makeBulletin } from '../bulletin/index.ts'
import type { Document } from '../documents/index.ts'
import { guideCommands, paperOf, type RulesPaper } from '../guide/index.ts'
import type { Guess } from '../intent/index.ts'
import type { Read } from '../language/index.ts'
import { learning } from '../learn/index.ts'
import { type FileIntake, type Lapsed, libraryCommands, sayingPast } from '../library/index.ts'
import type { Command, Job } from '../message/command.ts'
import { exampleIndicator, exampleQuestion } from '../office/example.ts'
import type { Office } from '../office/load/index.ts'
import type { Plan } from '../office/plan.ts'
import type { ActClassifier } from '../open/index.ts'
import { bindingCommands } from '../people/index.ts'
import { type Retention, retentionJob } from '../privacy/index.ts'
import { makeTable, type ProgressOffice, progressCommands } from '../progress/index.ts'
import { REMINDING_LIMITS, readMoves, remindCommands, remindJob } from '../remind/index.ts'
import {
  type Attachments,
  draftedIn,
  EVIDENCE_LIMITS,
  isEvidence,
  LIMITS,
  makeForm,
  openItems,
  reportCommands,
} from '../report/index.ts'
import type { Questions } from '../request/index.ts'
import type { Reader } from '../store/index.ts'
import { fileCommand } from './file.ts'
import { acrossYears, readAcross, type Year } from './two-years.ts'

export interface Abilities {
  /** examples are made of it */
  readonly plan: Plan
  readonly read: Read
  readonly guess: Guess
  readonly classifyAct?: ActClassifier
  readonly commands: readonly Command[]
  /** takes plain words that no other command claims */
  readonly fallback: Command
  /** the rules of reporting */
  readonly rules: RulesPaper
  readonly jobs: readonly Job[]
  /** makes files that are handed over, by their keys */
  readonly files: (key: string, store: Reader) => Promise<Uint8Array | undefined>
}

export interface Means {
  readonly office: Office
  /** by the names of this year's plan */
  readonly read: Read
  /** how likely each intent is for what was said */
  readonly guess: Guess
  /** how likely each act is for what was said to something open */
  readonly classifyAct?: ActClassifier
  readonly asker: Asker
  /** reads and answers what is asked of the ledger */
  readonly questions: Questions
  /** last year's plan, where there is one before this: its figures may be closing still */
  readonly earlier?: Pick<Means, 'office' | 'read' | 'questions'>
  /** what the asker answers from, the plans' own first, as many as there are plans */
  readonly documents: readonly Document[]
  /** what no longer holds */
  readonly past?: readonly Lapsed[]
  /** within how many milliseconds a language model answers, where there is one */
  readonly readingMs?: number
  /** where files come from and are kept; without it evidence is not taken */
  readonly attachments?: Attachments
  /** reads files that people send; without it no documents are brought in through the chat */
  readonly readFile?: FileIntake['read']
  /** what is kept for how long; without it for ever */
  readonly keep?: Retention
  /** of whom figures of single counties are told; of everybody where it is left out */
  readonly sight?: ProgressOffice['sight']
}

/**
 * All that the office can do, from what it is made of: commands as they are registered, what takes plain words that
 * nobody claims, jobs and files.
 */
export function abilities(means: Means): Abilities {
  const { office, read, guess, classifyAct, earlier, documents, attachments, readFile, keep } = means
  const { plan, plans, regions, calendar } = office
  const rules = paperOf({
    plan,
    reporting: { ...LIMITS, evidence: EVIDENCE_LIMITS },
    reminding: REMINDING_LIMITS,
    levels: regions.levels,
  })
  const papers = onPapers(means)
  const ground = { plan, regions, read, calendar }
  const files = attachments && readFile && { fetch: attachments.fetch, read: readFile }
  const commands = [
    ...onFigures(means),
    ...remindCommands({ ...office, ...(classifyAct && { reader: { read, acts: classifyAct } }) }),
    ...papers.shelves,
    ...guides(means, rules),
    ...bindingCommands(ground, openItems(ground)),
    ...papers.learning,
    ...libraryCommands(documents, plans.length, files),
  ]
  return {
    plan,
    commands: commands.map((one) =>
      one.name === 'file' ? fileCommand(one, named(commands, '入库预览'), isEvidence) : one,
    ),
    fallback: papers.question,
    rules,
    jobs: [readingJob, remindJob(office), ...(keep ? [retentionJob(keep)] : [])],
    files: (key, store) => makeFile(key, store, earlier && isOfYear(key, earlier.office) ? earlier.office : office),
    read: earlier ? readAcross({ plan, read }, { ...earlier, plan: earlier.office.plan }) : read,
    guess,
    ...(classifyAct && { classifyAct }),
  }
}

/** Each for last year's plan as well, where there is one. */
function onFigures({
  office,
  read,
  classifyAct,
  questions,
  earlier,
  attachments,
  readFile,
  sight = 'all',
}: Means): Command[] {
  const ofYear = (year: NonNullable<Means['earlier']>): Year => {
    const { read } = year
    const { plan, regions, calendar } = year.office
    const basis = { ...year.office, moves: readMoves }
    return {
      plan,
      read,
      commands: [
        ...reportCommands(
          { plan, regions, read, calendar, ...(classifyAct && { acts: classifyAct }) },
          attachments,
          readFile,
        ),
        ...progressCommands({ ...basis, drafted: draftedIn, sight }, year.questions),
        bulletinCommand(basis),
      ],
    }
  }
  const current = ofYear({ office, read, questions })
  return earlier ? acrossYears(current, ofYear(earlier), office.regions) : [...current.commands]
}

/** What the office itself can tell; what an indicator means is each year's own. */
function guides({ office, read, earlier, documents }: Means, rules: RulesPaper): Command[] {
  const ofYear = (year: Pick<Means, 'office' | 'read'>): Year => ({
    plan: year.office.plan,
    read: year.read,
    commands: guideCommands({ ...year.office, moves: readMoves }, planIn(documents, year.office), rules),
  })
  const current = ofYear({ office, read })
  if (!earlier) return [...current.commands]
  const last = ofYear(earlier)
  const means = last.commands.filter(({ intents }) => intents?.includes('definition'))
  return acrossYears(current, { ...last, commands: means }, office.regions)
}

/** What is asked of the papers, and what is learned from the answers; what no longer holds is said where it is shown. */
function onPapers({ office, asker, documents, past = [], readingMs }: Means) {
  const { plan, plans, calendar } = office
  const { question, commands } = learning(
    questionCommand(asker, exampleQuestion(plan), goalsIn(planIn(documents, office), plan.indicators), readingMs),
    asker.key,
    documents,
    { rules: plan.rules, calendar },
  )
  const own = documents.slice(0, plans.length)
  const others = documents.slice(plans.length)
  // What is meant without a name: the newest plan, then what was brought in last.
  const shelves = documentCommands([...own.toReversed(), ...others.toReversed()], exampleIndicator(plan.indicators))
  return {
    question: sayingPast(question, past, documents),
    shelves: shelves.map((one) => sayingPast(one, past, documents)),
    learning: commands,
  }
}

/** The plan's own document. */
const planIn = (documents: readonly Document[], { plan, plans }: Means['office']): Document | undefined =>
  documents[plans.findIndex(({ year }) => year === plan.year)]

/** What is handed over in the chat, by its key; undefined: it cannot be made any more. */
export const makeFile = async (key: string, store: Reader, office: ProgressOffice): Promise<Uint8Array | undefined> =>
  (await makeBulletin(key, store, office)) ?? (await makeTable(key, store, office)) ?? makeForm(key, store, office)

/** A file's key names its period: `bulletin:2025-12…`. */
const isOfYear = (key: string, { plan }: Office): boolean => key.includes(`${plan.year}-`)

function named(commands: readonly Command[], name: string): Command {
  const found = commands.find((one) => one.name === name)
  if (!found) throw new Error(`no command ${name}`)
  return found
}
