/** A new plan in the making: what the answers and files so far come to. Everything is read anew from them, nothing is kept twice. */
import { dataOf, readData } from '../../data.node.ts'
import { type Candidate, candidatesOf } from '../../documents/draft/candidate.ts'
import { aboutOf, indicatorsFrom, newestTemplate, SCHEDULE_HEAD } from '../../documents/draft/draft.ts'
import { readFile } from '../../documents/files/read-file.ts'
import { type Document, readDocument } from '../../documents/index.ts'
import { inProject } from '../../installation/folders.ts'
import { DataError, type Files, isOfProvince, loadOffice, type Office, provinceIn } from '../../office/load/index.ts'
import {
  allocationText,
  type IndicatorText,
  indicatorsText,
  type PlanText,
  planText,
  scheduleText,
} from '../../office/load/plan/write.ts'
import { type ReadPlaces, readPlaces } from '../../office/load/province/province.ts'
import type { Regions } from '../../office/region.ts'
import { Failure } from '../usage.ts'
import { type Split, splitIn } from './split.ts'
import { type Given, keptBytes, readState, type State, type StepId, saveState } from './state.ts'
import type { Terminal } from './terminal.ts'
import * as text from './text.ts'

/** What was said on the command line, by what it answers. */
export interface Flags {
  readonly from?: string
  readonly regions?: string
  readonly allocation?: string
  readonly source?: string
  readonly roster?: string
}

export interface GivenPaper {
  readonly document: Document
  /** of the file: hidden text, pictures */
  readonly doubts: readonly string[]
}

export class Making {
  private papers: { readonly of: string; readonly paper: GivenPaper } | undefined
  readonly year: number
  /** the folder that holds regions/ and plans/ */
  readonly office: string
  /** where the answers are */
  readonly folder: string
  readonly terminal: Terminal
  readonly flags: Flags
  state: State

  constructor(at: Pick<Making, 'year' | 'office' | 'folder' | 'terminal' | 'flags'>) {
    this.year = at.year
    this.office = at.office
    this.folder = at.folder
    this.terminal = at.terminal
    this.flags = at.flags
    this.state = readState(at.folder, at.year)
  }

  /** Answers that are right are kept at once. */
  async keep(more: Partial<State>): Promise<void> {
    this.state = { ...this.state, ...more }
    await saveState(this.folder, this.state)
  }

  isDone = (step: StepId): boolean => this.state.done.includes(step)

  bytesOf = (given: Given): Uint8Array => keptBytes(this.folder, given)

  /** @throws Failure before the paper is given */
  async paper(): Promise<GivenPaper> {
    const { paper: given } = this.state
    if (!given) throw new Failure(text.noPaper)
    const of = `${given.path} ${given.kept}`
    if (this.papers?.of === of) return this.papers.paper
    const paper = await readPaper(given.name, this.bytesOf(given), this.year)
    this.papers = { of, paper }
    return paper
  }

  async candidates(): Promise<Candidate[]> {
    return candidatesOf((await this.paper()).document, this.year)
  }

  isChosen = ({ key, why, barred }: Candidate): boolean =>
    !barred && (why === undefined) !== this.state.turned.includes(key)

  async chosen(): Promise<Candidate[]> {
    return (await this.candidates()).filter(this.isChosen)
  }

  async indicators(): Promise<IndicatorText[]> {
    return indicatorsFrom((await this.paper()).document, await this.chosen(), this.state.edits)
  }

  /** plan.yaml as the paper and the person have it. */
  async about(): Promise<PlanText> {
    const { title, documentNumber, issuer, issued } = this.state.about
    return {
      ...aboutOf((await this.paper()).document, this.year),
      ...(title && { title }),
      ...(documentNumber && { documentNumber }),
      ...(issuer && { issuer }),
      ...(issued && { issued }),
      provenance: text.provenance(this.state.paper?.name ?? ''),
    }
  }

