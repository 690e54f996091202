/** Numbers that Word counts itself (一、 （一） 1.): they are no text in the file and are written out here. */
import { numeral } from './numeral.ts'

/** How one level of a list is numbered (ECMA-376 part 1, 17.9): first number, form, printed text. */
export interface ListLevel {
  start: number
  format: string
  /** %1、 （%2） %1.%2 */
  text: string
  /** what parts the number from its text: tab (where nothing is said), space, nothing */
  suffix: string
  /** all numbers in it are 1, 2, 3, whatever their own level says */
  legal: boolean
  /** the level after which it begins anew; 0 for never */
  restart?: number
  /** paragraphs of this style are of this level */
  style?: string
}

/** A list of a document: the definition that it follows, with its own levels and starts. */
export interface List {
  abstract: string
  readonly levels: Map<number, ListLevel>
  readonly starts: Map<number, number>
}

/** All list definitions of a file, which its paragraphs refer to by id. */
export interface Lists {
  /** levels by abstract numbering */
  readonly abstract: Map<string, Map<number, ListLevel>>
  /** abstract numberings that are another's: by way of the list style of this name */
  readonly linked: Map<string, string>
  readonly lists: Map<string, List>
}

/** The list and level that a paragraph style brings; undefined where it brings none. */
export interface StyledLists {
  get(style: string | undefined, key: 'list'): string | undefined
  get(style: string | undefined, key: 'level'): number | undefined
}

/** A level of a list, and the definition that it counts by. */
interface LevelPlace {
  readonly id: string
  readonly abstract: string
  readonly at: number
}

/**
 * Counts the numbered paragraphs of a document in reading order and gives each its printed number. Lists with one
 * definition share the count.
 */
export class Numbering {
  readonly #defined: Lists
  readonly #styles: StyledLists
  /** by abstract numbering: lists that share one go on counting */
  readonly #counts = new Map<string, number[]>()
  readonly #started = new Set<string>()

  constructor(defined: Lists, styles: StyledLists) {
    this.#defined = defined
    this.#styles = styles
  }

  /**
   * The number of the next paragraph, parted from its text; empty where it has none.
   *
   * @param list  `numId` of the paragraph's own; 0 takes away what the style gives
   * @param style `pStyle` of the paragraph
   */
  next(list: string | undefined, level: number | undefined, style: string | undefined): string {
    const id = list ?? this.#styles.get(style, 'list')
    const found = id === undefined || id === '0' ? undefined : this.#defined.lists.get(id)
    if (!found || id === undefined) return ''
    const abstract = this.#source(found.abstract)
    const levels = new Map([...(this.#defined.abstract.get(abstract) ?? []), ...found.levels])
    const at = level ?? this.#styles.get(style, 'level') ?? levelOfStyle(levels, style) ?? 0
    const own = levels.get(at)
    if (!own) return ''
    const counts = this.#count({ id, abstract, at }, found.starts.get(at), own.start)
    const text = own.text.replace(/%(\d)/g, (_, digit: string) => {
      const one = levels.get(Number(digit) - 1)
      if (!one) return ''
      return numeral(counts[Number(digit) - 1] ?? one.start, own.legal ? 'decimal' : one.format)
    })
    // A bullet is layout.
    return own.format === 'bullet' || text === '' ? '' : text + gapAfter(text, own.suffix)
  }

  /** @param override where the list begins this level, the first time that it is met */
  #count({ id, abstract, at }: LevelPlace, override: number | undefined, first: number): readonly number[] {
    const counts = this.#counts.get(abstract) ?? []
    this.#counts.set(abstract, counts)
    const begins = override !== undefined && !this.#started.has(`${id} ${at}`)
    this.#started.add(`${id} ${at}`)
    const last = counts[at]
    counts[at] = begins ? override : last === undefined ? first : last + 1
    for (let deeper = at + 1; deeper < counts.length; deeper++) {
      const restart = this.#defined.abstract.get(abstract)?.get(deeper)?.restart
      if (restart === undefined || (restart > 0 && at < restart)) delete counts[deeper]
    }
    return counts
  }

  /** A numbering may stand for the one that a list style names. */
  #source(abstract: string): string {
    const style = this.#defined.linked.get(abstract)
    const list = style === undefined ? undefined : this.#styles.get(style, 'list')
    return (list !== undefined && this.#defined.lists.get(list)?.abstract) || abstract
  }
}

const levelOfStyle = (levels: ReadonlyMap<number, ListLevel>, style: string | undefined): number | undefined =>
  style === undefined ? undefined : [...levels].find(([, level]) => level.style === style)?.[0]

/** 1 总体要求: after a sign of its own (一、 （一） 1.) nothing need part the two. A wider gap would be a table's. */
const gapAfter = (text: string, suffix: string): string =>
  suffix === 'nothing' || /[、.．)）:：]$/.test(text) ? '' : ' '
