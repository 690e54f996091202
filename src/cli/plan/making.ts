/** A new plan in the making: what the answers and files so far come to. Everything is read anew from them, nothing is kept twice. */
import { dataOf, readData, shippedData } from '../../composition/data.node.ts'
import { candidatesOf, type TargetCandidate } from '../../documents/draft/candidate.ts'
import { aboutOf, indicatorsFrom, namedBefore, newestTemplate, SCHEDULE_HEAD } from '../../documents/draft/draft.ts'
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
import { fileText } from '../corpus.ts'
import { Failure } from '../usage.ts'
import type { GivenFile } from './ask.ts'
import { type Split, splitIn } from './split.ts'
import { draftFolder, type Given, keepFile, keptBytes, readState, saveState, type WizardState } from './state.ts'
import * as text from './text.ts'

/** The paper that sets the year's goals, as it was given to the wizard and read. */
export interface GivenPaper {
  readonly document: Document
  /** what of the file may not have been read (hidden text, pictures), in sentences for people */
  readonly doubts: readonly string[]
}

/**
 * A year's plan in the making: the answers so far, and the office as they would make it. Kept in a hidden folder, so
 * that it can be gone on with later.
 */
export class Making {
  private read: GivenPaper | undefined
  private shipped: Files | undefined
  readonly year: number
  /** the folder that holds regions/ and plans/ */
  readonly office: string
  /** where the answers are */
  readonly folder: string
  state: WizardState

  /** @param office the folder that holds regions/ and plans/ @throws Failure where what lies there is no state */
  constructor(year: number, office: string) {
    this.year = year
    this.office = office
    this.folder = draftFolder(office, year)
    this.state = readState(this.folder, year)
  }

  /** Answers that are right are kept at once. */
  async keep(more: Partial<WizardState>): Promise<void> {
    this.state = { ...this.state, ...more }
    await saveState(this.folder, this.state)
  }

  /** What may be left out is taken back. */
  async drop(what: 'split' | 'roster'): Promise<void> {
    const { [what]: _, ...rest } = this.state
    this.state = rest
    await this.keep({})
  }

  /** A copy of it; the paper is read anew. */
  keepFile(what: string, file: GivenFile): Promise<Given> {
    this.read = undefined
    return keepFile(this.folder, what, file)
  }

  bytesOf = (given: Given): Uint8Array => keptBytes(this.folder, given)

  /** @throws Failure before the paper is given */
  async paper(): Promise<GivenPaper> {
    const { paper: given } = this.state
    if (!given) throw new Failure(text.noPaper)
    this.read ??= await readPaper(given.name, this.bytesOf(given), this.year)
    return this.read
  }

  async candidates(): Promise<TargetCandidate[]> {
    return candidatesOf((await this.paper()).document, this.year)
  }

  isChosen = ({ key, why, barred }: TargetCandidate): boolean =>
    !barred && (why === undefined) !== this.state.turned.includes(key)

  async chosen(): Promise<TargetCandidate[]> {
    return (await this.candidates()).filter(this.isChosen)
  }

  /** @param edits a person's answers, by the candidates' keys */
  async indicators(edits = this.state.edits): Promise<IndicatorText[]> {
    const before = namedBefore(await this.ground(), this.year)
    return indicatorsFrom((await this.paper()).document, await this.chosen(), edits, before)
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
    if (!this.ownsFolder) return readData()
    // The program's own files stay as they are while it runs; the office's may be written meanwhile.
    this.shipped ??= shippedData()
    return dataOf(this.office, this.shipped)
  }

  private isOwn = (path: string): boolean => this.ownsFolder && path.startsWith('plans/')

  /** Whether the office has a folder of its own, in which another province may be. */
  get ownsFolder(): boolean {
    return this.office !== PROJECT_DATA
  }

  async regions(): Promise<Regions> {
    return provinceIn(await this.ground())
  }

  /**
   * Goals of places; undefined where no table of them was given.
   * @throws Failure naming row and column of what does not fit
   */
  async split(): Promise<Split | undefined> {
    return this.state.split && splitIn(this, await this.officeWith(undefined))
  }

  /** The plan's files by their names in its folder. */
  async planFiles(split: Split | undefined): Promise<Map<string, string>> {
    const [about, indicators] = [await this.about(), await this.indicators()]
    const { document } = await this.paper()
    const template = newestTemplate(await this.ground())
    return new Map([
      ['plan.yaml', planText(split ? { ...about, allocation: labelOf(split) } : about, text.planHead)],
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

const labelOf = ({ source, excess }: Split) => ({ source, demo: false, ...(excess.length > 0 && { exceeds: true }) })

/** What ships. */
const PROJECT_DATA = inProject('data')

const REGIONS = 'regions/province.yaml'

/**
 * A paper of any format that is read, as a document with its doubts.
 * @throws Failure with a sentence that says what to do
 */
export async function readPaper(name: string, bytes: Uint8Array, year: number): Promise<GivenPaper> {
  const { text: said, doubts } = await fileText(name, bytes)
  return { document: readDocument(said, { id: String(year) }), doubts }
}

/**
 * A list of any format that is read, as lines.
 * @throws Failure with a sentence that says what to do
 */
export const linesOf = async (name: string, bytes: Uint8Array): Promise<string[]> =>
  (await fileText(name, bytes)).text.split('\n')