  /** The places of the list that was given; undefined: those that the office has. */
  async places(): Promise<ReadPlaces | undefined> {
    const { list, province } = this.state.regions
    return list && readPlaces(await linesOf(list.name, this.bytesOf(list)), province)
  }

  /** Everything that is there without the new plan, with the regions as they will be. */
  async ground(): Promise<Files> {
    const all = this.present()
    const places = await this.places()
    if (!places?.text) return all
    // Another province: the old one's plans do not load with it.
    const rest = [...all].filter(([path]) => !/^(?:regions|plans|demo)\//.test(path) || this.isOwn(path))
    return new Map([...rest.filter(([path]) => !path.startsWith('regions/')), [this.regionsPath, places.text]])
  }

  /** The one province's file, as it is called. */
  get regionsPath(): string {
    return [...(this.ownsFolder ? this.present().keys() : [])].find(isOfProvince) ?? REGIONS
  }

  /** What is there before the new plan; what ships where no folder of the office's own is named. */
  present(): Files {
    return this.ownsFolder ? dataOf(this.office) : readData()
  }

  private isOwn = (path: string): boolean => this.ownsFolder && path.startsWith('plans/')

  /** Whether the office has a folder of its own, in which another province may be. */
  get ownsFolder(): boolean {
    return this.office !== PROJECT_DATA
  }

  async regions(): Promise<Regions> {
    return provinceIn(await this.ground())
  }

  /** @throws Failure naming row and column of what does not fit */
  async split(): Promise<Split | undefined> {
    return this.state.split && splitIn(this, await this.officeWith(undefined))
  }

  /** The plan's files by their names in its folder. */
  async planFiles(split: Split | undefined): Promise<Map<string, string>> {
    const [about, indicators] = [await this.about(), await this.indicators()]
    const { document } = await this.paper()
    const template = newestTemplate(await this.ground())
    return new Map([
      [
        'plan.yaml',
        planText(split ? { ...about, allocation: { source: split.source, demo: false } } : about, text.planHead),
      ],
      ['document.txt', document.text],
      ['indicators.yaml', indicatorsText(indicators, text.indicatorsHead)],
      ['schedule.yaml', scheduleText(template, about, SCHEDULE_HEAD, split?.level)],
      ...(split
        ? [['allocation.csv', allocationText(split.columns, split.rows, text.splitHead(split.source))] as const]
        : []),
    ])
  }

  /** The whole data as it will be. */
  async files(split: Split | undefined): Promise<Files> {
    const own = [...(await this.planFiles(split))].map(
      ([name, content]) => [`plans/${this.year}/${name}`, content] as const,
    )
    return new Map([...(await this.ground()), ...own])
  }

  /** @throws Failure saying what does not load */
  async officeWith(split: Split | undefined): Promise<Office> {
    const files = await this.files(split)
    try {
      return loadOffice(files, this.year)
    } catch (error) {
      if (error instanceof DataError) throw new Failure(text.doesNotLoad(error.message))
      throw error
    }
  }
}

/** What ships. */
const PROJECT_DATA = inProject('data')

const REGIONS = 'regions/province.yaml'

/**
 * A paper in any format that is read, as a document with what is doubtful.
 * @throws Failure with the sentence that says what
 * to do
 */
export async function readPaper(name: string, bytes: Uint8Array, year: number): Promise<GivenPaper> {
  const read = await readFile(textName(name), bytes)
  if (read.kind === 'refused') throw new Failure(read.reason)
  return { document: readDocument(read.text, { id: String(year) }), doubts: read.doubts }
}

/** A list in any format that is read, as lines. @throws Failure with the sentence that says what to do */
export async function linesOf(name: string, bytes: Uint8Array): Promise<string[]> {
  const read = await readFile(textName(name), bytes)
  if (read.kind === 'refused') throw new Failure(read.reason)
  return read.text.split('\n')
}

/** A .csv is text. */
const textName = (name: string): string => name.replace(/\.csv$/i, '.txt')
